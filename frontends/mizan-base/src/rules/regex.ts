import { issue } from './issue.js'
import { run } from './pattern.js'
import type { Check, CheckOptions } from './types.js'

/** What `regex` takes: an ECMAScript source for the flag `u`; `inverse` refuses what matches. */
export interface RegexOptions extends CheckOptions {
  readonly re: string
  readonly inverse?: boolean
}

/** Search text as `RegexValidator` does. */
export const regex =
  (options: RegexOptions): Check<string> =>
  (value, texts) => {
    const match = run(options.re, 'u', value)
    if (match === undefined || !match === !!options.inverse) return []
    return issue(texts, options.code ?? 'invalid', {}, value, options.m)
  }
