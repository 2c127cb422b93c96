import { issue } from './issue.js'
import { ascii } from './numbers.js'
import { run } from './pattern.js'
import type { Parts } from './temporal.js'
import type { Rule } from './types.js'
import { judgeText, missing, type RequiredOption } from './wire.js'

/** What `duration` takes: Django's own expressions, in order, and the number of days that is too many. */
export interface DurationOptions extends RequiredOption {
  readonly res: readonly string[]
  readonly days: number
}

const amount = (text: string | undefined): number => Math.abs(Number(ascii(text ?? '0').replace(',', '.')))

/** Whether a duration is longer than Python can hold; a sum at the very edge is not known. */
const isTooLong = ({ weeks, days, hours, minutes, seconds }: Parts, most: number): boolean => {
  const rest = 7 * amount(weeks) + amount(hours) / 24 + amount(minutes) / 1440 + amount(seconds) / 86_400
  return Math.max(amount(days), rest * (1 - 2 ** -40)) >= most
}

/** Judge a duration as `DurationField` does, without a strip: `5` is five seconds, `1 day, 0:01:05`, `P1.5D`. */
export const duration =
  (options: DurationOptions): Rule =>
  (value, texts) =>
    judgeText(value, texts, (text) => {
      if (text === '') return missing(options, texts)
      for (const source of options.res) {
        const match = run(source, 'uy', text)
        if (match === undefined) return []
        if (match) return isTooLong(match.groups ?? {}, options.days) ? issue(texts, 'overflow') : []
      }
      return issue(texts, 'invalid')
    })
