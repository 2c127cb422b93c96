import { issue } from './issue.js'
import { hasUnassigned, type Numeric } from './numbers.js'
import type { Check, Rule } from './types.js'
import { judgeText, missing, type RequiredOption } from './wire.js'

/** What `integer`, `float` and `decimal` take. */
export interface NumericOptions extends RequiredOption {
  readonly checks?: readonly Check<Numeric>[]
}

/** Make the rule of a field of numbers from the function that reads its text (undefined: Django cannot read it). */
export const numeric =
  (read: (text: string) => Numeric | undefined) =>
  (options: NumericOptions): Rule =>
  (value, texts) =>
    judgeText(value, texts, (text) => {
      if (text === '') return missing(options, texts)
      const number = read(text)
      if (number === undefined) return issue(texts, 'invalid')
      if (hasUnassigned(text)) return []
      return (options.checks ?? []).flatMap((check) => check(number, texts))
    })
