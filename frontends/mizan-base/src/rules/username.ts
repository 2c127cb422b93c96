import type { CharOptions } from './char.js'
import { size, strip } from './text.js'
import type { Rule } from './types.js'
import { judgeText, missing } from './wire.js'

/** What `username` takes. */
export interface UsernameOptions extends CharOptions {
  /** Longer names are judged as they are typed. */
  readonly max?: number
}

/** Judge a name as `UsernameField` does: strip, bring to the form NFKC if it is not too long before, then as any text. */
export const username =
  ({ checks = [], max = Infinity, ...options }: UsernameOptions): Rule =>
  (value, texts) =>
    judgeText(value, texts, (raw) => {
      const typed = options.strip === false ? raw : strip(raw)
      const text = size(typed) > max ? typed : typed.normalize('NFKC')
      return text === '' ? missing(options, texts) : checks.flatMap((check) => check(text, texts))
    })
