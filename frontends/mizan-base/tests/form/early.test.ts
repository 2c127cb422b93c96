// @vitest-environment jsdom
import { type FieldDef, createClient, createForm, earlyForms } from '@mizan/base'
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

const input = (name: string, value = ''): string => `<input name="${name}" value="${value}">`
const management = (name: string, total: number, initial = 0): string => input(`${name}-TOTAL_FORMS`, `${total}`) + input(`${name}-INITIAL_FORMS`, `${initial}`)
const rows = { min: 0, max: 9, extra: 1, can_delete: false, can_order: false, key: 'id', blank: {} }
const text = { widget: { kind: 'text' } }
const talks: FieldDef = { widget: { kind: 'rows' }, rows: { ...rows, order: ['title'], fields: { title: text } } }
const speakers: FieldDef = { widget: { kind: 'rows' }, rows: { ...rows, order: ['name', 'talks'], fields: { name: text, talks } } }

/** A page with a speaker whom the server has, with a talk that it has, and what may be added to both. */
function speakersPage(bound = false, issues: unknown[] = []) {
  const row = (n: number, name = '', stored = 0): string =>
    `${input(`speakers-${n}-name`, name)}${stored ? input(`speakers-${n}-id`, '7') : ''}${management(`speakers-${n}-talks`, stored + 1, stored)}
    ${stored ? input(`speakers-${n}-talks-0-title`, 'Engines') + input(`speakers-${n}-talks-0-id`, '3') : ''}${input(`speakers-${n}-talks-${stored}-title`)}`
  document.body.innerHTML = `<main><form>${management('speakers', 2, 1)}${row(0, 'Ada', 1)}${row(1)}
    <script type="application/json" data-mizan-early="contact">${JSON.stringify({ bound, issues })}</script></form></main>`
  const old = document.forms[0] as HTMLFormElement
  const at = (name: string): HTMLInputElement => old.elements.namedItem(name) as HTMLInputElement
  const client = createClient({ fetch: fakeServer({}).fetch, hydration: HYDRATION, early: earlyForms() })
  const start = () =>
    createForm(client, { ...contactForm, order: ['speakers'], fields: { speakers }, initial: {}, live: false, texts: { language: 'en', fields: {} }, validator: () => undefined } as never)
  return { old, at, start }
}

test('rows inside of rows go over, with those that the server has', () => {
  const { at, start } = speakersPage()
  at('speakers-0-talks-1-title').value = 'Looms'
  expect(start().values()).toEqual({ speakers: [{ id: '7', name: 'Ada', talks: [{ id: '3', title: 'Engines' }, { title: 'Looms' }] }] })
})

test('who changed a row keeps what hangs on it', () => {
  const { at, start } = speakersPage()
  at('speakers-1-name').value = 'Joan'
  expect(start().values()).toEqual({ speakers: [{ id: '7', name: 'Ada', talks: [{ id: '3', title: 'Engines' }] }, { name: 'Joan', talks: [] }] })
})

test('rows that nobody touched are those of the form', () => {
  expect(speakersPage().start().field('speakers' as never).get().dirty).toBe(false)
})

test('the old form stays while a part of the new one is still to come, and what is typed goes over', async () => {
  const { old, at, start } = speakersPage()
  const form = start()
  document.querySelector('main')?.replaceChildren(document.createRange().createContextualFragment(`<form id="${form.id}"><i data-mizan-late></i></form>`))
  const drawn = document.getElementById(form.id) as HTMLFormElement
  const leave = form.mount()
  expect([old.isConnected, drawn.hidden]).toEqual([true, true])
  at('speakers-1-name').value = 'Joan'
  at('speakers-1-name').focus()
  drawn.append(document.createElement('b')) // another part has come
  await new Promise((resolve) => setTimeout(resolve))
  expect([old.isConnected, drawn.hidden]).toEqual([true, true])
  drawn.innerHTML = input('speakers-4-name', 'Ada') + input('speakers-5-name', 'Joan') // rows of the script count on
  await expect.poll(() => old.isConnected).toBe(false)
  expect(drawn.hidden).toBe(false)
  expect(form.values()).toMatchObject({ speakers: [{ name: 'Ada' }, { name: 'Joan' }] })
  expect(document.activeElement).toBe(drawn.elements.namedItem('speakers-5-name'))
  leave()
})

test('what was wrong before is not said of what has been typed since', async () => {
  const issue = { path: ['speakers'], code: 'x', message: 'Not these.', params: {} }
  const { at, start } = speakersPage(true, [issue])
  const form = start()
  const told = (): readonly string[] => form.field('speakers' as never).get().errors
  expect(told()).toEqual(['Not these.'])
  document.querySelector('main')?.replaceChildren(document.createRange().createContextualFragment(`<form id="${form.id}"><i data-mizan-late></i></form>`))
  const leave = form.mount()
  at('speakers-1-name').value = 'Joan'
  ;(document.getElementById(form.id) as HTMLFormElement).innerHTML = input('speakers-0-name')
  await expect.poll(told).toEqual([])
  leave()
})
