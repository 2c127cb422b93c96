// @vitest-environment jsdom
import { type FormDef, type FormOptions, createClient, createForm, rowTools } from '@mizan/base'
import * as m from '@mizan/base/codegen/v1'
import { rowsOf } from '@mizan/base/rows'
import { describe, expect, test, vi } from 'vitest'
import { type Answer, failure, fakeServer } from '../../../testing/server.js'

const HYDRATION = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }

interface Row {
  name: string
  seats: number | string
  id?: number
  DELETE?: boolean
  ORDER?: number
}
interface OrderInput {
  email: string
  tickets?: Row[]
}
interface Asked {
  data: { tickets?: Row[] }
  only?: string[]
}

const required = 'This field is required.'
const texts: m.FormTexts<OrderInput> = {
  language: 'en',
  fields: {
    email: { label: 'Email', messages: { required } },
    tickets: {
      label: 'Tickets',
      messages: { too_few_forms: 'Please submit at least 1 form.', too_many_forms: 'Please submit at most 3 forms.' },
      row: { fields: { name: { label: 'Name', messages: { required } }, seats: { label: 'Seats', messages: { required, invalid: 'Enter a whole number.' } } } },
    },
  },
}
const rowIn = (t: m.FormTexts<Row>) =>
  m.objectSchema<Row>({ name: m.char({ required: true }), seats: m.integer({ required: true }) } as never, t)
const order: FormDef<OrderInput, number> = {
  name: 'order',
  schema: { name: 'order.schema', readonly: true },
  validate: { name: 'order.validate' },
  submit: { name: 'order.submit' },
  order: ['email', 'tickets'],
  fields: {
    email: { widget: { kind: 'email' }, required: true },
    tickets: {
      widget: { kind: 'rows' },
      rows: {
        min: 0, max: 3, extra: 1, can_delete: true, can_order: true, key: 'id', blank: { name: '', seats: 1 },
        order: ['name', 'seats'], fields: { name: { widget: { kind: 'text' }, required: true }, seats: { widget: { kind: 'number' } } },
      },
    },
  },
  initial: { email: 'a@b', tickets: [] },
  texts,
  validator: (t) =>
    m.objectSchema<OrderInput>(
      {
        email: m.char({ required: true }),
        tickets: m.rows({ min: 1, max: 3, most: 9, first: 0, deletes: true, key: 'id', shows: ['name'] }, rowIn),
      },
      t,
    ),
  live: ['tickets.*.name'],
}

function start(operations: Record<string, Answer>, options: FormOptions<OrderInput, number> = {}, def = order) {
  const server = fakeServer(operations)
  const client = createClient({ fetch: server.fetch, hydration: HYDRATION, build: 'build' })
  const form = createForm(client, def, options)
  const rows = rowsOf(rowTools, client, form, 'tickets')
  rows.mount()
  const asked = (): Asked[] => server.seen.map(({ input }) => input as Asked)
  const keys = (): readonly string[] => rows.state.get().keys
  const row = (index: number) => rows.row(keys()[index] ?? '')
  const errors = (index: number, name: string): readonly string[] => row(index).field(name).get().errors
  return { form, rows, row, keys, errors, asked }
}

const stored = [{ id: 7, name: 'Ada', seats: 1 }, { id: 8, name: 'Grace', seats: 2 }]

