import { own } from '../json.js'
import { ascii } from './numbers.js'
import { temporal } from './temporal.js'
import { textOf } from './text.js'
import type { Rule } from './types.js'
import { isStructure, judgeText, missing, type RequiredOption } from './wire.js'

/** What Python's `int` reads. */
const whole = (text: string): number => {
  const parts = /^[\t-\r ]*([+-]?\d+(?:_\d+)*)[\t-\r ]*$/.exec(ascii(text))
  return Number(parts?.[1]?.replaceAll('_', '') ?? NaN)
}

/** Whether the three numbers are a day, of the years 1 to 9999. */
const isDay = (year: number, month: number, day: number): boolean => {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return false
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
}

/**
 * Judge a date that is picked from three lists as `SelectDateWidget` reads it: what is no day is judged as the text
 * `2024-0-31`. A plain text is a date as it is.
 */
export const selectDate =
  (options: RequiredOption): Rule =>
  (value, texts) => {
    const judge = temporal({ ...options, of: 'date' })
    if (!isStructure(value) || Array.isArray(value)) return judge(value, texts)
    const given = ['year', 'month', 'day'].map((name) => own(value as object, name))
    const wrong = given.flatMap((part) => judgeText(part, texts, () => []))
    if (wrong.length) return wrong.slice(0, 1)
    const picked = given.map(textOf)
    if (given.includes(undefined) || picked.every((text) => text === '')) return missing(options, texts)
    if (picked.includes(undefined)) return []
    const [year = NaN, month = NaN, day = NaN] = picked.map((text) => whole(text ?? ''))
    if (isDay(year, month, day)) return []
    const text = year > 2 ** 31 - 1 || month > 2 ** 31 - 1 || day > 2 ** 31 - 1 ? '0-0-0' : picked.map((part) => part || '0').join('-')
    return judge(text, texts)
  }
