import { issue } from './issue.js'
import { size } from './text.js'
import type { Check, Rule } from './types.js'
import { isStructure, missing, refused, type RequiredOption } from './wire.js'

/** A file as far as it is judged before its bytes travel. */
export interface FileFacts {
  readonly name: string
  readonly size: number
}

/** What `file` takes. */
export interface FileOptions extends RequiredOption {
  /** How many characters its name may have. */
  readonly max?: number
  /** It may be empty. */
  readonly empty?: boolean
  readonly checks?: readonly Check<FileFacts>[]
}

/** What the server cuts off, resolves or leaves out of a name; what a newer Unicode has is not known there. */
const altered = /[/\\&\u{10000}-\u{10ffff}]|(?! )[\p{C}\p{Z}]|^\./u

const isFacts = (value: object): value is FileFacts =>
  'name' in value && 'size' in value && typeof value.name === 'string' && typeof value.size === 'number'

/** Judge a file as `FileField` does, by its name and size: a `File`, or its description. `null` clears. */
export const file =
  ({ max = Infinity, empty, checks = [], ...options }: FileOptions): Rule =>
  (value, texts) => {
    if (value === null || value === undefined || value === '') return missing(options, texts)
    if (typeof value !== 'object') return refused(texts)
    if (!isFacts(value)) return isStructure(value) && !Array.isArray(value) ? refused(texts) : []
    const length = size(value.name)
    if (length === 0 || length > 255 || altered.test(value.name)) return []
    if (length > max) return issue(texts, 'max_length', { max, length })
    if (!empty && value.size === 0) return issue(texts, 'empty')
    return checks.flatMap((check) => check(value, texts))
  }
