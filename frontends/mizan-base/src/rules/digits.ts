import { issue } from './issue.js'
import { show, type Exact, type Numeric } from './numbers.js'
import type { Check, CheckOptions } from './types.js'

/** What `digits` takes: how many digits in all, and how many after the point. */
export interface DigitsOptions extends CheckOptions {
  readonly max?: number
  readonly places?: number
}

/** Count digits as Django's `DecimalValidator` does, as typed: `1.50` has two places. */
const count = ({ digits, exponent }: Exact): [all: number, places: number] => {
  const written = digits.length || 1
  if (exponent >= 0) return [digits ? written + exponent : 1, 0]
  return [Math.max(written, -exponent), -exponent]
}

const firstExcess = ({ max, places }: DigitsOptions, all: number, typed: number): [string, number] | undefined => {
  if (max !== undefined && all > max) return ['max_digits', max]
  if (places !== undefined && typed > places) return ['max_decimal_places', places]
  if (max === undefined || places === undefined || all - typed <= max - places) return undefined
  return ['max_whole_digits', max - places]
}

/** Refuse more digits than `DecimalField` lets in: in all, after the point, before the point. */
export const digits =
  (options: DigitsOptions): Check<Numeric> =>
  (value, texts) => {
    if (typeof value === 'number') return []
    const [code, max] = firstExcess(options, ...count(value)) ?? []
    return code === undefined ? [] : issue(texts, code, { max }, show(value))
  }
