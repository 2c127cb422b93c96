import type { Rule } from './types.js'
import { isStructure, missing, refused, type RequiredOption } from './wire.js'

/** What `boolean` takes. */
export interface BooleanOptions extends RequiredOption {
  /** Its widget is `HiddenInput`, for which `"0"` is false too. */
  readonly hidden?: boolean
}

/** Judge a check box as `CheckboxInput` (or `HiddenInput`) reads it; `required` means "must be true". */
export const boolean =
  (options: BooleanOptions): Rule =>
  (value, texts) => {
    if (typeof value === 'number' || isStructure(value)) return refused(texts)
    if (typeof value !== 'string') return value ? [] : missing(options, texts)
    const text = value.toLowerCase()
    return text === '' || text === 'false' || (options.hidden && text === '0') ? missing(options, texts) : []
  }

/** Accept anything: `NullBooleanField` is never invalid. */
export const nullBoolean = (): Rule => () => []
