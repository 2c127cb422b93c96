import { type FormDef, type StandardSchemaV1, createClient } from '@mizan/base'
import { MizanForm, MizanProvider, useForm } from '@mizan/react'
import axe from 'axe-core'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { fireEvent } from '@testing-library/dom'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failure, fakeServer } from '../../testing/server.js'
import wire from '../../../tests/forms/wire.json' with { type: 'json' }

type Values = Record<string, unknown>
type Def = FormDef<Values, null>

const HYDRATION = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }
const post: Readonly<Record<string, readonly string[]>> = wire.post
const everything = {
  name: 'everything',
  schema: { name: 'everything.schema', readonly: true },
  validate: { name: 'everything.validate' },
  submit: { name: 'everything.submit' },
  order: wire.order,
  fields: wire.fields,
  initial: wire.initial,
  texts: { language: 'en', fields: wire.texts },
  validator: () => undefined,
} as Def

const only = (...names: string[]): Def => ({ ...everything, order: names })

function Shown({ def }: { readonly def: Def }): ReactNode {
  return <MizanForm form={useForm(def)} />
}

let page: HTMLElement
let leave: () => void
beforeEach(() => {
  page = document.createElement('main')
  document.body.append(page)
})
afterEach(() => {
  leave()
  page.remove()
})

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10))

