import { issue } from './issue.js'
import { limitValue, show, toNumber, type Numeric } from './numbers.js'
import type { Check, CheckOptions } from './types.js'

/** What `step` takes, both as decimal literals. */
export interface StepOptions extends CheckOptions {
  readonly n: string
  readonly offset?: string
}

/** Distance to the nearest multiple, as Python's `math.remainder` folds it. */
const distance = (number: number, step: number): number => {
  const rest = Math.abs(number % step)
  return Math.min(rest, Math.abs(step) - rest)
}

const whole = /^-?\d{1,27}$/

/**
 * What a number is beyond the offset, and how far that may be from what Python counts. Whole numbers are exact there and
 * here, as long as a `Decimal` (28 digits) holds them.
 */
const beyond = (value: Numeric, offset: string): [distance: number, doubt: number] => {
  const literal = typeof value === 'object' && !value.exponent ? (value.negative ? '-' : '') + (value.digits || '0') : ''
  if (whole.test(literal) && whole.test(offset)) return [Number(BigInt(literal) - BigInt(offset)), 0]
  const number = toNumber(value)
  return [number - Number(offset), Math.max(Math.abs(number), Math.abs(Number(offset))) * 2 ** -50]
}

/** Whether the number stands between two steps, beyond Django's tolerance and what doubles cannot tell. */
const isBetween = (value: Numeric, { n, offset = '0' }: StepOptions): boolean => {
  const [number, doubt] = beyond(value, offset)
  return distance(number, Number(n)) > 1e-9 + doubt
}

const offsetParams = (step: number, offset: number): Record<string, number> => ({
  offset,
  valid_value1: offset + step,
  valid_value2: offset + 2 * step,
})

/** Refuse numbers that are no multiple of `n`, counted from `offset`. */
export const step =
  (options: StepOptions): Check<Numeric> =>
  (value, texts) => {
    if (!isBetween(value, options)) return []
    const { n, offset } = options
    const params =
      offset === undefined ? { show_value: show(value) } : offsetParams(Number(n), Number(offset))
    return issue(texts, options.code ?? 'step_size', { limit_value: limitValue(n), ...params }, show(value), options.m)
  }
