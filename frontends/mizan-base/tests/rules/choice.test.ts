import { describe, expect, test } from 'vitest'
import { boolean, choice, nullBoolean, unknown } from '../../src/rules/index.js'
import { codes, texts } from './judge.js'

const must = boolean({ required: true })
const hidden = boolean({ required: true, hidden: true })
const one = choice({ required: true, values: ['1', 'b', 'None'] })
const any = unknown({ required: true })

describe('boolean', () => {
  test.each<[typeof must, unknown, string[]]>([
    [must, true, []],
    [must, false, ['required']],
    [must, undefined, ['required']],
    [must, null, ['required']],
    [must, '', ['required']],
    [must, 'FALSE', ['required']],
    [must, '0', []],
    [must, 'off', []],
    [must, 1, ['invalid']],
    [hidden, '0', ['required']],
    [hidden, 'true', []],
    [boolean({ required: false }), false, []],
    [nullBoolean(), 'nonsense', []],
    [nullBoolean(), null, []],
    [nullBoolean(), 1, ['invalid']],
    [nullBoolean(), [], ['invalid']],
  ])('%# %s %j → %j', (rule, value, expected) => {
    expect(codes(rule, value)).toEqual(expected)
  })
})

describe('choice', () => {
  test.each<[unknown, string[]]>([
    ['b', []],
    [1, []],
    ['1.0', ['invalid_choice']],
    [' b', ['invalid_choice']],
    ['None', []],
    [null, ['required']],
    ['', ['required']],
    [['b'], ['invalid']],
  ])('%j → %j', (value, expected) => {
    expect(codes(one, value)).toEqual(expected)
  })

  test('the message names the value, the params do not', () => {
    expect(one('x', texts)).toEqual([
      { path: [], code: 'invalid_choice', message: 'x is no choice', params: {} },
    ])
  })
})

describe('unknown', () => {
  test.each<[unknown, string[]]>([
    ['', ['required']],
    [null, ['required']],
    [undefined, ['required']],
    [[], ['required']],
    [['a'], []],
    [0, []],
    [false, []],
    [new File([], 'a.txt'), []],
  ])('%j → %j', (value, expected) => {
    expect(codes(any, value)).toEqual(expected)
  })
})