describe('what the rows hold is the value of the field', () => {
  test('a row that nobody filled in is not sent', async () => {
    const { form, row, keys, asked } = start({ 'order.submit': () => 1 })
    expect(keys()).toHaveLength(1)
    row(0).set('name', 'Ada')
    expect(form.values().tickets).toEqual([{ name: 'Ada', seats: 1 }])
    row(0).set('name', '')
    expect(form.values().tickets).toEqual([])
    row(0).set('name', 'Ada')
    await form.submit()
    expect(asked()[0]?.data.tickets).toEqual([{ name: 'Ada', seats: 1 }])
  })

  test('a new row begins with what the server computes, the one that stands there already as well', async () => {
    const formset = { ...order.fields.tickets.rows, blank: { name: 'Today', seats: 1 }, fields: undefined, order: undefined }
    const items = { properties: { name: {}, seats: {} }, required: ['name'], 'x-mizan': { order: ['name', 'seats'] } }
    const schema = { properties: { tickets: { type: 'array', items, 'x-mizan': { widget: { kind: 'rows' }, formset } } } }
    const { form, rows, row, keys } = start({ 'order.schema': () => ({ schema, initial: { email: 'a@b', tickets: [] } }) }, {}, { ...order, dynamic: 'initial' })
    form.mount()
    await vi.waitFor(() => expect(form.state.get().status).toBe('idle'))
    rows.add()
    expect(keys().map((_, index) => row(index).field('name').get().value)).toEqual(['Today', 'Today'])
    expect(form.values().tickets).toEqual([])
    expect(rows.state.get().keys).toHaveLength(2)
  })

  test('rows are added, moved and removed by their key; what the server has is marked', () => {
    const { form, rows, row, keys } = start({}, { initial: { tickets: stored } })
    expect(keys()).toHaveLength(3)
    const [first = '', second = ''] = keys()
    row(2).set('name', 'Joan')
    rows.move(second, 0)
    expect(form.values().tickets?.map(({ name }) => name)).toEqual(['Grace', 'Ada', 'Joan'])
    rows.remove(keys()[2] ?? '')
    rows.remove(first)
    expect(rows.state.get()).toMatchObject({ keys: [second, first], removed: [first] })
    expect(form.values().tickets).toEqual([stored[1], { ...stored[0], DELETE: true }])
    rows.restore(first)
    expect(form.values().tickets).toEqual([stored[1], stored[0]])
  })

  test('one change of a field tells its watchers once, and no other row', () => {
    const { row, rows } = start({}, { initial: { tickets: stored } })
    const told: string[] = []
    row(0).field('name').subscribe(() => told.push('0.name'))
    row(0).field('seats').subscribe(() => told.push('0.seats'))
    row(1).field('name').subscribe(() => told.push('1.name'))
    rows.state.subscribe(() => told.push('rows'))
    row(0).set('name', 'Adele')
    expect(told).toEqual(['0.name'])
  })

  test('a reset brings the first rows back', () => {
    const { form, rows, keys, row } = start({}, { initial: { tickets: stored } })
    rows.remove(keys()[0] ?? '')
    row(1).set('name', 'x')
    form.reset()
    expect(form.values().tickets).toEqual(stored)
    expect(rows.state.get().removed).toEqual([])
    expect(row(1).field('name').get().value).toBe('Grace')
  })
})

