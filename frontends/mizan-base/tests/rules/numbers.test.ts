import { describe, expect, test } from 'vitest'
import { decimal, digits, float, integer, maxValue, minValue, step } from '../../src/rules/index.js'
import { ascii } from '../../src/rules/numbers.js'
import { codes, texts } from './judge.js'

const whole = integer({ required: true })
const big = integer({ required: false, checks: [maxValue({ n: '9223372036854775807' })] })
const odd = integer({ required: false, checks: [minValue({ n: '1' }), step({ n: '3', offset: '1' })] })
const price = decimal({
  required: false,
  checks: [minValue({ n: '0.5' }), maxValue({ n: '1000' }), digits({ max: 5, places: 2 })],
})
const exact = decimal({ required: true })
const tenths = decimal({ required: false, checks: [step({ n: '0.1' })] })
const real = float({ required: false, checks: [minValue({ n: '0.1' })] })

describe('numbers', () => {
  test.each<[typeof whole, unknown, string[]]>([
    [whole, '', ['required']],
    [whole, undefined, ['required']],
    [whole, ' ', ['invalid']],
    [whole, '+5', []],
    [whole, ' 007 ', []],
    [whole, '1_000', []],
    [whole, '1__0', ['invalid']],
    [whole, '٣', []],
    [whole, '\u{1d7d9}\u{1d7e2}', []],
    [whole, '5.', []],
    [whole, '1 .0 ', []],
    [whole, '1.0 \x1c', []],
    [whole, '5\x1c', ['invalid']],
    [whole, '\x855', []],
    [whole, '.0', ['invalid']],
    [whole, '1e3', ['invalid']],
    [whole, 1e21, ['invalid']],
    [whole, '0x10', ['invalid']],
    [whole, '²', ['invalid']],
    [whole, 5, []],
    [whole, 5.5, ['invalid']],
    [whole, true, ['invalid']],
    [whole, '\u{1e5f1}\u{378}', []],
    [big, '9223372036854775807', []],
    [big, '9223372036854775808', ['max_value']],
    [big, '-' + '9'.repeat(5000), []],
    [odd, 4, []],
    [odd, 3, ['step_size']],
    [odd, '-1', ['min_value', 'step_size']],
    [odd, '9007199254740994', ['step_size']], // as Django says: it counts in doubles
    [odd, '9007199254740996', []],
    [odd, '1' + '0'.repeat(40), []],
    [exact, '1__0', []],
    [exact, '_1._5_', []],
    [exact, '\x1c.5\u3000', []],
    [exact, '٣.٥e-2', []],
    [exact, '.', ['invalid']],
    [exact, 'NaN', ['invalid']],
    [exact, '-Infinity', ['invalid']],
    [price, '1.50', []],
    [price, '1.500', ['max_decimal_places']],
    [price, '0001.50', []],
    [price, '1e3', ['max_whole_digits']],
    [price, '1e4', ['max_value', 'max_whole_digits']],
    [price, '1e99999', ['max_value', 'max_digits']],
    [price, '123456', ['max_value', 'max_digits']],
    [price, '0.5', []],
    [price, '0.49', ['min_value']],
    [price, '-0', ['min_value']],
    [price, '0E-3', ['min_value', 'max_decimal_places']],
    [decimal({ checks: [digits({ max: 2 })] }), '1.5', []],
    [decimal({ checks: [digits({ places: 1 })] }), '1234.5', []],
    [tenths, '0.3', []],
    [tenths, '0.35', ['step_size']],
    [real, '.5', []],
    [real, '1_0.5', []],
    [real, '1_.5', ['invalid']],
    [real, '1e400', ['invalid']],
    [real, 'inf', ['invalid']],
    [real, '0.1', []],
    [real, '0.09', ['min_value']],
  ])('%# %s %j → %j', (rule, value, expected) => {
    expect(codes(rule, value)).toEqual(expected)
  })

  test.each<[unknown, string]>([
    ['1.50', '>= 2, not 1.50'],
    ['-1e3', '>= 2, not -1E+3'],
    ['0.0000001', '>= 2, not 1E-7'],
    ['0.001', '>= 2, not 0.001'],
    ['12.5e-1', '>= 2, not 1.25'],
    ['-12345678901234567890', '>= 2, not -12345678901234567890'],
  ])('%s is shown as Python writes it', (value, message) => {
    expect(decimal({ checks: [minValue({ n: '2' })] })(value, texts)[0]?.message).toBe(message)
  })

  test('limits and values are numbers where that is exact', () => {
    expect(odd(-1, texts).map((issue) => issue.params)).toEqual([
      { limit_value: 1, show_value: -1 },
      { limit_value: 3, offset: 1, valid_value1: 4, valid_value2: 7 },
    ])
  })

  test('every decimal digit of Unicode has the value of its place in its run of ten', () => {
    const all = Array.from({ length: 0x110000 }, (_, code) => code)
      .filter((code) => (code < 0xd800 || code > 0xdfff) && /\p{Nd}/u.test(String.fromCodePoint(code)))
      .map((code) => ascii(String.fromCodePoint(code)))
    expect(all.every((digit, place) => Number(digit) === place % 10)).toBe(true)
  })
})
