import { issue } from './issue.js'
import { size } from './text.js'
import type { Check, Rule } from './types.js'
import { isStructure, missing, refused, type RequiredOption } from './wire.js'

/** A file as far as it is judged before its bytes travel. */
export interface FileFacts {
  /** Left out where it is not known what the server makes of it: what judges names knows nothing then. */
  readonly name?: string
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

/** What the server cuts off a name, or leaves out of it. */
const dropped = /^.*[/\\]|(?! )[\p{C}\p{Z}]/gsu

/** What the server resolves, what the browser writes otherwise, and what only one of them may know: the name is not known then. */
const uncertain = /[&\r\n\p{Cn}\p{Cs}\u{10000}-\u{10ffff}]/u

/** A file that is called so is left out as if it had not been sent. */
const nothing = /^\.{0,2}$/

/** Names of which something is left, whatever is cut off; no entity of HTML has a point in it. */
const lasting = /(^[^&]*|\.)[0-9A-Za-z]+$/

/** A stored file is described without its size: it stays where it is. */
const isStored = (value: object): boolean => 'name' in value && !('size' in value)

const isJson = (item: unknown): boolean => item === null || typeof item !== 'object' || isStructure(item)

const isFacts = (value: object): value is Required<FileFacts> =>
  'name' in value && 'size' in value && typeof value.name === 'string' && typeof value.size === 'number'

/** Judge a file as `FileField` does, by its name and size: a `File`, or its description. `null` clears. */
export const file =
  ({ max = Infinity, empty, checks = [], ...options }: FileOptions): Rule =>
  (value, texts) => {
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length))
      return missing(options, texts)
    if (typeof value !== 'object' || (Array.isArray(value) && value.every(isJson))) return refused(texts)
    if (!isFacts(value)) return isStructure(value) && !Array.isArray(value) && !isStored(value) ? refused(texts) : []
    const name = uncertain.test(value.name) ? undefined : value.name.replace(dropped, '')
    if (name === undefined && !lasting.test(value.name)) return []
    if (name !== undefined && nothing.test(name)) return missing(options, texts)
    const length = Math.min(size(name ?? ''), 255) // the server cuts the rest off
    if (length > max) return issue(texts, 'max_length', { max, length })
    if (!empty && value.size === 0) return issue(texts, 'empty')
    return checks.flatMap((check) => check(name === undefined ? { size: value.size } : { name, size: value.size }, texts))
  }
