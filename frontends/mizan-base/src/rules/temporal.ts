import { issue } from './issue.js'
import { ascii, hasUnassigned } from './numbers.js'
import { run } from './pattern.js'
import { strip } from './text.js'
import type { Rule } from './types.js'
import { judgeText, missing, type RequiredOption } from './wire.js'

/** What `temporal` takes; the formats are texts, because they depend on the language. */
export interface TemporalOptions extends RequiredOption {
  readonly of: 'date' | 'time'
}

/** What a text says about the day and the time, by `strptime` directives. */
export type Parts = Record<string, string | undefined>

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** Directives that say nothing about which day it is, beside those read below. */
const known = /^[YymdbBaAHIMSfpzZwu]$/

const readYear = ({ Y, y }: Parts): number => {
  if (Y) return Number(ascii(Y))
  const short = y ? Number(ascii(y)) : 0
  return short + (short <= 68 ? 2000 : 1900)
}

/** 1 to 12; a name that is not English may be any month, so a long one. */
const readMonth = ({ m, b, B }: Parts): number => {
  const name = b ?? B
  return name ? months.indexOf(name.slice(0, 3).toLowerCase()) + 1 || 1 : Number(ascii(m ?? '1'))
}

/** The calendar repeats itself after 400 years. */
const daysIn = (year: number, month: number): number => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()

/**
 * Whether the day is in the calendar, from year 1 on, and the minute has less than 61 seconds; a directive or a name
 * that is not known here may be right.
 */
export const isMoment = (parts: Parts): boolean => {
  if (!Object.keys(parts).every((name) => known.test(name))) return true
  const [year, month, day] = [readYear(parts), readMonth(parts), Number(ascii(parts.d ?? '1'))]
  return year > 0 && day <= daysIn(year, month) && Number(ascii(parts.S ?? '0')) < 60
}

/** Whether a text fits a format; as in `strptime` its first match must reach the end. */
export const fits = (text: string, source: string): boolean => {
  const match = run(source, 'uy', text)
  if (match === undefined || match === null) return match === undefined
  return match[0].length === text.length && (hasUnassigned(text) || isMoment(match.groups ?? {}))
}

/**
 * Judge a date or a time as `DateField` and `TimeField` do: strip, then the active language's formats in order. Without
 * formats: not known.
 */
export const temporal =
  (options: TemporalOptions): Rule =>
  (value, texts) =>
    judgeText(value, texts, (raw) => {
      if (raw === '') return missing(options, texts)
      const text = strip(raw)
      if (!texts.formats || texts.formats.some(({ re }) => fits(text, re))) return []
      return issue(texts, 'invalid')
    })