async function show(def: Def, { language = 'en', answer = (): unknown => null } = {}): Promise<ReturnType<typeof fakeServer>> {
  const server = fakeServer({ 'everything.submit': answer })
  const client = createClient({ fetch: server.fetch, hydration: { ...HYDRATION, language } })
  const root = createRoot(page)
  leave = () => root.unmount()
  root.render(
    <MizanProvider client={client}>
      <Shown def={{ ...def, texts: { ...def.texts, language } }} />
    </MizanProvider>,
  )
  await rest()
  return server
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const controls = (): Control[] => [...page.querySelectorAll<Control>('input, select, textarea')]
const called = (name: string): Control[] => [...document.getElementsByName(name)].filter((element) => element.tagName !== 'FIELDSET') as Control[]
const control = (name: string): Control => called(name)[0] ?? expect.fail(`no control is called ${name}`)

/** Fill in a control as its POST says. */
function fill(element: Control, values: readonly string[]): void {
  if (element.type === 'hidden') return
  if (element instanceof HTMLInputElement && (element.type === 'checkbox' || element.type === 'radio')) {
    if (element.checked !== values.includes(element.value)) element.click()
  } else if (element instanceof HTMLSelectElement && element.multiple) {
    for (const option of element.options) option.selected = values.includes(option.value)
    fireEvent.change(element)
  } else fireEvent.change(element, { target: { value: values[0] } })
}

/** What the browser itself would post. */
function native(): Record<string, FormDataEntryValue[]> {
  const data = new FormData(page.querySelector('form') ?? undefined)
  data.delete('csrfmiddlewaretoken')
  return Object.fromEntries([...new Set(data.keys())].map((name) => [name, data.getAll(name)]))
}

test('every field and every widget sends what the gate takes, and posts the same by itself', async () => {
  const server = await show(everything)
  for (const [name, values] of Object.entries(post)) {
    expect(called(name).length, name).toBeGreaterThan(0)
    for (const element of called(name)) fill(element, values)
  }
  await rest()
  expect(native()).toEqual(post)
  page.querySelector('form')?.requestSubmit()
  await rest()
  expect(server.seen[0]?.input).toEqual({ data: wire.wire })
})

test('a page without JavaScript has the same controls', () => {
  leave = () => undefined
  const client = createClient({ hydration: HYDRATION })
  page.innerHTML = renderToString(
    <MizanProvider client={client}>
      <Shown def={everything} />
    </MizanProvider>,
  )
  const names = new Set(controls().map((element) => element.name))
  names.delete('csrfmiddlewaretoken')
  expect([...names].sort()).toEqual(Object.keys(post).sort())
})

test('every part of a widget has a name for who cannot see', async () => {
  await show(only('MultiValueField', 'MultiWidget', 'SelectDateWidget', 'SplitDateTimeWidget'))
  const { violations } = await axe.run(page, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})

describe('a widget of several parts', () => {
  test('is a group whose parts have the names and ids that Django gives them', async () => {
    await show(only('SplitDateTimeField'))
    const group = page.querySelector('fieldset')
    expect(group?.querySelector('legend')?.textContent).toBe('Splitdatetimefield*')
    expect([...(group?.querySelectorAll('input') ?? [])].map((part) => [part.id, part.name, part.getAttribute('aria-label')])).toEqual([
      ['id_everything-SplitDateTimeField_0', 'SplitDateTimeField_0', 'Date'],
      ['id_everything-SplitDateTimeField_1', 'SplitDateTimeField_1', 'Time'],
    ])
  })

  test('is judged once all of it is left, and has one complaint', async () => {
    const issues = [{ path: ['SplitDateTimeField'], code: 'required', message: 'Fill it in.', params: {} }]
    const refusal: StandardSchemaV1 = { '~standard': { version: 1, vendor: 'test', validate: () => ({ issues }) } }
    await show({ ...only('SplitDateTimeField'), validator: () => refusal })
    const [day, time] = [control('SplitDateTimeField_0'), control('SplitDateTimeField_1')]
    day.focus()
    time.focus()
    await rest()
    expect(page.textContent).not.toContain('Fill it in.')
    time.blur()
    await rest()
    expect(page.textContent).toContain('Fill it in.')
    page.querySelector('form')?.requestSubmit()
    await rest()
    expect(page.querySelectorAll('.invalid-feedback')).toHaveLength(1)
    expect(page.querySelector('fieldset')?.getAttribute('aria-describedby')).toBe('id_everything-SplitDateTimeField_error')
    expect([day.getAttribute('aria-invalid'), day.hasAttribute('aria-describedby')]).toEqual(['true', false])
    await expect.poll(() => document.activeElement).toBe(day)
  })

  test('that is hidden speaks through the summary', async () => {
    const issue = { path: ['SplitHiddenDateTimeWidget'], code: 'invalid', message: 'No.', params: {} }
    await show(only('SplitHiddenDateTimeWidget'), { answer: () => failure(400, 'invalid', { issues: [issue] }) })
    page.querySelector('form')?.requestSubmit()
    await rest()
    expect(page.querySelector('[role=alert]')?.textContent).toContain('No.')
    expect(page.querySelector('fieldset')).toBeNull()
  })
})

describe('a date in three selects', () => {
  const names = (): string[] => controls().slice(1).map((element) => element.name.replace('SelectDateWidget_', ''))
  const offered = (name: string): string[] => [...(control(name) as HTMLSelectElement).options].map((option) => option.label)

  test.each([
    ['en', ['month', 'day', 'year'], 'January', 'month'],
    ['de', ['day', 'month', 'year'], 'Januar', 'Monat'],
    ['nonsense@x', ['month', 'day', 'year'], 'January', 'month'],
  ])('stands in the order and words of %s', async (language, order, january, label) => {
    await show(only('SelectDateWidget'), { language })
    expect(names()).toEqual(order)
    expect(offered('SelectDateWidget_month')[1]).toBe(january)
    expect(control('SelectDateWidget_month').getAttribute('aria-label')).toBe(label)
  })

  test('offers nothing empty once a required one is chosen, and never hides what it holds', async () => {
    await show(only('SelectDateWidget', 'SelectDateWidget_changed'))
    expect(offered('SelectDateWidget_year')).toEqual(['---', '2025', '2026', '2027'])
    fill(control('SelectDateWidget_year'), ['2026'])
    await rest()
    expect(offered('SelectDateWidget_year')).toEqual(['2025', '2026', '2027'])
    expect(offered('SelectDateWidget_changed_year')).toEqual(['---', '1999', '2026'])
    expect(control('SelectDateWidget_changed_month').value).toBe('12')
  })

  test("offers Django's ten years where the project chose none", async () => {
    const { SelectDateWidget: field } = everything.fields
    await show({ ...only('SelectDateWidget'), fields: { SelectDateWidget: { ...field, widget: { kind: 'select-date' } } } })
    const year = new Date().getFullYear()
    expect(offered('SelectDateWidget_year').slice(1)).toEqual(Array.from({ length: 10 }, (_, index) => String(year + index)))
  })
})
