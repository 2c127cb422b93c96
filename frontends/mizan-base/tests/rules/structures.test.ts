import { describe, expect, test } from 'vitest'
import * as m from '../../src/rules/index.js'
import type { FieldTexts, Rule } from '../../src/rules/index.js'
import { codes, texts as plain } from './judge.js'

const more = ['item_invalid', 'invalid_json', 'invalid_format', 'invalid_date', 'invalid_time', 'bound_ordering', 'empty', 'incomplete']
const names = ['max_size', 'invalid_extension', 'invalid_pk_value', 'max_length', 'min_length', ...more]
const words = { ...plain.messages, ...Object.fromEntries(names.map((name) => [name, name])) }
const one: FieldTexts = { label: '', messages: { ...words, item_invalid: 'Item %(nth)s:' } }
const texts: FieldTexts = { ...one, inner: [one, one, one] }

const table = (rule: Rule, rows: readonly (readonly [unknown, string[]])[]): void => {
  test.each(rows)('%j → %j', (value, expected) => {
    expect(codes(rule, value, texts)).toEqual(expected)
  })
  test('without texts nothing is refused but a JSON type', () => {
    for (const [value] of rows) expect(codes(rule, value, { label: '', messages: {} }).filter((code) => code !== 'invalid')).toEqual([])
  })
}

class Own {
  readonly is = 'of a class'
}

describe('choices', () => {
  table(m.choices({ required: true, values: ['a', '1', 'x'], odd: ['x'] }), [
    [['a', 1, 'a'], []],
    [[], ['required']],
    [null, ['required']],
    [undefined, ['required']],
    [[''], ['invalid_choice']],
    [['x', 'b'], ['invalid_choice']],
    [['a', 'x'], ['invalid_choice']],
    ['a', ['invalid']],
    [[null], ['invalid']],
    [[['a']], ['invalid']],
    [{ 0: 'a' }, ['invalid']],
    [['\ud800'], ['invalid']],
    [new Own(), []],
    [[new Own()], []],
  ])

  test('what is no choice is named before what cannot be coerced', () => {
    const rule = m.choices({ values: ['x'], odd: ['x'] })
    expect(rule(['x', 'b'], texts)[0]?.message).toBe('b is no choice')
  })
})

describe('combo', () => {
  const rules = [m.char({ checks: [m.maxLength({ n: 3 })] }), m.char({ strip: false, checks: [m.minLength({ n: 2 })] })]
  table(m.combo({ required: true, strips: 0, rules, checks: [m.noNull()] }), [
    ['ab', []],
    ['', ['required']],
    ['\0', ['null_characters_not_allowed']],
    ['abcd', ['max_length']],
    [' a ', ['min_length']],
    [true, ['invalid']],
  ])
  test('nothing is stripped before a rule strips', () => {
    expect(codes(m.combo({ rules, strips: 1 }), ' a', texts)).toEqual([])
  })
})

const two = [m.char({}), m.integer({ checks: [m.maxValue({ n: '9' })] })]

