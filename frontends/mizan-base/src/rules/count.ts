import { issue } from './issue.js'
import type { LengthOptions } from './length.js'
import type { Check } from './types.js'

const count =
  (code: string, isWrong: (size: number, n: number) => boolean) =>
  (options: LengthOptions): Check<readonly unknown[]> =>
  (items, texts) => {
    const params = { limit_value: options.n, show_value: items.length }
    if (!isWrong(items.length, options.n)) return []
    const said = options.code ?? code
    const [m, exactly] = [options.m ?? said, `${options.m ?? said}_of_${items.length}`]
    return issue(texts, said, params, undefined, Object.hasOwn(texts.messages, exactly) ? exactly : m)
  }

/** Refuse fewer items than `n`. */
export const minItems = /* @__PURE__ */ count('min_length', (size, n) => size < n)

/** Refuse more items than `n`. */
export const maxItems = /* @__PURE__ */ count('max_length', (size, n) => size > n)
