import { issue } from './issue.js'
import { ascii, order, readExact } from './numbers.js'
import { strip, textOf } from './text.js'
import type { Check } from './types.js'

/** What `ordered` takes: whether the two parts are numbers or moments. */
export interface OrderedOptions {
  readonly of: 'number' | 'moment'
}

const iso = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?$/

const isGreaterNumber = (first: string, last: string): boolean => {
  const [left, right] = [first, last].map((text) => ascii(text).replaceAll('_', '')) as [string, string]
  const number = readExact(left)
  return number !== undefined && (order(number, right) ?? 0) > 0
}

/** Moments are compared where both are written as ISO 8601 does, without an offset. */
const isLater = (first: string, last: string): boolean => {
  if (!iso.test(first) || !iso.test(last)) return false
  const [left, right] = [first, last].map((text) => text.replace('T', ' ') + ' 00:00:00'.slice(text.length - 10)) as [string, string]
  return left > right
}

/** Refuse a lower bound that is greater than the upper one, as the ranges of `django.contrib.postgres` do. */
export const ordered =
  ({ of }: OrderedOptions): Check<readonly unknown[]> =>
  (given, texts) => {
    const [first, last] = [given[0], given[1]].map((bound) => strip(textOf(bound) ?? '')) as [string, string]
    return (of === 'number' ? isGreaterNumber : isLater)(first, last) ? issue(texts, 'bound_ordering') : []
  }
