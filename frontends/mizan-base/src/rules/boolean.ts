import type { Rule } from './types.js'
import { isStructure, missing, refused, type RequiredOption } from './wire.js'

/** What `boolean` takes. */
export interface BooleanOptions extends RequiredOption {
  /** Its widget is `HiddenInput`, for which `"0"` is false too. */
  readonly hidden?: boolean
}

const isNoFlag = (value: unknown): boolean => typeof value === 'number' || isStructure(value)

/** Judge a check box as `CheckboxInput` (or `HiddenInput`) reads it; `required` means "must be true". */
export const boolean =
  (options: BooleanOptions): Rule =>
  (value, texts) => {
    if (isNoFlag(value)) return refused(texts)
    if (typeof value !== 'string') return value ? [] : missing(options, texts)
    const text = value.toLowerCase()
    return text === '' || text === 'false' || (options.hidden && text === '0') ? missing(options, texts) : []
  }

/** Accept whatever a control can send: `NullBooleanField` itself is never invalid. */
export const nullBoolean = (): Rule => (value, texts) => (isNoFlag(value) ? refused(texts) : [])
