import { issue } from './issue.js'
import { show, type Numeric } from './numbers.js'
import type { Check, CheckOptions } from './types.js'

/** What `digits` takes: how many digits in all, and how many after the point. */
export interface DigitsOptions extends CheckOptions {
  readonly max?: number
  readonly places?: number
}

/** Count digits as Django's `DecimalValidator` does, as typed: `1.50` has two places. */
const count = (digits: string, exponent: number): { all: number; places: number } => {
  const typed = digits.length || 1
  if (exponent >= 0) return { all: digits ? typed + exponent : 1, places: 0 }
  return { all: Math.max(typed, -exponent), places: -exponent }
}

const firstExcess = (
  { all, places }: { all: number; places: number },
  { max = Infinity, places: most = Infinity }: DigitsOptions,
): [string, number] | undefined => {
  if (all > max) return ['max_digits', max]
  if (places > most) return ['max_decimal_places', most]
  if (all - places > max - most) return ['max_whole_digits', max - most]
  return undefined
}

/** Refuse more digits than `DecimalField` lets in: in all, after the point, before the point. */
export const digits =
  (options: DigitsOptions): Check<Numeric> =>
  (value, texts) => {
    if (typeof value === 'number') return []
    const [code, max] = firstExcess(count(value.digits, value.exponent), options) ?? []
    return code === undefined ? [] : issue(texts, code, { max }, show(value))
  }
