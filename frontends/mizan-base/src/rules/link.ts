import type { CharOptions } from './char.js'
import { strip } from './text.js'
import type { Rule } from './types.js'
import { judgeText, missing } from './wire.js'

/** What `link` takes: the scheme of addresses that have none. */
export interface LinkOptions extends Omit<CharOptions, 'strip'> {
  readonly scheme: string
}

/** Put a scheme before an address that has none, as `URLField` does: `x.com:80` has one, `x.com` and `//x.com` do not. */
const complete = (text: string, scheme: string): string => {
  if (/^[a-z][^/:]*:/i.test(text)) return text
  return scheme + (text.startsWith('//') ? ':' : '://') + text
}

/** Judge an address as `URLField` does: strip, then empty?, then every check of the completed address. */
export const link =
  (options: LinkOptions): Rule =>
  (value, texts) =>
    judgeText(value, texts, (raw) => {
      const text = strip(raw)
      if (text === '') return missing(options, texts)
      return (options.checks ?? []).flatMap((check) => check(complete(text, options.scheme), texts))
    })