describe('parts', () => {
  table(m.parts({ required: true, all: true, names: ['a', 'b'], rules: two }), [
    [{ a: 'x', b: 3 }, []],
    [{}, ['required']],
    [null, ['required']],
    ['', ['required']],
    [{ a: 'x' }, ['required']],
    [{ a: 'x', b: '10' }, ['max_value']],
    [{ a: [], b: 1 }, ['invalid']],
    [{ a: '\ud800', b: 1 }, ['invalid']],
    [['x', 1], ['invalid']],
    ['x', ['invalid']],
    [5, ['invalid']],
    [new Own(), []],
    [{ a: new Own(), b: 1 }, []],
  ])

  test('where not all are wanted, those that are must be there', () => {
    const rule = m.parts({ names: ['a', 'b'], rules: two, must: [0] })
    expect(rule({ b: 1 }, texts)).toEqual([{ path: [], code: 'invalid', message: 'incomplete', params: {} }])
    expect(codes(rule, { a: 'x' }, texts)).toEqual([])
    expect(codes(rule, {}, texts)).toEqual([])
  })

  test('a box is never empty', () => {
    const rule = m.parts({ required: true, names: ['a'], rules: [m.boolean({ required: true })], boxes: [0] })
    expect(codes(rule, {}, texts)).toEqual(['required'])
    expect(codes(rule, { a: true }, texts)).toEqual([])
    expect(codes(rule, { a: 1 }, texts)).toEqual(['invalid'])
  })

  test('what two parts say alike is said once, unless they name what they hold', () => {
    const rules = [m.char({ checks: [m.noNull()] }), m.char({ checks: [m.noNull()] })]
    const value = { a: '\0', b: 'b\0' }
    expect(codes(m.parts({ names: ['a', 'b'], rules }), value, texts)).toHaveLength(1)
    expect(codes(m.parts({ names: ['a', 'b'], rules, named: true }), value, texts)).toHaveLength(2)
  })

  test('one of two may not stay empty', () => {
    const rule = m.parts({ names: ['a', 'b'], rules: [m.char({}), m.char({})], checks: [m.filled({ codes: ['invalid_date', 'invalid_time'] })] })
    expect(codes(rule, { a: 'x' }, texts)).toEqual(['invalid_time'])
    expect(codes(rule, { b: 'x' }, texts)).toEqual(['invalid_date'])
    expect(codes(rule, { a: 'x', b: 'x' }, texts)).toEqual([])
  })

  test.each<['number' | 'moment', unknown, unknown, string[]]>([
    ['number', '10', '9', ['bound_ordering']],
    ['number', ' 1_0 ', '٩', ['bound_ordering']],
    ['number', '9', 10, []],
    ['number', 5, 5, []],
    ['number', '', 1, []],
    ['number', 1, '', []],
    ['moment', '2024-01-02', '2024-01-01', ['bound_ordering']],
    ['moment', '2024-01-01 00:00', '2024-01-01', []],
    ['moment', '2024-01-01T10:00:01', '2024-01-01 10:00', ['bound_ordering']],
    ['moment', '2024-01-01 10:00+02:00', '2023-01-01', []],
    ['moment', '2024-01-01', '', []],
  ])('%s: %j to %j → %j', (of, a, b, expected) => {
    const rule = m.parts({ names: ['a', 'b'], rules: [m.unknown(), m.unknown()], checks: [m.ordered({ of })] })
    expect(codes(rule, { a, b }, texts)).toEqual(expected)
  })
})

describe('selectDate', () => {
  const formats = [{ re: '(?<Y>\\d{4})-(?<m>1[0-2]|0[1-9]|[1-9])-(?<d>3[01]|[12]\\d|0[1-9]|[1-9])' }]
  test.each<[unknown, string[]]>([
    [{ year: '2024', month: '2', day: 29 }, []],
    [{ year: '2023', month: '2', day: '29' }, ['invalid']],
    [{ year: '2023', month: '', day: '' }, ['invalid']],
    [{ year: '', month: '', day: '' }, ['required']],
    [{ year: '2024', month: '2' }, ['required']],
    [{ year: '9'.repeat(30), month: '1', day: '1' }, ['invalid']],
    [{ year: [], month: '1', day: '1' }, ['invalid']],
    [{ year: new Own(), month: '1', day: '1' }, []],
    ['2024-02-29', []],
    ['2023-02-29', ['invalid']],
    [null, ['required']],
    [[], ['invalid']],
  ])('%j → %j', (value, expected) => {
    expect(codes(m.selectDate({ required: true }), value, { ...texts, formats })).toEqual(expected)
  })
})

describe('json', () => {
  table(m.json({ required: true, checks: [m.maxLength({ n: 3 })] }), [
    ['{"a": 1}', []],
    [{ a: 1 }, []],
    [0, []],
    [false, []],
    ['', ['required']],
    [null, ['required']],
    ['null', ['required']],
    ['""', ['required']],
    [[], ['required']],
    ['{}', ['required']],
    ['{', ['invalid']],
    ["{'a': 1}", ['invalid']],
    ['\ufeff1', ['invalid']],
    ['[NaN, -Infinity]', []],
    ['"abcd"', ['max_length']],
    [['a', 'b', 'c', 'd'], []],
    ['"\ud800"', ['invalid']],
    [new Own(), []],
  ])
})

