import { describe, expect, test } from 'vitest'
import * as m from '../../src/rules/index.js'
import type { FormTexts } from '../../src/rules/index.js'
import { schemaFromJson } from '../../src/schema-from-json.js'

const schema = {
  type: 'object',
  properties: {
    name: {
      title: 'Name',
      'x-mizan': {
        rule: { k: 'char', required: true, checks: [{ k: 'maxLength', n: 3 }, { k: 'tomorrow' }, { k: 'step', n: '2' }] },
        messages: { required: 'Please.', max_length: 'Not %(show_value)d.' },
      },
    },
    when: { 'x-mizan': { rule: { k: 'temporal', of: 'date' }, messages: { invalid: 'No.' }, formats: [{ re: '\\d+' }] } },
    age: { 'x-mizan': { rule: { k: 'integer', checks: [{ k: 'minValue', n: '18' }] }, messages: { min_value: 'Old.' } } },
    fixed: { 'x-mizan': { disabled: true, rule: { k: 'char', required: true }, messages: { required: 'Please.' } } },
    future: { 'x-mizan': { rule: { k: 'constructor', required: true }, messages: { required: 'Please.' } } },
    plain: { type: 'string' },
    toString: { 'x-mizan': { rule: { k: 'char', required: true }, messages: { required: 'Mine.' } } },
  },
}

const validate = schemaFromJson(schema)['~standard'].validate

describe('schemaFromJson', () => {
  test('is a Standard Schema that gives the value back', () => {
    const value = { name: 'abc', toString: 'x', extra: 1 }
    expect(schemaFromJson(schema)['~standard']).toMatchObject({ version: 1, vendor: 'mizan' })
    expect(validate(value)).toEqual({ value })
  })

  test('judges each field by its own rule and names it in the path', () => {
    expect(validate({ name: 'abcd', when: 'x', age: 17 })).toEqual({
      issues: [
        { path: ['name'], code: 'max_length', message: 'Not 4.', params: { limit_value: 3, show_value: 4 } },
        { path: ['when'], code: 'invalid', message: 'No.', params: {} },
        { path: ['age'], code: 'min_value', message: 'Old.', params: { limit_value: 18, show_value: 17 } },
        { path: ['toString'], code: 'required', message: 'Mine.', params: {} },
      ],
    })
  })

  test.each([null, undefined, 'text', 5, []])('%j is no form', (value) => {
    expect(validate(value)).toMatchObject({ issues: [{ path: [], code: 'invalid' }] })
  })

  test.each([null, {}, { properties: [] }, { properties: { a: null, b: { 'x-mizan': { rule: [] } } } }])(
    'a schema without rules, %j, accepts all',
    (empty) => {
      expect(schemaFromJson(empty)['~standard'].validate({ a: 1 })).toEqual({ value: { a: 1 } })
    },
  )

  test('judges new passwords together, in the words of the second', () => {
    const rule = { k: 'char', required: true, strip: false }
    const messages = { required: 'Please.', other: 'Not alike.', password_too_short: 'Short.', password_entirely_numeric: 'Digits.' }
    const pair = { fields: ['a', 'b'], code: 'other', least: 3, numeric: true }
    const property = { 'x-mizan': { rule, messages } }
    const judge = schemaFromJson({ properties: { a: property, b: property }, 'x-mizan': { equals: [pair] } })['~standard'].validate
    const found = (a: unknown, b: unknown) => judge({ a, b }).issues?.map(({ path, message, params }) => [path, message, params])
    expect(found('abc', 'abd')).toEqual([[['b'], 'Not alike.', {}]])
    expect(found('12', '12')).toEqual([[['b'], 'Short.', { min_length: 3 }], [['b'], 'Digits.', {}]])
    expect(found('abc', 'abc')).toBeUndefined()
    expect(found('', 'abc')).toEqual([[['a'], 'Please.', {}]])
    expect(judge(null).issues).toHaveLength(1)
  })

  test('the rows of a formset inside of a form are judged by their own schema', () => {
    const name = { title: 'Name', 'x-mizan': { rule: { k: 'char', required: true }, messages: { required: 'Needed.' } } }
    const rows = { type: 'array', items: { properties: { name } }, 'x-mizan': { rule: { k: 'rows', first: 1 }, messages: {}, formset: {} } }
    const judge = schemaFromJson({ properties: { rows } })['~standard'].validate
    expect(judge({ rows: [{ name: '' }] }).issues).toMatchObject([{ path: ['rows', 0, 'name'], message: 'Needed.' }])
    expect(judge({ rows: [{ name: 'a' }, {}] }).issues).toBeUndefined()
  })

  test('the rows of a formset are for the server', () => {
    const rows = schemaFromJson({ type: 'array', items: schema })['~standard'].validate([{}])
    expect(rows).toEqual({ value: [{}] })
  })

  test('takes its texts apart from its rules', () => {
    const texts = { language: 'de', fields: { name: { label: 'Name', messages: { required: 'Bitte.' } } } }
    const german = schemaFromJson(schema, texts as FormTexts<Record<string, unknown>>)['~standard'].validate
    expect(german({ when: 'x' })).toEqual({
      issues: [{ path: ['name'], code: 'required', message: 'Bitte.', params: {} }],
    })
  })

  test('knows every kind that generated code can name', () => {
    const kinds = Object.keys(m).filter((name) => !['objectSchema', 'equals', 'together', 'rows'].includes(name))
    const two = { k: 'parts', names: ['0', '1'], rules: [{ k: 'char' }, { k: 'char' }] }
    const holders: Record<string, object> = {
      ...Object.fromEntries(['minLength', 'maxLength', 'noNull', 'email', 'regex', 'url', 'domainName', 'ipAddress'].map((k) => [k, { k: 'char' }])),
      ...Object.fromEntries(['minValue', 'maxValue', 'step', 'digits'].map((k) => [k, { k: 'decimal' }])),
      ...Object.fromEntries(['minItems', 'maxItems'].map((k) => [k, { k: 'array', delimiter: ',', rules: [{ k: 'char' }] }])),
      filled: two,
      ordered: two,
      extension: { k: 'file' },
      maxSize: { k: 'file' },
    }
    const rules: Record<string, object> = { parts: two, places: { size: 1, rules: [] }, array: { rules: [] }, combo: { rules: [] } }
    const known = kinds.filter((k) => {
      const n = { minLength: 9, minItems: 9, minValue: '9', step: '0.3', digits: 0, maxValue: '0.3' }[k] ?? 0
      const check = { k, n, re: 'z', user: 'z', domain: 'z', max: 1, schemes: [], codes: ['invalid', 'invalid'], of: 'number', values: [] }
      const rule = holders[k] ? { ...holders[k], checks: [check] } : { required: true, values: [], res: [], rule: { k: 'integer' }, ...rules[k], k }
      const codes = ['required', 'invalid', 'invalid_choice', 'min_length', 'max_length', 'min_value', 'max_value']
      const more = ['step_size', 'max_digits', 'null_characters_not_allowed', 'bound_ordering', 'invalid_extension', 'max_size']
      const separators = { decimal: ',', group: [] }
      const messages = Object.fromEntries([...codes, ...more].map((code) => [code, code]))
      const judge = schemaFromJson({ properties: { a: { 'x-mizan': { rule, messages, separators } } } })['~standard'].validate
      const values = ['', 'a\0', '1.5', { 0: '2', 1: '' }, { 0: '2', 1: '1' }, { name: 'a.pdf', size: 1 }]
      return values.some((a) => judge({ a }).issues)
    })
    expect(known.sort()).toEqual(kinds.sort())
  })
})
