import { describe, expect, test } from 'vitest'
import { dateTime, duration, temporal, type FieldTexts } from '../../src/rules/index.js'
import { codes, texts } from './judge.js'

const month = '(?<m>1[0-2]|0[1-9]|[1-9])'
const day = '(?<d>3[0-1]|[1-2]\\p{Nd}|0[1-9]|[1-9]| [1-9])'
const year = '(?<Y>\\p{Nd}\\p{Nd}\\p{Nd}\\p{Nd})'
const name = '(?<b>[jJ][aA][nN]|[fF][eE][bB]|[mM][aA][rR])'
const words = (...sources: string[]): FieldTexts => ({ ...texts, formats: sources.map((re) => ({ re })) })

const english = words(
  `${year}-${month}-${day}`,
  `${month}/${day}/(?<y>\\p{Nd}\\p{Nd})`,
  `${name}\\s+${day},\\s+${year}`,
)
const date = temporal({ required: true, of: 'date' })

describe('temporal', () => {
  test.each<[unknown, string[]]>([
    ['2024-2-9', []],
    [' 2024-02-29 ', []],
    ['2024-02-30', ['invalid']],
    ['2023-02-29', ['invalid']],
    ['1900-02-29', ['invalid']],
    ['2000-02-29', []],
    ['2024-04-31', ['invalid']],
    ['2024-12-31', []],
    ['2024-08-31', []],
    ['2024-09-31', ['invalid']],
    ['0000-01-01', ['invalid']],
    ['0001-01-01', []],
    ['٢٠٢٤-1-2٩', []],
    ['2024-1-301', ['invalid']],
    ['2024-13-01', ['invalid']],
    ['2/29/68', []],
    ['2/29/69', ['invalid']],
    ['2/29/96', []],
    ['2/29/00', []],
    ['FEB 29, 2024', []],
    ['feb 30, 2024', ['invalid']],
    ['', ['required']],
    [null, ['required']],
    [' ', ['invalid']],
    [20240101, ['invalid']],
  ])('%j → %j', (value, expected) => {
    expect(codes(date, value, english)).toEqual(expected)
  })

  test.each<[string, FieldTexts, string, string[]]>([
    ['formats that are missing', texts, 'nonsense', []],
    ['no formats at all', words(), '2024-01-01', ['invalid']],
    ['a directive that is not read here', words('(?<j>\\d{3})'), '999', []],
    ['a directive that does not change the day', words(`(?<z>[+]\\d{4}) ${day}\\.${month}`), '+0100 31.4', ['invalid']],
    ['a second that the clock does not have', words('(?<H>\\d\\d):(?<S>\\d\\d)'), '10:60', ['invalid']],
    ['a directive that is not read, and no match', words('(?<j>\\d{3})'), '99', ['invalid']],
    ['a month name that is not English', words(`${day} (?<B>[^ ]+) ${year}`), '31 Hornung 2024', []],
    ['a year left out', words(`${day}\\.${month}`), '31.4', ['invalid']],
    ['a leap day without a year', words(`${day}\\.${month}`), '29.2', []],
    ['a pattern that cannot be compiled', words('('), 'nonsense', []],
    ['a first match that does not reach the end', words('(?<Y>\\d\\d)|(?<m>\\d\\d\\d\\d)'), '2024', ['invalid']],
  ])('%s', (_, formats, value, expected) => {
    expect(codes(date, value, formats)).toEqual(expected)
  })
})

const nearly =
  '(?<year>\\p{Nd}{4})-(?<month>\\p{Nd}{1,2})-(?<day>\\p{Nd}{1,2})[T ](?<hour>\\p{Nd}{1,2}):(?<minute>\\p{Nd}{1,2})' +
  '(?::(?<second>\\p{Nd}{1,2}))?(?<tzinfo>[+-]\\p{Nd}{2})?(?=\\n?$)'

describe('dateTime', () => {
  const rule = dateTime({ required: true, re: nearly })
  test.each<[unknown, string[]]>([
    ['2024-02-29T10:30', []],
    ['2024-02-30T10:30', ['invalid']],
    [' 2024-02-29😀10:30 ', []],
    ['20240229T103000.5', []],
    ['20240230T103000', ['invalid']],
    ['2024-W05-3', []],
    ['2024-W05T10', []],
    ['2024W54', ['invalid']],
    ['2024W05-3', ['invalid']],
    ['2024-1-1 1:2+23', []],
    ['2024-1-1 1:2+24', ['invalid']],
    ['2024-01-01', []],
    ['2024-01-32', ['invalid']],
    ['2024-01-01T24:00', []],
    ['2024-01-01T25:00', ['invalid']],
    ['2024-01-01 10:61', ['invalid']],
    ['2024-01-01 10:00:60', ['invalid']],
    ['2024-01-01 10:00:0012', []],
    ['2024-01-01 10:00:001', ['invalid']],
    ['2024-01-01 10:00:01+02:00', []],
    ['2024-1-1 1:2', []],
    ['2024-13-1 1:2', ['invalid']],
    ['2024-1-0 1:2', ['invalid']],
    ['2024-1-1 24:2', ['invalid']],
    ['٢٠٢٤-1-1 1:2', []],
    ['1/31/2024', []],
    ['1/32/2024', ['invalid']],
    ['nonsense', ['invalid']],
    [' ', ['invalid']],
    ['', ['required']],
  ])('%j → %j', (value, expected) => {
    const slashed = words(`${month}/${day}/${year}`)
    expect(codes(rule, value, slashed)).toEqual(expected)
  })

  test.each<[string, string, FieldTexts]>([
    ['formats that are missing', nearly, texts],
    ['an expression that cannot be compiled', '(', words()],
  ])('%s are not known', (_, re, formats) => {
    expect(codes(dateTime({ required: true, re }), 'nonsense', formats)).toEqual([])
  })
})

describe('duration', () => {
  const days = '^(?<days>-?\\p{Nd}+) (?<hours>\\p{Nd}+):(?<minutes>\\p{Nd}+)(?=\\n?$)'
  const iso = '^P(?<weeks>\\p{Nd}+(?:[.,]\\p{Nd}+)?)W(?=\\n?$)'
  const rule = duration({ required: true, res: [days, iso], days: 1000 })
  const words = { ...texts, messages: { ...texts.messages, overflow: 'too long' } }
  test.each<[unknown, string[]]>([
    ['5 10:30', []],
    ['5 10:30\n', []],
    [' 5 10:30', ['invalid']],
    ['999 1:1', []],
    ['-1000 1:1', ['overflow']],
    ['1 24001:1', ['overflow']],
    ['٩٩٩٩ 1:1', ['overflow']],
    ['P1,5W', []],
    ['P143W', ['overflow']],
    ['P', ['invalid']],
    ['', ['required']],
    [[], ['invalid']],
  ])('%j → %j', (value, expected) => {
    expect(codes(rule, value, words)).toEqual(expected)
  })

  test('an expression that cannot be compiled is not known', () => {
    expect(codes(duration({ required: true, res: ['('], days: 1 }), 'nonsense')).toEqual([])
  })
})
