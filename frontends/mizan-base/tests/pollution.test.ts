// @vitest-environment jsdom
import { canonicalJson, controlAttributes, createClient, createForm, optionsOf, partsOf, readHydration, resourceOf, schemaFromJson, withPart } from '@mizan/base'
import * as m from '@mizan/base/codegen/v1'
import * as mz from '@mizan/base/zod'
import { afterEach, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { contactForm, contactTexts, filled, greet, order } from '../../testing/contact.js'
import { failure, fakeServer } from '../../testing/server.js'
import { own, same } from '../src/json.js'

/** `frontends/testing/strict.ts` freezes `Object.prototype` besides: whoever writes to it throws. */
const KEYS = ['__proto__', 'constructor', 'prototype']
const DEPTHS = [1, 2, 3, 4]
const SESSION = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }

/** Write JSON with one more key in every object at a depth; where the document is not that deep, it is made so. */
function write(value: unknown, key: string, depth: number): string {
  if (Array.isArray(value)) return `[${value.map((item) => write(item, key, depth)).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${write(item, key, depth - 1)}`)
  const poison = `${'{"deep":'.repeat(Math.max(0, depth - 1))}{"${key}":{"polluted":true,"prototype":{"polluted":true}}}${'}'.repeat(Math.max(0, depth - 1))}`
  return `{${[...entries, depth === 1 ? poison.slice(1, -1) : `"deep":${poison}`].join()}}`
}

/** Fail where an object reached from here has another prototype than its kind has. */
function expectClean(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (Object.hasOwn(value, 'polluted')) return
  expect('polluted' in value).toBe(false)
  expect(prototype === null || Object.hasOwn(prototype as object, 'constructor')).toBe(true)
  for (const item of Object.values(value)) expectClean(item, seen)
}

afterEach(() => {
  document.body.innerHTML = ''
  for (const each of [{}, [], () => undefined, '', new Map()]) expect((each as { polluted?: unknown }).polluted).toBeUndefined()
})

const SCHEMA = {
  type: 'object',
  title: 'Contact',
  required: ['email'],
  properties: {
    email: {
      title: 'Email',
      'x-mizan': {
        rule: { k: 'char', required: true, checks: [{ k: 'maxLength', n: 3 }] },
        messages: { required: 'Why?', max_length: '%(limit_value)d %(__proto__)s %(constructor)s' },
        widget: { kind: 'multi', widgets: [{ name: '0', kind: 'text', attrs: { class: 'x' } }] },
        choices: [{ value: 'a', label: 'A' }, { label: 'G', choices: [{ value: 'b', label: 'B' }] }],
      },
    },
  },
  'x-mizan': { version: 1, order: ['email'], language: 'en' },
}
const ISSUES = [{ path: ['email', 0], code: 'unique', message: 'Used.', params: { n: { m: 1 } } }]
const VALUES = { email: { a: { b: 'abcd' } }, topic: 'talk' }

type Plant = <T>(document: T) => T
const clientOf = (operations: Parameters<typeof fakeServer>[0], hydration: object | undefined = SESSION) =>
  createClient({ fetch: fakeServer(operations).fetch, hydration })

