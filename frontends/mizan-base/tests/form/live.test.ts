// @vitest-environment jsdom
import { createClient, createForm } from '@mizan/base'
import { expect, test, vi } from 'vitest'
import { contactForm, filled } from '../../../testing/contact.js'
import { fakeServer } from '../../../testing/server.js'

vi.mock('../../src/form/live.js', () => {
  throw new Error('no network')
})

test('a form whose live check does not come is judged at the submission', async () => {
  const server = fakeServer({ 'contact.submit': () => ({ number: 1 }) })
  const hydration = { csrf: 'token', identity: 'ann', mount: '/api/mizan/', language: 'en' }
  const form = createForm(createClient({ fetch: server.fetch, hydration }), contactForm, { initial: filled })
  const leave = form.mount()
  form.set('email', 'c@d')
  form.blur('email')
  expect(await form.submit()).toEqual({ number: 1 })
  leave()
})
