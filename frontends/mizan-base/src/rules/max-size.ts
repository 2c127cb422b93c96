import type { FileFacts } from './file.js'
import { issue } from './issue.js'
import type { Check, CheckOptions } from './types.js'

/** What `maxSize` takes: how many bytes a file may have. */
export interface MaxSizeOptions extends CheckOptions {
  readonly n: number
}

/** Refuse files of more than `n` bytes, as `mizan.forms.MaxFileSize` does. */
export const maxSize =
  ({ n, code = 'max_size', m = code }: MaxSizeOptions): Check<FileFacts> =>
  ({ size }, texts) =>
    size > n ? issue(texts, code, { limit_value: n, show_value: size }, undefined, m) : []
