import { strip } from './text.js'
import type { Check, Rule } from './types.js'
import { judgeText, missing, type RequiredOption } from './wire.js'

/** What `char` takes. */
export interface CharOptions extends RequiredOption {
  /** True unless said otherwise. */
  readonly strip?: boolean
  readonly checks?: readonly Check<string>[]
}

/** Judge text as `CharField` does: strip, then empty?, then every check, and all their issues. */
export const char =
  (options: CharOptions): Rule =>
  (value, texts) =>
    judgeText(value, texts, (raw) => {
      const text = options.strip === false ? raw : strip(raw)
      if (text === '') return missing(options, texts)
      return (options.checks ?? []).flatMap((check) => check(text, texts))
    })
