// @vitest-environment jsdom
import { type FormDef, createClient, createForm } from '@mizan/base'
import { type AnyAuthResult, authOf, authSubmit } from '@mizan/base/auth'
import * as m from '@mizan/base/codegen/v1'
import { expect, test, vi } from 'vitest'
import { type FakeSite, fakeSite, hydrationOf } from '../../../testing/auth.js'
import { type Answer, type FakeServer, fakeServer } from '../../../testing/server.js'

interface Input {
  amount: string
}
const texts: m.FormTexts<Input> = { language: 'en', fields: { amount: { label: 'Amount', messages: { required: 'This field is required.' } } } }
const base = {
  schema: { name: 'order.schema', readonly: true },
  order: ['amount'],
  fields: { amount: { widget: { kind: 'text' }, required: true } },
  initial: { amount: '' },
  texts,
  validator: (t: m.FormTexts<Input>) => m.objectSchema<Input>({ amount: m.char({ required: true }) }, t),
} as const
const orderForm: FormDef<Input, unknown> = { ...base, name: 'order', validate: { name: 'order.validate' }, submit: { name: 'order' } }
/** As forms of `auth.` are: nothing judges them but our own rules and the submission. */
const authForm: FormDef<Input, AnyAuthResult> = { ...base, name: 'auth.order', submit: authSubmit({ name: 'auth.order.submit' }) }
const login = authSubmit<object, AnyAuthResult>({ name: 'auth.login.submit' })

function start<R>(def: FormDef<Input, R>, who?: string, more: Record<string, Answer> = {}) {
  const site: FakeSite = fakeSite(who, more)
  const server: FakeServer = fakeServer(site.operations)
  const client = createClient({ fetch: server.fetch, hydration: hydrationOf(who), build: 'build' })
  return { site, server, client, form: createForm(client, def) }
}

test('a submission that is held stays on its way, with what was typed, and goes on after the log-in', async () => {
  const { client, form, server } = start(orderForm)
  authOf(client).prove()
  form.set('amount', '2')
  const submission = form.submit()
  await vi.waitFor(() => expect(authOf(client).held.get().calls).toHaveLength(1))
  expect([form.state.get().status, form.values()]).toEqual(['submitting', { amount: '2' }])
  await client.call(login, { data: { username: 'ann', password: 'right' } })
  expect(await submission).toEqual({ for: 'ann', input: { data: { amount: '2' } } })
  expect([form.state.get().status, form.values()]).toEqual(['success', { amount: '2' }])
  // What nobody began is from now on that of who logged in.
  expect(await form.submit()).toMatchObject({ for: 'ann' })
  expect(server.count('call/order/')).toBe(3)
})

test('a held submission can be broken off, and given up', async () => {
  const { client, form } = start(orderForm)
  authOf(client).prove()
  form.set('amount', '2')
  for (const [end, status, code] of [[form.abort, 'idle', undefined], [authOf(client).cancel, 'error', 'unauthenticated']] as const) {
    const submission = form.submit()
    await vi.waitFor(() => expect(authOf(client).held.get().calls).toHaveLength(1))
    end()
    await submission
    expect([form.state.get().status, form.state.get().error?.code, form.values()]).toEqual([status, code, { amount: '2' }])
  }
})

test('a form that one user began is never submitted as another: it is empty when they come', async () => {
  const { client, form, site, server } = start(orderForm, 'ann')
  authOf(client)
  form.set('amount', '2')
  await form.validate()
  site.who = 'bob'
  await client.refreshSession()
  expect([form.values(), form.state.get().dirty]).toEqual([{ amount: '' }, false])
  expect(await form.submit()).toBeUndefined()
  expect(server.count('call/order/')).toBe(0)
  form.set('amount', '3')
  expect(await form.submit()).toEqual({ for: 'bob', input: { data: { amount: '3' } } })
})

