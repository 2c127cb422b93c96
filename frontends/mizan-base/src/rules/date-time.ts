import { issue } from './issue.js'
import { ascii } from './numbers.js'
import { run } from './pattern.js'
import { fits, isMoment, type Parts } from './temporal.js'
import { strip } from './text.js'
import type { Rule } from './types.js'
import { judgeText, missing, type RequiredOption } from './wire.js'

/** What `dateTime` takes: Django's own expression for what is nearly ISO 8601. */
export interface DateTimeOptions extends RequiredOption {
  readonly re: string
}

/**
 * What some version of Python's `datetime.fromisoformat` takes, and more: it splits a date of weeks from its time by guessing,
 * and leaves characters before an offset unread.
 */
const iso =
  /^(?<Y>\d{4})(?:W(?:0[1-9]|[1-4]\d|5[0-3])(?:[1-7]|[^]{3,})?|-W(?:0[1-9]|[1-4]\d|5[0-3])(?:-[1-7]|[^]{3,})?|(?<day>-\d\d-\d\d|\d{4})(?:[^](?<H>\d\d)(?::?(?<M>\d\d)(?::?(?<S>\d\d)(?:[^]\d+)?)?)?(?:[.,]\d+|[^]*[Z+-][^]*)?)?)$/u

const within = (text: string | undefined, least: number, most: number): boolean => {
  const number = Number(ascii(text ?? '1'))
  return least <= number && number <= most
}

const isRight = (parts: Parts, hours: number): boolean =>
  within(parts.m, 1, 12) &&
  within(parts.d, 1, 31) &&
  within(parts.H, 0, hours) &&
  within(parts.M, 0, 59) &&
  isMoment(parts)

const isIso = (text: string): boolean => {
  const { day, ...parts } = iso.exec(text)?.groups ?? {}
  const [m, d] = day?.match(/\d\d/g) ?? []
  return parts.Y !== undefined && isRight({ ...parts, ...(m && { m, d }) }, 24)
}

/** Whether Django's expression reads a moment; undefined where it reads none, and the formats are tried. */
const isNearlyIso = (text: string, source: string): boolean | undefined => {
  const match = run(source, 'uy', text)
  if (!match) return match === undefined || undefined
  const { year: Y, month: m, day: d, hour: H, minute: M, second: S, tzinfo = '' } = match.groups ?? {}
  return isRight({ Y, m, d, H, M, S }, 23) && within(ascii(tzinfo).slice(1, 3), 0, 23)
}

/**
 * Judge a moment as `DateTimeField` does: strip, then ISO 8601, then what Django takes for it, then the active language's
 * formats. Whether the hour exists in the server's time zone is not known.
 */
export const dateTime =
  (options: DateTimeOptions): Rule =>
  (value, texts) =>
    judgeText(value, texts, (raw) => {
      if (raw === '') return missing(options, texts)
      const text = strip(raw)
      if (!texts.formats || isIso(text)) return []
      const isFormat = () => texts.formats?.some(({ re }) => fits(text, re))
      return (isNearlyIso(text, options.re) ?? isFormat()) ? [] : issue(texts, 'invalid')
    })