describe('hstore', () => {
  table(m.hstore({ required: true, checks: [m.minItems({ n: 2 })] }), [
    [{ a: '1', b: null }, []],
    ['{"a": 1, "b": [2]}', []],
    [{ a: '1' }, ['min_length']],
    ['', ['required']],
    [null, ['required']],
    ['{}', ['required']],
    ['""', ['invalid_format']],
    ['[]', ['invalid_format']],
    [[], ['invalid_format']],
    [5, ['invalid_format']],
    ['a', ['invalid_json']],
    [' ', ['invalid_json']],
    ['NaN', []],
  ])
})

describe('array', () => {
  const item = m.integer({ required: true, checks: [m.maxValue({ n: '9' })] })
  const rule = m.array({ required: true, delimiter: ',', rules: [item], checks: [m.minItems({ n: 2 })] })
  table(rule, [
    ['1, 2', []],
    [[1, '2'], []],
    ['', ['required']],
    [[], ['required']],
    ['1', ['min_length']],
    ['x,y', ['item_invalid', 'item_invalid']],
    ['x,', ['item_invalid']],
    ['1,', ['item_invalid']],
    ['10,1', ['item_invalid']],
    ['10', ['min_length']],
    [[1, null], ['item_invalid']],
    [[1, []], ['invalid']],
    [true, ['invalid']],
    [{}, ['invalid']],
  ])

  test('the number of the item stands before its own words, and in the parameters', () => {
    expect(rule('1,10', texts)).toEqual([
      { path: [], code: 'item_invalid', message: 'Item 2: <= 9, not 10', params: { limit_value: 9, show_value: 10, nth: 2 } },
    ])
  })

  test('what a check calls invalid comes last', () => {
    const letters = m.char({ required: true, checks: [m.regex({ re: '^a' })] })
    const judge = (reads?: false): string[] =>
      m.array({ delimiter: '|', rules: [letters], ...(reads === false && { reads }) })('b|', texts).map((issue) => issue.message)
    expect(judge()).toEqual(['Item 1: invalid'])
    expect(judge(false)).toEqual(['Item 2: required'])
  })

  test('a count may want a plural of its own', () => {
    const count = m.array({ delimiter: ',', rules: [m.char({})], checks: [m.minItems({ n: 3 })] })
    const said = { ...texts, messages: { ...words, min_length: '%(show_value)s items', min_length_of_1: '1 item' } }
    expect(count('a', said)[0]?.message).toBe('1 item')
    expect(count('a,b', said)[0]?.message).toBe('2 items')
  })
})

describe('places', () => {
  const item = m.integer({ required: true })
  table(m.places({ required: true, size: 2, rules: [item] }), [
    [[1, '2'], []],
    [[1, 2, 'x'], []],
    [{ 0: 1, 1: 2 }, []],
    [[], ['invalid']],
    [null, ['invalid']],
    [[1], ['invalid']],
    [['x', 'y'], ['invalid', 'invalid']],
    [[[], 1], ['invalid']],
    ['1', ['invalid']],
    [new Own(), []],
  ])
  test('empty places at the end do not count where they are cut off', () => {
    const rule = m.places({ size: 3, trim: true, rules: [item] })
    expect(rule([1, '', 2], texts).map((issue) => issue.message)).toEqual(['Item 2: required'])
    expect(rule([1], texts)).toEqual([])
  })
  test('boxes are ticked or not', () => {
    const rule = m.places({ required: true, size: 2, boxes: true, rules: [m.boolean({})] })
    expect(rule([false, true], texts)).toEqual([])
    expect(rule([false, 'false'], texts).map((issue) => issue.message)).toEqual(['required'])
  })
})

