import * as z from 'zod/mini'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { boolean, char, choices, maxLength, objectSchema } from '../../src/rules/index.js'
import { field, optional } from '../../src/zod.js'
import { texts } from './judge.js'

interface Input {
  name: string
  nick?: string
  agree: boolean
  days?: string[]
}

const rules = {
  name: char({ required: true, checks: [maxLength({ n: 3 })] }),
  nick: char({ required: false, checks: [maxLength({ n: 3 })] }),
  agree: boolean({ required: true }),
  days: choices({ required: false, values: ['mon'] }),
}
const schema = z.object({
  name: field<string>(rules.name, texts),
  nick: optional<string>(rules.nick, texts),
  agree: field<boolean>(rules.agree, texts),
  days: optional<string[]>(rules.days, texts),
})
const plain = objectSchema<Input>(rules, { language: 'en', fields: { name: texts, nick: texts, agree: texts, days: texts } })

describe('zod', () => {
  test('the schema has the type of the form', () => {
    expectTypeOf<z.input<typeof schema>>().toEqualTypeOf<Input>()
  })

  test.each<unknown>([
    {},
    { name: null, nick: null, agree: null },
    { name: 'abcd', nick: 'abcd', agree: 'false' },
    { name: 5, agree: 'on' },
    { name: 'abc', agree: true },
    { name: [], agree: [] },
    { days: [] },
    { days: '' },
    { days: ['tue'] },
  ])('rules decide alone about %j, with and without zod', (value) => {
    const answer = schema['~standard'].validate(value)
    if (answer instanceof Promise) throw new Error('zod answers at once')
    const issues = (answer.issues ?? []).map((issue) => {
      const { path, message, params } = issue as unknown as z.core.$ZodIssueCustom
      return { path, message, ...params }
    })
    expect(issues).toEqual(plain['~standard'].validate(value).issues ?? [])
  })

  test('what is right comes back unchanged', () => {
    const right = { name: 'abc', nick: null, agree: true, days: ['mon'] }
    expect(schema.safeParse(right).data).toEqual(right)
  })
})
