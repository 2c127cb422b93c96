import { describe, expect, test } from 'vitest'
import { char, maxLength, minLength, noNull, regex } from '../../src/rules/index.js'
import { codes, texts } from './judge.js'

const required = char({ required: true })
const raw = char({ required: true, strip: false })
const two = char({ required: false, checks: [minLength({ n: 2 }), maxLength({ n: 3 }), noNull()] })
const word = char({ required: false, strip: false, checks: [regex({ re: '^[\\p{L}\\p{N}_]+(?=\\n?$)' })] })
const clean = char({ required: false, checks: [regex({ re: 'spam', inverse: true, code: 'spam', m: 'invalid' })] })

describe('char', () => {
  test.each<[string, typeof required, unknown, string[]]>([
    ['a missing key is empty', required, undefined, ['required']],
    ['null is empty', required, null, ['required']],
    ['spaces of Python are stripped', required, '\x85\x1c \u3000', ['required']],
    ['a byte order mark is no space', required, '\ufeff', []],
    ['without strip a space is a value', raw, ' ', []],
    ['a number is its text', required, 0, []],
    ['NaN travels as null', required, NaN, ['required']],
    ['a boolean is refused by the wire gate', required, false, ['invalid']],
    ['an array is refused by the wire gate', required, ['a'], ['invalid']],
    ['a plain object is refused by the wire gate', required, {}, ['invalid']],
    ['half of a surrogate pair is refused by the wire gate', required, 'a\ud800', ['invalid']],
    ['an object that may write itself as text is not known', required, new Date(0), []],
    ['an optional empty value skips all checks', two, '  ', []],
    ['length is counted after the strip', two, '  abc  ', []],
    ['length is counted in code points', two, '😀😀😀', []],
    ['too short', two, '😀', ['min_length']],
    ['a number is measured by its text', two, 12345, ['max_length']],
    ['all issues are told, in order', two, 'abc\0', ['max_length', 'null_characters_not_allowed']],
    ['a pattern of Python takes a final line end', word, 'abc\n', []],
    ['a pattern knows digits of all scripts', word, 'é٣', []],
    ['a pattern refuses', word, 'a b', ['invalid']],
    ['an inverse pattern refuses what it finds', clean, 'no spam', ['spam']],
    ['an inverse pattern accepts the rest', clean, 'ham', []],
  ])('%s', (_, rule, value, expected) => {
    expect(codes(rule, value)).toEqual(expected)
  })

  test('an issue says what it was filled with, and never the value', () => {
    expect(two('  a ', texts)).toEqual([
      { path: [], code: 'min_length', message: 'at least 2, not 1', params: { limit_value: 2, show_value: 1 } },
    ])
  })

  test('without its text a rule does not know', () => {
    expect(codes(two, 'abcdef', { label: '', messages: {} })).toEqual([])
  })

  test('a JSON type that a field cannot take is refused in any language', () => {
    expect(required(true, { label: '', messages: {} })[0]?.message).toBe('Enter a valid value.')
  })

  test('a pattern that this engine cannot compile does not know', () => {
    expect(codes(char({ checks: [regex({ re: '(' })] }), 'x')).toEqual([])
  })

  test('long runs of spaces are stripped in linear time', () => {
    const start = performance.now()
    codes(required, 'a' + ' '.repeat(300_000) + 'b')
    expect(performance.now() - start).toBeLessThan(500)
  })
})