describe('file', () => {
  const txt = m.extension({ values: ['txt'] })
  table(m.file({ required: true, checks: [m.maxSize({ n: 3 })] }), [
    [{ name: 'a', size: 3 }, []],
    [{ name: 'a', size: 4 }, ['max_size']],
    [new File(['four'], 'a'), ['max_size']],
    [{ name: 'dir\\a', size: 4 }, ['max_size']],
  ])
  table(m.file({ required: true, checks: [m.maxSize({ n: 3 }), txt] }), [
    [{ name: '😀.pdf', size: 4 }, ['max_size']],
    [{ name: 'a&amp;b.pdf', size: 4 }, ['max_size']],
    [{ name: 'x/a.pdf', size: 3 }, ['invalid_extension']],
    [{ name: 'x/a.pdf\\a.txt\u200b', size: 3 }, []],
    [{ name: 'a.txt/', size: 4 }, ['required']],
    [{ name: '&sol', size: 4 }, []],
    [{ name: '\u{e000}\u0378', size: 4 }, []],
    [{ name: '..', size: 4 }, ['required']],
    [{ name: '\n', size: 4 }, []],
    [{ name: '...', size: 3 }, ['invalid_extension']],
  ])
  table(m.file({ required: true, max: 9, checks: [txt] }), [
    [new File(['x'], 'a.txt'), []],
    [new File([], 'a.txt'), ['empty']],
    [{ name: 'a.TXT', size: 1 }, []],
    [{ name: 'a.pdf', size: 1 }, ['invalid_extension']],
    [{ name: 'txt', size: 1 }, ['invalid_extension']],
    [{ name: 'a.', size: 1 }, ['invalid_extension']],
    [{ name: 'long-name.txt', size: 1 }, ['max_length']],
    [{ name: 'a'.repeat(300), size: 0 }, ['max_length']],
    [{ name: 'a&amp;b&amp;c', size: 1 }, []],
    [{ name: 'dir\\a.pdf', size: 1 }, ['invalid_extension']],
    [{ name: 'a-long-dir/\u0000a.txt', size: 1 }, []],
    [{ name: 'dir/long-name.txt', size: 1 }, ['max_length']],
    [{ name: 'dir\\a.pdf', size: 0 }, ['empty']],
    [{ name: '.txt', size: 1 }, ['invalid_extension']],
    [{ name: 'a.ſ', size: 1 }, []],
    [{ name: '', size: 0 }, ['required']],
    [{ name: 'stored.pdf', url: '/stored.pdf' }, []],
    [null, ['required']],
    [undefined, ['required']],
    ['', ['required']],
    [[], ['required']],
    ['a.txt', ['invalid']],
    [{}, ['invalid']],
    [[{}], ['invalid']],
    [[new File([], 'a.txt')], []],
    [true, ['invalid']],
    [new Own(), []],
  ])
  test('may be called as nothing is where none is needed', () => {
    expect(codes(m.file({}), { name: 'a.txt/', size: 0 }, texts)).toEqual([])
  })
  test('may be empty where that is allowed', () => {
    expect(codes(m.file({ empty: true }), new File([], 'a.txt'), texts)).toEqual([])
  })
})

describe('record', () => {
  table(m.record({ required: true, of: 'integer' }), [
    [1, []],
    [' +1_0 ', []],
    ['٣', []],
    ['1.0', ['invalid_choice']],
    ['x', ['invalid_choice']],
    ['x\0', ['null_characters_not_allowed']],
    ['', ['required']],
    [null, ['required']],
    [[1], ['invalid']],
    [true, ['invalid']],
  ])
  test('of names that may be any text', () => {
    expect(codes(m.record({}), 'x', texts)).toEqual([])
  })
})

describe('records', () => {
  table(m.records({ required: true, of: 'integer' }), [
    [[1, '2', 2], []],
    [[1, 'x'], ['invalid_pk_value']],
    [['01'], ['invalid_choice']],
    [['-0'], ['invalid_choice']],
    [['1\0'], ['null_characters_not_allowed']],
    [[], ['required']],
    [null, ['required']],
    [[null], ['invalid']],
    ['1', ['invalid']],
  ])
  test('of names that may be any text', () => {
    expect(codes(m.records({}), ['x', '01'], texts)).toEqual([])
  })
})

describe('username', () => {
  table(m.username({ required: true, max: 3, checks: [m.maxLength({ n: 3 })] }), [
    ['ann', []],
    ['ﬀ', []],
    ['ﬀﬀ', ['max_length']],
    ['½½½½', ['max_length']],
    ['e\u0301e\u0301e\u0301', ['max_length']],
    ['e\u0301', []],
    ['  ', ['required']],
    [[], ['invalid']],
  ])
})
