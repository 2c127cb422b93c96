// @vitest-environment jsdom
import { createClient, createForm, earlyForms } from '@mizan/base'
import { expect, test } from 'vitest'
import { contactForm } from '../../../testing/contact.js'
import { fakeServer } from '../../../testing/server.js'

const HYDRATION = { csrf: 'token', identity: 'ann', mount: '/api/mizan/', language: 'en' }
const schema = {
  type: 'object',
  properties: { message: { title: 'Message', 'x-mizan': { widget: { kind: 'textarea' } } } },
  'x-mizan': { order: ['message'], language: 'en' },
}

test('a form whose fields the server tells first is typed into until they are there', async () => {
  let answer = (): void => undefined
  const asked = new Promise<void>((resolve) => (answer = resolve))
  const server = fakeServer({ 'contact.schema': () => asked.then(() => ({ schema })) })
  document.body.innerHTML = `<main><form><textarea name="message"></textarea>
    <script type="application/json" data-mizan-early="contact">{"bound": false, "issues": []}</script></form></main>`
  const main = document.querySelector('main') as HTMLElement
  const old = document.querySelector('textarea') as HTMLTextAreaElement
  const client = createClient({ fetch: server.fetch, hydration: HYDRATION, early: earlyForms() })
  old.focus()
  old.value = 'Hel'
  const form = createForm(client, { ...contactForm, order: [], dynamic: true, live: false })
  main.innerHTML = `<form id="${form.id}"></form>` // as a framework draws what has no fields yet
  const drawn = document.getElementById(form.id) as HTMLFormElement
  form.state.subscribe(() => {
    if (form.def.order.length && !drawn.firstChild) drawn.innerHTML = '<textarea name="message"></textarea>'
  })
  form.field('message').subscribe(() => {
    const now = drawn.querySelector('textarea')
    if (now) now.value = form.field('message').get().value
  })
  const leave = form.mount()
  expect([old.isConnected, document.activeElement, drawn.hidden]).toEqual([true, old, true])
  old.value = 'Hello'
  answer()
  await expect.poll(() => old.isConnected).toBe(false)
  const now = drawn.querySelector('textarea')
  expect([form.values().message, now?.value, document.activeElement, drawn.hidden]).toEqual(['Hello', 'Hello', now, false])
  leave()
})