const decoders: [string, (plant: Plant) => unknown][] = [
  ['the hydration tag', (plant) => {
    const tag = Object.assign(document.createElement('script'), { type: 'application/json', id: 'mizan-data' })
    tag.textContent = JSON.stringify(plant({ ...SESSION, contexts: [{ name: 'a', input: {}, data: { b: { c: {} } } }] }))
    document.body.append(tag)
    return [readHydration(), createClient({ fetch: fakeServer({}).fetch }).session]
  }],
  ['an embedded context', (plant) => {
    const embedded = plant({ name: 'greet', input: { name: 'Ann' }, data: { text: { a: {} } } })
    const client = clientOf({}, { ...SESSION, contexts: [embedded] })
    return [resourceOf(client, greet, embedded.input).get(), client.resources]
  }],
  ['an embedded failure', (plant) => {
    const contexts = plant([{ name: 'greet', input: {}, error: { code: 'forbidden', params: { a: {} }, issues: ISSUES } }])
    return resourceOf(clientOf({}, { ...SESSION, contexts }), greet, contexts[0]?.input as { name: string }).get()
  }],
  ['the session', async (plant) => {
    const client = clientOf({ session: () => plant({ ...SESSION, more: { a: {} } }) }, {})
    await client.refreshSession()
    return client.session
  }],
  ['the answer of a call', (plant) => clientOf({ order: () => plant({ number: { a: { b: {} } } }) }).call(order, { amount: 1 })],
  ['a failure', (plant) =>
    clientOf({ order: () => failure(422, 'invalid', plant({ issues: ISSUES, params: { a: { b: {} } } })) }).call(order, { amount: 1 }).catch((error: unknown) => error)],
  ['a batch', (plant) => {
    const client = clientOf({ greet: () => plant({ text: { a: { b: {} } } }) })
    return Promise.all(['Ann', 'Bo'].map((name) => resourceOf(client, greet, { name }).load()))
  }],
  ['a schema', (plant) => schemaFromJson(plant(SCHEMA))['~standard'].validate(plant(VALUES))],
  ['the values of a form', (plant) => {
    const { email, topic } = contactTexts.fields
    const texts = { language: 'en', fields: { email, topic } }
    const validator = m.objectSchema<typeof VALUES>({ email: m.char({ required: true }), topic: m.unknown() }, texts)
    return validator['~standard'].validate(plant(VALUES))
  }],
  ['the values of a form, by zod', (plant) => {
    const texts = contactTexts.fields
    const form = z.object({ email: mz.field<string>(m.char({ required: true }), texts.email), topic: mz.optional<string>(m.unknown(), texts.topic) })
    return form.safeParse(plant(VALUES))
  }],
  ['the description of a dynamic form', async (plant) => {
    const client = clientOf({ 'contact.schema': () => plant({ title: 'C', schema: SCHEMA, initial: { email: { a: {} } }, layout: [] }) })
    const form = createForm(client, { ...contactForm, dynamic: true, rules: schemaFromJson })
    await form.validate()
    const view = { id: 'id', name: 'email', def: form.def.fields.email, texts: form.texts('email'), state: form.field('email').get() }
    const parts = partsOf(view, { date: 'Date', time: 'Time', language: 'en' })
    return [form.def, form.values(), optionsOf(view), controlAttributes(view), parts, withPart(parts, '0', 'x')]
  }],
  ['the complaints of a submission', async (plant) => {
    const client = clientOf({ 'contact.submit': () => failure(422, 'invalid', { issues: plant(ISSUES) }) })
    const form = createForm(client, contactForm, { initial: plant({ ...filled, message: { a: { b: {} } } }) as object })
    form.set('message', plant({ a: { b: {} } }) as never)
    await form.submit()
    return [form.values(), form.state.get(), form.field('email').get()]
  }],
  ['the value of a widget of several', (plant) => {
    const widget = { kind: 'multi', widgets: [{ name: '0', kind: 'text' }, { name: '__proto__', kind: 'text' }] }
    const value = plant({ 0: 'a', 1: { a: {} } })
    const state = { value, initial: value, errors: [], issues: [], touched: false, dirty: false, validating: false }
    const parts = partsOf({ id: 'id', name: 'f', def: { widget }, texts: { label: 'F', messages: {} }, state }, { date: 'Date', time: 'Time' })
    return [parts.map((part) => part.name), withPart(parts, '__proto__', { polluted: true })]
  }],
  ['text of JSON', (plant) => [canonicalJson(plant(SCHEMA)), same(plant(SCHEMA), plant(SCHEMA)), own(plant(SCHEMA), 'toString')]],
]

describe.each(decoders)('%s', (_name, decode) => {
  test.each(KEYS.flatMap((key) => DEPTHS.map((depth) => [key, depth] as const)))('with %s at depth %i pollutes nothing', async (key, depth) => {
    const plant: Plant = (document) => JSON.parse(write(document, key, depth)) as typeof document
    expectClean(await decode(plant))
  })
})

test.each(KEYS)('complaints about a field called %s are told as those about no field', async (key) => {
  const issues = [{ path: [key], code: 'odd', message: 'Odd.', params: {} }]
  const form = createForm(clientOf({ 'contact.submit': () => failure(422, 'invalid', { issues }) }), contactForm, { initial: filled })
  await form.submit()
  expect(form.state.get().errors).toEqual([`${key}: Odd.`])
})

test('the prototype of all objects is locked in this run', () => {
  expect(Object.isFrozen(Object.prototype)).toBe(true)
  expect(() => Object.assign(Object.prototype, { polluted: true })).toThrow(TypeError)
})
