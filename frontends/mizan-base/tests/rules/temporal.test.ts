import { describe, expect, test } from 'vitest'
import { temporal, type FieldTexts } from '../../src/rules/index.js'
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