describe('complaints stand at their row', () => {
  test('a field is judged when it is left, and only in a row that Django would judge', () => {
    const { row, errors } = start({})
    row(0).blur('name')
    expect(errors(0, 'name')).toEqual([])
    row(0).set('name', 'Ada')
    row(0).set('seats', 'x')
    expect(errors(0, 'seats')).toEqual([])
    row(0).blur('seats')
    expect(errors(0, 'seats')).toEqual(['Enter a whole number.'])
    row(0).set('seats', 2)
    expect(errors(0, 'seats')).toEqual([])
  })

  test('what the server says follows the row that it is about', async () => {
    const issues = [
      { path: ['tickets', 1, 'name'], code: 'taken', message: 'Taken.', params: {} },
      { path: ['tickets', 0], code: 'odd', message: 'Odd row.', params: {} },
      { path: ['tickets'], code: 'odd', message: 'Odd rows.', params: {} },
    ]
    const { form, rows, row, keys, errors } = start({ 'order.submit': () => failure(422, 'invalid', { issues }) }, { initial: { tickets: stored } })
    await form.submit()
    expect(errors(1, 'name')).toEqual(['Taken.'])
    expect(row(0).state.get().errors).toEqual(['Odd row.'])
    expect(rows.state.get().errors).toEqual(['Odd rows.'])
    expect(form.state.get().errors).toEqual([])
    rows.move(keys()[1] ?? '', 0)
    expect(errors(0, 'name')).toEqual(['Taken.'])
    expect(errors(1, 'name')).toEqual([])
    row(0).set('name', 'Other')
    expect(errors(0, 'name')).toEqual([])
  })

  test('the number of rows is judged here, in the words of Django', async () => {
    const { form, rows, row, asked } = start({ 'order.submit': () => 1 })
    await form.submit()
    expect(rows.state.get().errors).toEqual(['Please submit at least 1 form.'])
    for (const name of ['b', 'c', 'd']) rows.add({ name, seats: 1 })
    row(0).set('name', 'a')
    await form.submit()
    expect(rows.state.get().errors).toEqual(['Please submit at most 3 forms.'])
    expect(asked()).toEqual([])
  })

  test('a live field of a row asks by its path', async () => {
    const said = { issues: [{ path: ['tickets', 0, 'name'], code: 'taken', message: 'Taken.', params: {} }], checked: ['tickets.0.name'] }
    const { row, errors, asked } = start({ 'order.validate': () => said })
    row(0).set('name', 'Ada')
    row(0).blur('name')
    await expect.poll(() => errors(0, 'name')).toEqual(['Taken.'])
    expect(asked().map(({ only }) => only)).toEqual([['tickets.0.name']])
    row(0).blur('name')
    expect(asked()).toHaveLength(1)
    expect([row(0).isLive('name'), row(0).isLive('seats')]).toEqual([true, false])
  })

  test('a live field of a row asks once for each value that has come to rest', async () => {
    const { row, asked } = start({ 'order.validate': () => ({ issues: [], checked: [] }) }, { initial: { tickets: stored }, debounce: 40 })
    row(1).set('name', 'Ada')
    row(1).blur('name')
    row(1).blur('name')
    await expect.poll(asked).toHaveLength(1)
    for (const name of ['Adel', 'Adela', 'Adelai']) row(1).set('name', name)
    await expect.poll(asked).toHaveLength(2)
    row(1).blur('name')
    row(1).set('seats', 3)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(asked().map(({ only, data }) => [only, data.tickets?.[1]?.name])).toEqual([
      [['tickets.1.name'], 'Ada'],
      [['tickets.1.name'], 'Adelai'],
    ])
  })

  test('the fields of one name are judged in all rows, and no others', async () => {
    const said = { issues: [{ path: ['tickets', 1, 'name'], code: 'taken', message: 'Taken.', params: {} }], checked: ['tickets.0.name', 'tickets.1.name'] }
    const { form, row, errors, asked } = start({ 'order.validate': () => said }, { initial: { tickets: stored } })
    row(0).set('seats', 'x')
    row(0).set('name', '')
    expect(await form.validate('tickets.*.name')).toBe(false)
    expect([errors(0, 'name'), errors(0, 'seats')]).toEqual([[required], []])
    expect(asked()).toEqual([])
    row(0).set('name', 'Ada')
    expect(await form.validate('tickets.*.name')).toBe(false)
    expect([errors(0, 'name'), errors(1, 'name'), errors(0, 'seats')]).toEqual([[], ['Taken.'], []])
    expect(asked().map(({ only }) => only)).toEqual([['tickets.*.name']])
  })

  test('one row is judged by its place', async () => {
    const { form, row, errors, asked } = start({ 'order.validate': () => ({ issues: [], checked: [] }) }, { initial: { tickets: stored } })
    row(0).set('seats', 'x')
    row(1).set('seats', 'y')
    expect(await form.validate('tickets.1')).toBe(false)
    expect([errors(0, 'seats'), errors(1, 'seats')]).toEqual([[], ['Enter a whole number.']])
    row(1).set('seats', 5)
    expect(await form.validate('tickets.1', 'email')).toBe(true)
    expect(asked().map(({ only }) => only).sort()).toEqual([['email'], ['tickets.1']])
  })
})

describe('the law', () => {
  const judge = (tickets: unknown) => {
    const result = order.validator(texts)?.['~standard'].validate({ email: 'a@b', tickets })
    return result instanceof Promise ? [] : (result?.issues ?? []).map(({ path, message }) => [path, message])
  }
  const full = { name: 'Ada', seats: 1 }

  test.each([
    ['an empty row', [full, {}, { name: ' ', seats: 'x' }]],
    ['a row that goes', [full, { id: 1, name: '', DELETE: true }, { name: 'x', seats: 'x', DELETE: 'on' }]],
    ['what is no array', 'x'],
    ['what is no row', [full, 3]],
    ['four, of which one may go', [full, full, full, { ...full, DELETE: 'maybe' }]],
  ])('%s is for the server', (_name, tickets) => {
    expect(judge(tickets)).toEqual([])
  })

  test('a row that the server has is judged whatever it holds', () => {
    expect(judge([full, { id: 1 }])).toEqual([[['tickets', 1, 'name'], required], [['tickets', 1, 'seats'], required]])
  })
})
