import { issue } from './issue.js'
import { limitValue, order, show, type Numeric } from './numbers.js'
import type { Check, CheckOptions } from './types.js'

/** What `minValue` and `maxValue` take: the exact limit as a decimal literal. */
export interface LimitOptions extends CheckOptions {
  readonly n: string
}

const limit =
  (code: string, isWrong: (difference: number) => boolean) =>
  (options: LimitOptions): Check<Numeric> =>
  (value, texts) => {
    const difference = order(value, options.n)
    if (difference === undefined || !isWrong(difference)) return []
    const params = { limit_value: limitValue(options.n), show_value: show(value) }
    return issue(texts, options.code ?? code, params, params.show_value, options.m)
  }

/** Refuse numbers below `n`. */
export const minValue = /* @__PURE__ */ limit('min_value', (difference) => difference < 0)

/** Refuse numbers above `n`. */
export const maxValue = /* @__PURE__ */ limit('max_value', (difference) => difference > 0)