test('one that nobody watched over yet is refused, and empty with it', async () => {
  const { client, form, site } = start(orderForm, 'ann')
  authOf(client)
  form.set('amount', '2')
  site.who = 'bob'
  await client.refreshSession()
  await form.submit()
  expect(form.state.get().error?.code).toBe('conflict')
  await vi.waitFor(() => expect(form.values()).toEqual({ amount: '' }))
  await new Promise((resolve) => setTimeout(resolve))
  expect(form.state.get()).toMatchObject({ status: 'error', errors: ['Somebody else is logged in by now.'] })
})

const NEVER: readonly string[][] = [['bob'], ['', 'bob'], ['', 'ann', 'bob']]
const ALWAYS: readonly string[][] = [[''], ['ann'], ['', 'ann'], ['', 'ann', '']]

test.each([
  ...NEVER.map((comers) => ['ann', comers, ''] as const),
  ...ALWAYS.map((comers) => ['ann', comers, '2'] as const),
  ['', ['ann'], '2'] as const,
  ['', ['ann', '', 'ann'], '2'] as const,
  ['', ['ann', 'bob'], ''] as const,
  ['', ['ann', '', 'bob'], ''] as const,
])('what %o typed, after %o came ("" is nobody): %o', async (who, comers, amount) => {
  const { client, form, site } = start(orderForm, who || undefined)
  form.mount()
  form.set('amount', '2')
  form.blur('amount')
  await vi.waitFor(() => expect(client.resources.has(form)).toBe(true))
  for (const comer of comers) {
    site.who = comer || undefined
    await client.refreshSession()
  }
  expect(form.values()).toEqual({ amount })
})

test('a form that has left the page is not held on to', async () => {
  const { client, form } = start(orderForm, 'ann')
  const leave = form.mount()
  form.blur('amount')
  await vi.waitFor(() => expect(client.resources.has(form)).toBe(true))
  leave()
  expect(client.resources.has(form)).toBe(false)
})

test('what the server had filled in for one user is asked for anew', async () => {
  const answers = { 'order.schema': () => ({ schema: { properties: {} }, initial: { amount: `of ${site.who}` }, texts }) }
  const { client, form, site } = start({ ...orderForm, dynamic: 'initial' } as never, 'ann', answers)
  form.mount()
  await vi.waitFor(() => expect(form.values()).toEqual({ amount: 'of ann' }))
  form.blur('amount')
  await vi.waitFor(() => expect(client.resources.has(form)).toBe(true))
  site.who = 'bob'
  const seen: unknown[] = []
  form.field('amount').subscribe(() => seen.push(form.field('amount').get().value))
  await client.refreshSession()
  await vi.waitFor(() => expect(form.values()).toEqual({ amount: 'of bob' }))
  expect(seen).not.toContain('of ann')
})

test('first values that a page takes from a context are those of the new user', async () => {
  const { client, form, site } = start(orderForm, 'ann')
  form.configure({ initial: { amount: 'of ann' } })
  form.reset()
  form.blur('amount')
  await vi.waitFor(() => expect(client.resources.has(form)).toBe(true))
  site.who = 'bob'
  await client.refreshSession()
  form.configure({ initial: { amount: 'of bob' } }) // as a framework draws: after the step of the program that told it
  await vi.waitFor(() => expect(form.values()).toEqual({ amount: 'of bob' }))
})

test('a form without .validate is judged by our own rules alone, before its submission', async () => {
  const { form, server } = start(authForm, undefined, { 'auth.order.submit': () => ({ kind: 'ok', data: 1 }) })
  expect(await form.validate()).toBe(false)
  expect(form.field('amount').get().errors).toEqual(['This field is required.'])
  const seen: boolean[] = []
  form.field('amount').subscribe(() => seen.push(form.field('amount').get().validating))
  form.set('amount', '2')
  expect(await form.validate()).toBe(true)
  expect([seen.includes(true), server.seen]).toEqual([false, []])
  expect(await form.submit()).toEqual({ kind: 'ok', data: 1 })
  expect(server.seen.map(({ path }) => path)).toEqual(['call/auth.order.submit/'])
})
