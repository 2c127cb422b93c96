import { describe, expect, test } from 'vitest'
import { decimal, digits, localized, maxValue, type Separators } from '../../src/rules/index.js'
import { codes, texts } from './judge.js'

const rule = localized({ rule: decimal({ required: true, checks: [maxValue({ n: '5000' }), digits({ places: 3 })] }) })
const german: Separators = { decimal: ',', group: ['.'] }
const french: Separators = { decimal: ',', group: ['\u00a0', ' '] }
const plain: Separators = { decimal: ',', group: [] }

describe('localized', () => {
  test.each<[Separators, unknown, string[]]>([
    [german, '1.234,5', []],
    [german, '1.5', []],
    [german, '1.2345', ['max_decimal_places']],
    [german, '9.876', ['max_value']],
    [german, '1.2.3', []],
    [german, '1,2,3', ['invalid']],
    [german, ',5', []],
    [german, 1.5, []],
    [german, 9876, ['max_value']],
    [german, '.', ['invalid']],
    [german, '', ['required']],
    [german, null, ['required']],
    [german, true, ['invalid']],
    [french, '1 234,5', []],
    [french, '1\u00a0234', []],
    [french, '\u00a0', ['invalid']],
    [plain, '9.876', []],
    [plain, '1,5', []],
  ])('%j %j → %j', (separators, value, expected) => {
    expect(codes(rule, value, { ...texts, separators })).toEqual(expected)
  })

  test('without the separators of the language it does not know', () => {
    expect(codes(rule, 'nonsense')).toEqual([])
  })
})
