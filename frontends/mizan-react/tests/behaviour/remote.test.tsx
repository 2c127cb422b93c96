import { type FormDef, createClient } from '@mizan/base'
import { MizanForm, MizanProvider, useCombobox } from '@mizan/react'
import * as r from '@mizan/react/codegen/v1'
import axe from 'axe-core'
import { type ReactNode } from 'react'
import { type Root, createRoot } from 'react-dom/client'
import { screen, waitFor } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { type Answer, failure, fakeServer } from '../../../testing/server.js'

interface Trip {
  country: string
  city: string
  seen: string[]
  colour: string
}

const remote = { server: true, remote: true }
const label = (text: string): { label: string; messages: Record<string, string> } => ({ label: text, messages: {} })
const tripForm: FormDef<Trip, null> = {
  name: 'trip',
  schema: { name: 'trip.schema', readonly: true },
  validate: { name: 'trip.validate' },
  submit: { name: 'trip.submit' },
  options: { name: 'trip.options', readonly: true },
  order: ['country', 'city', 'seen', 'colour'],
  fields: {
    country: { ...remote, widget: { kind: 'select' }, required: true },
    city: { ...remote, widget: { kind: 'select' } },
    seen: { ...remote, widget: { kind: 'select-multiple' } },
    colour: { ...remote, widget: { kind: 'radio' } },
  },
  initial: { country: '', city: '', seen: [], colour: '' },
  texts: { language: 'en', fields: { country: { ...label('Country'), help: 'Where to.' }, city: label('City'), seen: label('Seen'), colour: label('Colour') } },
  validator: () => undefined,
  choicesFrom: { city: ['country'] },
}

const ROWS: Record<string, readonly string[]> = { it: ['Rome', 'Milan'], fr: ['Paris'] }

function options({ field, query = '', ids, data }: { field: string; query?: string; ids?: string[]; data?: { country: string } }): unknown {
  const rows =
    field === 'city'
      ? (ROWS[data?.country ?? ''] ?? []).map((name) => ({ value: name.toLowerCase(), label: name }))
      : [{ value: 'it', label: 'Italy', group: 'South' }, { value: 'fr', label: 'France', group: 'South' }, { value: 'no', label: 'Norway', group: 'North' }]
  if (ids) return { items: rows.filter(({ value }) => ids.includes(value)), next: null }
  return { items: rows.filter((row) => row.label.toLowerCase().includes(query.toLowerCase())), next: null }
}

let root: Root | undefined
afterEach(() => {
  root?.unmount()
  document.body.replaceChildren()
})

function Page(): ReactNode {
  return <MizanForm form={r.useForm(tripForm)} />
}

function Own(): ReactNode {
  const { form } = r.useForm(tripForm)
  const { box, offers } = useCombobox(form, 'country')
  return <button onClick={box.open}>{offers.map((offer) => offer.label).join() || 'Open'}</button>
}

async function show(answer: Answer = options, content: ReactNode = <Page />): Promise<unknown[]> {
  const submitted: unknown[] = []
  const server = fakeServer({ 'trip.options': answer, 'trip.submit': (input: { data: unknown }) => (submitted.push(input.data), null) })
  const client = createClient({ fetch: server.fetch, hydration: { csrf: 'x', identity: 'ann', language: 'en' }, retries: 0 })
  const page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
  root.render(<MizanProvider client={client}>{content}</MizanProvider>)
  if (content) await waitFor(() => expect(page.querySelector('input, button')).not.toBeNull())
  return submitted
}

async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).toEqual([])
}

test('one row is found and chosen by keyboard alone, and what depends on it is asked with it', async () => {
  const submitted = await show()
  const country = await screen.findByRole('combobox', { name: /Country/ })
  expect(country.getAttribute('aria-expanded')).toBe('false')
  await userEvent.click(country)
  await screen.findByRole('option', { name: 'Norway' })
  expect(screen.getByRole('group', { name: 'North' })).toBeTruthy()
  await expectAccessible()
  await userEvent.keyboard('ita')
  await waitFor(() => expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain('1 result'))
  expect(country.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { name: 'Italy' }).id)
  await userEvent.keyboard('{Enter}{Tab}{ArrowDown}')
  expect(country).toHaveProperty('value', 'Italy')
  await screen.findByRole('option', { name: 'Milan' })
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  expect(screen.getByRole('combobox', { name: 'City' })).toHaveProperty('value', 'Milan')
  await userEvent.click(screen.getByRole('button', { name: 'Submit' }))
  await waitFor(() => expect(submitted).toEqual([{ country: 'it', city: 'milan', seen: [], colour: '' }]))
})

test('Escape and leaving take back what was typed', async () => {
  await show()
  const country = await screen.findByRole('combobox', { name: /Country/ })
  await userEvent.type(country, 'fra')
  await screen.findByRole('option', { name: 'France' })
  await userEvent.keyboard('{Escape}')
  expect(country).toHaveProperty('value', '')
  await userEvent.type(country, 'fra')
  await screen.findByRole('option', { name: 'France' })
  await userEvent.tab()
  await waitFor(() => expect(screen.queryByRole('option')).toBeNull())
  expect(country).toHaveProperty('value', '')
})

test('several rows are chips that can be taken away', async () => {
  await show()
  await userEvent.click(await screen.findByRole('combobox', { name: 'Seen' }))
  await userEvent.click(await screen.findByRole('option', { name: 'Italy' }))
  await userEvent.click(await screen.findByRole('option', { name: 'Norway' }))
  expect(screen.getAllByRole('option', { selected: true }).map((option) => option.textContent)).toEqual(['Italy', 'Norway'])
  await expectAccessible()
  await userEvent.click(await screen.findByRole('button', { name: 'Remove Italy' }))
  expect(screen.queryByRole('button', { name: 'Remove Italy' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Remove Norway' })).not.toBeNull()
})

test('rows as radio buttons are all to be seen', async () => {
  const submitted = await show()
  await userEvent.click(await screen.findByRole('radio', { name: 'France' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Submit' }))
  await waitFor(() => expect(submitted).toMatchObject([{ colour: 'fr' }]))
})

test('nothing found and a failure are told', async () => {
  let fails = false
  await show((asked: never) => (fails ? failure(500, 'internal') : options(asked)))
  const country = await screen.findByRole('combobox', { name: /Country/ })
  await userEvent.type(country, 'zzz')
  await screen.findByText('Nothing found.', { ignore: '[role=status]' })
  fails = true
  await userEvent.type(country, 'z')
  const retry = await screen.findByRole('button', { name: /could not be loaded/ })
  await expectAccessible()
  fails = false
  await userEvent.clear(country)
  await userEvent.type(country, 'ita')
  await screen.findByRole('option', { name: 'Italy' })
  expect(retry.isConnected).toBe(false)
})

test('a page may draw it by itself', async () => {
  await show(options, <Own />)
  await userEvent.click(await screen.findByRole('button', { name: 'Open' }))
  await screen.findByRole('button', { name: 'Italy,France,Norway' })
})
