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
    const kinds = Object.keys(m).filter((name) => name !== 'objectSchema')
    const known = kinds.filter((k) => {
      const rule = k in { minLength: 1, maxLength: 1, noNull: 1, email: 1, regex: 1, url: 1, domainName: 1, ipAddress: 1 }
        ? { k: 'char', checks: [{ k, n: k === 'minLength' ? 9 : 0, re: 'z', user: 'z', domain: 'z', schemes: [], max: 9 }] }
        : k in { minValue: 1, maxValue: 1, step: 1, digits: 1 }
          ? { k: 'decimal', checks: [{ k, n: k === 'minValue' ? '9' : '0.3', max: 1 }] }
          : { k, required: true, values: [], res: [], rule: { k: 'integer' } }
      const codes = ['required', 'invalid', 'invalid_choice', 'min_length', 'max_length', 'min_value', 'max_value']
      const more = ['step_size', 'max_digits', 'null_characters_not_allowed']
      const messages = Object.fromEntries([...codes, ...more].map((code) => [code, code]))
      const judge = schemaFromJson({ properties: { a: { 'x-mizan': { rule, messages, separators: { decimal: ',', group: [] } } } } })['~standard'].validate
      return [judge({ a: '' }), judge({ a: 'a\0' }), judge({ a: '1.5' })].some((answer) => answer.issues)
    })
    expect(known.sort()).toEqual(kinds.filter((k) => k !== 'nullBoolean').sort())
  })
})
