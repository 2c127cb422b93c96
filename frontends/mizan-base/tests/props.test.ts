// @vitest-environment jsdom
import { type FieldView, controlAttributes, controlValue, createClient, createForm, formAttributes, inputType, optionsOf, readControl } from '@mizan/base'
import { expect, test } from 'vitest'
import { contactForm } from '../../testing/contact.js'

const view = (more: { errors?: string[]; help?: string; kind?: string; required?: boolean; attrs?: Record<string, string> }): FieldView => ({
  id: 'x',
  name: 'x',
  def: { widget: { kind: more.kind ?? 'text', attrs: more.attrs ?? {} }, required: more.required ?? false },
  texts: { label: 'X', messages: {}, ...(more.help && { help: more.help }) },
  state: { value: '', initial: '', errors: more.errors ?? [], issues: [], touched: false, dirty: false, validating: false },
})

test.each<[Parameters<typeof view>[0], string | undefined]>([
  [{}, undefined],
  [{ help: 'h' }, 'x_helptext'],
  [{ errors: ['e'] }, 'x_error'],
  [{ help: 'h', errors: ['e'] }, 'x_helptext x_error'],
])('%j is described by %s', (more, ids) => expect(controlAttributes(view(more))['aria-describedby']).toBe(ids))

test('several boxes are not each required, and what Python gave stands', () => {
  expect(controlAttributes(view({ kind: 'checkboxes', required: true })).required).toBeUndefined()
  expect(controlAttributes(view({ required: true, attrs: { autocomplete: 'name' } }))).toMatchObject({ required: true, autocomplete: 'name' })
})

test.each<[string, FieldView['def'], true | undefined]>([
  ['a select with an empty first option', { widget: { kind: 'select' }, required: true, choices: ['', 'a'] }, true],
  ['a select that begins with a choice', { widget: { kind: 'select' }, required: true, choices: ['a', 'b'] }, undefined],
  ['a hidden input', { widget: { kind: 'hidden' }, required: true }, undefined],
])('%s is required as HTML allows', (_, def, required) =>
  expect(controlAttributes({ ...view({}), def }).required).toBe(required),
)

test.each([
  ['email', 'email'],
  ['number', 'text'],
  ['hidden', 'hidden'],
  ['multiple-hidden', 'hidden'],
  ['clearable-file', 'file'],
  ['checkboxes', 'checkbox'],
  ['radio', 'radio'],
  ['date', 'text'],
  ['datetime', 'text'],
  ['multi', 'text'],
  ['of-tomorrow', 'text'],
])('%s is drawn as %s', (kind, type) => expect(inputType(kind)).toBe(type))

const input = (html: string): HTMLInputElement => {
  document.body.innerHTML = html
  return document.body.firstElementChild as HTMLInputElement
}

test.each<[string, string, unknown, unknown]>([
  ['text', '<input value=" a ">', '', ' a '],
  ['textarea', '<textarea>a\nb</textarea>', '', 'a\nb'],
  ['checkbox', '<input type=checkbox checked>', false, true],
  ['select', '<select><option value=1><option value=2 selected></select>', '', '2'],
  ['select-multiple', '<select multiple><option value=1 selected><option value=2 selected></select>', [], ['1', '2']],
  ['checkboxes', '<input type=checkbox value=b checked>', ['a'], ['a', 'b']],
  ['checkboxes', '<input type=checkbox value=b>', ['a', 'b'], ['a']],
  ['radio', '<input type=radio value=b checked>', 'a', 'b'],
  ['file', '<input type=file>', undefined, undefined],
  ['file', '<input type=file multiple>', undefined, []],
])('of %s %s is read what was chosen', (kind, html, now, expected) => expect(readControl(kind, input(html), now)).toEqual(expected))

test.each<[string, unknown, object]>([
  ['text', null, { value: '' }],
  ['number', 1.5, { value: '1.5' }],
  ['null-boolean-select', true, { value: 'true' }],
  ['checkbox', true, { checked: true }],
  ['checkbox', 'on', { checked: false }],
  ['select-multiple', [1, '2'], { multiple: true, value: ['1', '2'] }],
  ['clearable-file', { name: 'x' }, {}],
])('%s shows %j as %j', (kind, value, shown) => expect(controlValue(kind, value)).toEqual(shown))

test('labels follow the values, groups apart', () => {
  const def = { widget: { kind: 'select' }, choices: ['', { group: 1, choices: ['b', 'c'] }, 'd'] }
  const texts = { label: '', messages: {}, choices: ['—', 'B', 'C'], groups: ['unused', 'Group'] }
  expect(optionsOf({ def, texts })).toEqual([
    { value: '', label: '—' },
    { label: 'Group', options: [{ value: 'b', label: 'B' }, { value: 'c', label: 'C' }] },
    { value: 'd', label: 'd' },
  ])
})

test('params stand in the address to which a page without JavaScript posts', () => {
  const client = createClient({ hydration: { mount: '/m/' } })
  const form = createForm(client, { ...contactForm, multipart: true }, { params: { id: 3, next: 'a b' } })
  expect(formAttributes(client, form)).toMatchObject({ action: '/m/form/contact/?id=3&next=a+b', method: 'post', enctype: 'multipart/form-data' })
  expect(formAttributes(client, createForm(client, { ...contactForm, multipart: false }, { action: '/own/' }))).toMatchObject({ action: '/own/', enctype: undefined })
})

test('a form of auth, which has no page, sends nothing by itself, unless its page says where to', () => {
  const client = createClient({ hydration: { mount: '/m/' } })
  const login = { ...contactForm, name: 'auth.login' }
  expect(formAttributes(client, createForm(client, login))).toMatchObject({ method: 'dialog', action: 'about:blank' })
  expect(formAttributes(client, createForm(client, login, { action: '/own/' }))).toMatchObject({ method: 'post', action: '/own/' })
})
