// @vitest-environment jsdom
import { createClient, createForm } from '@mizan/base'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { contactForm, filled } from '../../../testing/contact.js'
import { fakeServer } from '../../../testing/server.js'

const part = '../../src/form/page.js'

/** The one import of each test fails; Vitest lets those that come after it pass. */
beforeEach(() => {
  vi.resetModules()
  vi.doMock(part, () => Promise.reject(new Error('no network')))
})
afterEach(() => vi.doUnmock(part))

const hydration = { csrf: 'token', identity: 'ann', mount: '/api/mizan/', language: 'en' }

test('a form whose live check does not come is judged at the submission', async () => {
  const server = fakeServer({ 'contact.submit': () => ({ number: 1 }) })
  const form = createForm(createClient({ fetch: server.fetch, hydration }), contactForm, { initial: filled })
  const leave = form.mount()
  form.set('email', 'c@d')
  expect(await form.submit()).toEqual({ number: 1 })
  expect(server.seen.map(({ path }) => path)).toEqual(['call/contact.submit/'])
  leave()
})

test.each([
  ['c@d.example', true],
  ['', false],
])('a form whose live check does not come is judged here alone when the page asks: %j', async (email, isRight) => {
  const server = fakeServer({})
  const form = createForm(createClient({ fetch: server.fetch, hydration }), contactForm, { initial: { ...filled, email } })
  expect(await form.validate('email')).toBe(isRight)
  expect(form.field('email').get().errors).toHaveLength(isRight ? 0 : 1)
  expect(server.seen).toEqual([])
})
