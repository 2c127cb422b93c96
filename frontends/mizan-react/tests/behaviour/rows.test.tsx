import { type FormDef, createClient } from '@mizan/base'
import * as m from '@mizan/base/codegen/v1'
import { MizanForm, MizanProvider } from '@mizan/react'
import * as r from '@mizan/react/codegen/v1'
import { configure, screen, waitFor, within } from '@testing-library/dom'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test } from 'vitest'
import { hands } from '../../../testing/hands.js'
import { type Answer, failure, fakeServer } from '../../../testing/server.js'

const HYDRATION = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }

interface Guest {
  name: string
}
interface Ticket {
  holder: string
  guests?: Guest[]
}
interface Tickets {
  rows?: Ticket[]
}

const required = 'This field is required.'
const guestIn = (t: m.FormTexts<Guest>) => m.objectSchema<Guest>({ name: m.char({ required: true }) }, t)
const ticketIn = (t: m.FormTexts<Ticket>) =>
  m.objectSchema<Ticket>({ holder: m.char({ required: true }), guests: m.rows({ most: 9, first: 0, deletes: false, shows: ['name'] }, guestIn) }, t)
const rows = { min: 0, max: 3, extra: 1, can_delete: true, can_order: true }
const guests: m.FieldDef = { widget: { kind: 'rows' }, rows: { ...rows, blank: {}, order: ['name'], fields: { name: { widget: { kind: 'text' }, required: true } } } }

/** As `mizan_generate` writes it. */
const def: FormDef<Tickets, number> = {
  name: 'tickets',
  schema: { name: 'tickets.schema', readonly: true },
  validate: m.bare('rows', { name: 'tickets.validate' }),
  submit: m.bare('rows', { name: 'tickets.submit' }),
  order: ['rows'],
  fields: { rows: { widget: { kind: 'rows' }, rows: { ...rows, blank: {}, order: ['holder', 'guests'], fields: { holder: { widget: { kind: 'text' }, required: true }, guests } } } },
  initial: { rows: [] },
  texts: {
    language: 'en',
    fields: {
      rows: {
        label: 'Ticket',
        messages: {},
        row: { fields: { holder: { label: 'Holder', messages: { required } }, guests: { label: 'Guest', messages: {}, row: { fields: { name: { label: 'Name', messages: { required } } } } } } },
      },
    },
  },
  validator: (t) => m.objectSchema<Tickets>({ rows: m.rows({ most: 9, first: 0, deletes: true, shows: ['holder'] }, ticketIn) }, t),
  live: ['rows.*.holder'],
}

configure({ asyncUtilTimeout: 4000 })

let leave = (): void => undefined
afterEach(() => leave())

function show(operations: Record<string, Answer>): () => unknown[] {
  const server = fakeServer(operations)
  const page = document.createElement('main')
  document.body.append(page)
  const root = createRoot(page)
  leave = () => {
    root.unmount()
    page.remove()
  }
  function Page(): ReactNode {
    const tickets = r.useFormSet(def, 'rows', {})
    return (
      <>
        <MizanForm form={tickets} />
        <output>
          {tickets.rows.length} rows, {tickets.status} {tickets.result} {tickets.rowErrors.join()}
        </output>
        {tickets.canAdd && <button onClick={() => tickets.add({ holder: 'Joan' }, 0)}>Joan first</button>}
      </>
    )
  }
  root.render(
    <MizanProvider client={createClient({ fetch: server.fetch, hydration: HYDRATION, build: 'build' })}>
      <Page />
    </MizanProvider>,
  )
  return () => server.seen.filter(({ path }) => path !== 'session/').map(({ input }) => input)
}

const press = async (name: string, index = 0): Promise<void> => (await hands()).click((await screen.findAllByRole('button', { name }))[index] as Element)
const ticket = (number: number): Promise<HTMLElement> => screen.findByRole('group', { name: `Ticket ${number}` })
const holder = async (number: number): Promise<HTMLInputElement> => within(await ticket(number)).findByLabelText(/Holder/)
const told = (text: string): Promise<unknown> => waitFor(() => expect(document.querySelector('output')?.textContent).toContain(text))

test('the rows are what travels, in their order, and those inside of rows with them', async () => {
  const asked = show({ 'tickets.submit': () => 2, 'tickets.validate': () => ({ issues: [], checked: [] }) })
  const { type } = await hands()
  await type(await holder(1), 'Ada')
  await type(await within(await ticket(1)).findByLabelText(/Name/), 'Bob')
  await press('Joan first')
  expect((await holder(1)).value).toBe('Joan')
  expect((await holder(2)).value).toBe('Ada')
  await press('Submit')
  await told('success 2')
  expect(asked().at(-1)).toEqual({ data: [expect.objectContaining({ holder: 'Joan' }), expect.objectContaining({ holder: 'Ada', guests: [{ name: 'Bob' }] })] })
})

test('complaints of the server stand at their row, those about all rows above them', async () => {
  const issues = [
    { path: [0, 'holder'], code: 'x', message: 'Not you.', params: {} },
    { path: [], code: 'y', message: 'Not these.', params: {} },
  ]
  show({ 'tickets.submit': () => failure(422, 'invalid', { issues }), 'tickets.validate': () => ({ issues: [], checked: [] }) })
  await (await hands()).type(await holder(1), 'Ada')
  await press('Submit')
  await told('Not these.')
  expect((await holder(1)).getAttribute('aria-invalid')).toBe('true')
  expect((await ticket(1)).textContent).toContain('Not you.')
})

test('the server is asked about one field of one row, by its number', async () => {
  const issues = [{ path: [0, 'holder'], code: 'taken', message: 'Taken.', params: {} }]
  const asked = show({ 'tickets.validate': () => ({ issues, checked: ['0.holder'] }) })
  const { type, tab } = await hands()
  await type(await holder(1), 'Ada')
  await tab()
  await waitFor(async () => expect((await ticket(1)).textContent).toContain('Taken.'))
  expect(asked()[0]).toMatchObject({ data: [{ holder: 'Ada' }], only: ['0.holder'] })
})

test('a row that goes takes nothing of the others with it', async () => {
  const asked = show({ 'tickets.submit': () => 1, 'tickets.validate': () => ({ issues: [], checked: [] }) })
  await (await hands()).type(await holder(1), 'Ada')
  await press('Joan first')
  await press('Remove: Ticket 1')
  await waitFor(async () => expect((await holder(1)).value).toBe('Ada'))
  await press('Submit')
  await told('success 1')
  expect(asked().at(-1)).toEqual({ data: [expect.objectContaining({ holder: 'Ada' })] })
})
