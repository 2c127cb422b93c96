import { issue } from './issue.js'
import { size } from './text.js'
import type { Check, CheckOptions } from './types.js'

/** What `minLength` and `maxLength` take: a number of code points. */
export interface LengthOptions extends CheckOptions {
  readonly n: number
}

const length =
  (code: string, isWrong: (count: number, n: number) => boolean) =>
  (options: LengthOptions): Check<string> =>
  (value, texts) => {
    const params = { limit_value: options.n, show_value: size(value) }
    return isWrong(params.show_value, options.n) ? issue(texts, options.code ?? code, params, value, options.m) : []
  }

/** Refuse text of fewer code points than `n`. */
export const minLength = /* @__PURE__ */ length('min_length', (count, n) => count < n)

/** Refuse text of more code points than `n`. */
export const maxLength = /* @__PURE__ */ length('max_length', (count, n) => count > n)
