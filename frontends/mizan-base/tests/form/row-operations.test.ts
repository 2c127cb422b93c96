// @vitest-environment jsdom
import { type FormDef, type OptionsInput, createClient, createForm, rowTools } from '@mizan/base'
import * as m from '@mizan/base/codegen/v1'
import { createCombobox } from '@mizan/base/combobox'
import { type RowForm, rowsOf } from '@mizan/base/rows'
import { expect, test, vi } from 'vitest'
import { type Answer, failure, fakeServer } from '../../../testing/server.js'

const HYDRATION = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }

interface Talk {
  title: string
  room: string
}
interface Speaker {
  id?: number
  name: string
  country: string
  city: string
  talks?: Talk[]
}
interface Session {
  speakers?: Speaker[]
}

const remote = { widget: { kind: 'select' }, remote: true }
const text = { widget: { kind: 'text' }, server: true }
const rows = { min: 0, max: 9, extra: 0, can_delete: true, can_order: false }
const label = (said: string): { label: string; messages: Record<string, string> } => ({ label: said, messages: {} })
const talks: m.FieldDef = { widget: { kind: 'rows' }, rows: { ...rows, blank: {}, order: ['title', 'room'], fields: { title: text, room: remote } } }
const speakers: m.FieldDef = {
  widget: { kind: 'rows' },
  rows: { ...rows, key: 'id', choices_from: { city: ['country'] }, blank: {}, order: ['name', 'country', 'city', 'talks'], fields: { name: text, country: remote, city: remote, talks } },
}
const def: FormDef<Session, null> = {
  name: 'session',
  schema: { name: 'session.schema', readonly: true },
  validate: { name: 'session.validate' },
  submit: { name: 'session.submit' },
  options: { name: 'session.options', readonly: true },
  order: ['speakers'],
  fields: { speakers },
  initial: { speakers: [{ id: 7, name: 'Ada', country: 'it', city: '1', talks: [{ title: 'Engines', room: '5' }] }] },
  texts: {
    language: 'en',
    fields: {
      speakers: {
        ...label('Speakers'),
        row: { fields: { name: label('Name'), country: label('Country'), city: label('City'), talks: { ...label('Talks'), row: { fields: { title: label('Title'), room: label('Room') } } } } },
      },
    },
  },
  validator: () => undefined,
  chosen: { 'speakers.*.city': [{ value: '1', label: 'Rome' }], 'speakers.*.talks.*.room': [{ value: '5', label: 'Hall' }] },
  live: ['speakers.*.talks.*.title'],
}

function start(operations: Record<string, Answer> = {}, over: Partial<FormDef<Session, null>> = {}, params?: unknown) {
  const offers = ({ field, ids }: OptionsInput): unknown => ({ items: ids ? [] : [{ value: '9', label: `of ${field}` }], next: null })
  const server = fakeServer({ 'session.options': offers, 'session.validate': () => ({ issues: [], checked: [] }), ...operations })
  const client = createClient({ fetch: server.fetch, hydration: HYDRATION, build: 'build', retries: 0 })
  const form = createForm(client, { ...def, ...over }, { debounce: 5, ...(params !== undefined && { params }) })
  const outer = rowsOf(rowTools, client, form, 'speakers')
  outer.mount()
  const row = (index: number): RowForm => outer.row(outer.state.get().keys[index] as string)
  const inner = (index: number) => {
    const found = rowsOf(rowTools, client, row(index), 'talks')
    found.mount()
    return found
  }
  const asked = (name: string): unknown[] => server.seen.filter(({ path }) => path.includes(name)).map(({ input }) => input)
  return { client, form, outer, row, inner, asked }
}

async function offered(client: ReturnType<typeof start>['client'], row: RowForm, name: string): Promise<unknown> {
  const box = createCombobox(client, row, name)
  box.open()
  await vi.waitFor(() => expect(box.get().status).toBe('ready'))
  return box.get().offers.map((offer) => offer.label)
}

test('a field of a new row asks what any new row offers', async () => {
  const { client, row, outer, asked } = start({}, {}, { number: 3 })
  outer.add({}, 0)
  expect(await offered(client, row(0), 'country')).toEqual(['of speakers.*.country'])
  expect(asked('options')).toEqual([{ field: 'speakers.*.country', query: '', page: 1, params: { number: 3 } }])
})

test('a field whose choices depend on others of its row sends them, and nothing of other rows', async () => {
  const { client, row, outer, asked } = start()
  outer.add({ country: 'fr' })
  expect(await offered(client, row(1), 'city')).toEqual(['of speakers.0.city'])
  expect(asked('options')).toEqual([{ field: 'speakers.0.city', query: '', page: 1, data: { speakers: [{ country: 'fr' }] } }])
})

test('a row that is a record says which', async () => {
  const { client, row, asked } = start()
  await offered(client, row(0), 'country')
  expect(asked('options')).toEqual([{ field: 'speakers.0.country', query: '', page: 1, data: { speakers: [{ id: 7 }] } }])
})

test('a row inside of a row asks by the whole path', async () => {
  const { client, inner, outer, asked } = start()
  const talk = inner(0)
  expect(await offered(client, talk.row(talk.state.get().keys[0] as string), 'room')).toEqual(['of speakers.0.talks.*.room'])
  expect(asked('options')).toEqual([{ field: 'speakers.0.talks.*.room', query: '', page: 1, data: { speakers: [{ id: 7 }] } }])
  outer.add({ name: 'Joan' })
  const other = inner(1)
  other.add({})
  await offered(client, other.row(other.state.get().keys[0] as string), 'room')
  expect(asked('options').at(-1)).toEqual({ field: 'speakers.*.talks.*.room', query: '', page: 1 })
})

test('what rows hold at first has its labels without a question', () => {
  const { client, row, inner, asked } = start()
  expect(createCombobox(client, row(0), 'city').get().text).toBe('Rome')
  const talk = inner(0)
  expect(createCombobox(client, talk.row(talk.state.get().keys[0] as string), 'room').get().text).toBe('Hall')
  expect(asked('options')).toEqual([])
})

test('a city that another country does not have is cleared in its row alone', async () => {
  const { client, row, outer } = start()
  outer.add({ country: 'it', city: '1' })
  const box = createCombobox(client, row(1), 'city')
  box.mount()
  row(1).set('country', 'fr')
  await vi.waitFor(() => expect(row(1).field('city').get().value).toBe(''))
  expect(row(0).field('city').get().value).toBe('1')
})

const taken = { path: ['speakers', 0, 'talks', 0, 'title'], code: 'taken', message: 'Taken.', params: {} }
const elsewhere = { ...taken, path: ['speakers', 1, 'talks', 0, 'title'] }

test('a field of a row inside of a row is live: the server sees all values, and its verdict comes back', async () => {
  const { inner, asked } = start({ 'session.validate': () => ({ issues: [taken, elsewhere], checked: ['speakers.0.talks.0.title'] }) })
  const talk = inner(0)
  const row = talk.row(talk.state.get().keys[0] as string)
  row.set('title', 'Looms')
  row.blur('title')
  await vi.waitFor(() => expect(row.field('title').get().errors).toEqual(['Taken.']))
  expect(asked('validate')).toEqual([
    { data: { speakers: [{ id: 7, name: 'Ada', country: 'it', city: '1', talks: [{ title: 'Looms', room: '5' }] }] }, only: ['speakers.0.talks.0.title'] },
  ])
  row.set('title', 'Looms and engines')
  expect(row.field('title').get().errors).toEqual([])
})

test('it is asked about again once it rests, wherever its row stands by then', async () => {
  const { inner, outer, asked } = start()
  const talk = inner(0)
  const row = talk.row(talk.state.get().keys[0] as string)
  row.blur('title')
  outer.add({ name: 'Joan' }, 0)
  row.set('title', 'Looms')
  await vi.waitFor(() => expect(asked('validate')).toHaveLength(1))
  expect(asked('validate')[0]).toMatchObject({ only: ['speakers.1.talks.0.title'] })
})

test('with live: true fields that only the server knows are, and others are not', () => {
  const { inner, row } = start({}, { live: true })
  const talk = inner(0)
  const inside = talk.row(talk.state.get().keys[0] as string)
  expect([inside.isLive('title'), inside.isLive('room'), row(0).isLive('name')]).toEqual([true, false, true])
})

test('a form is asked about a field in rows of rows by its path', async () => {
  const { form, inner, asked } = start({ 'session.validate': () => ({ issues: [taken], checked: ['speakers.0.talks.0.title'] }) })
  const talk = inner(0)
  expect(await form.validate('speakers.*.talks.0.title')).toBe(false)
  expect(talk.row(talk.state.get().keys[0] as string).field('title').get().errors).toEqual(['Taken.'])
  expect(asked('validate')).toMatchObject([{ only: ['speakers.0.talks.0.title'] }])
  expect(await form.validate('speakers.5.talks.0.title')).toBe(true)
})

test('what a submission has said is newer than an answer that comes after it', async () => {
  let answer = (): void => undefined
  const late = new Promise<void>((resolve) => (answer = resolve))
  const { form, inner } = start({
    'session.validate': () => late.then(() => ({ issues: [taken], checked: [] })),
    'session.submit': () => failure(422, 'invalid', { issues: [{ ...taken, message: 'No.' }] }),
  })
  const talk = inner(0)
  const row = talk.row(talk.state.get().keys[0] as string)
  row.set('title', 'Looms')
  row.blur('title')
  await vi.waitFor(() => expect(row.field('title').get().validating).toBe(true))
  await form.submit()
  expect(row.field('title').get().errors).toEqual(['No.'])
  answer()
  await vi.waitFor(() => expect(row.field('title').get().validating).toBe(false))
  expect(row.field('title').get().errors).toEqual(['No.'])
})

test('a formset that stands alone asks by the number of the row', async () => {
  const bare = { validate: m.bare('speakers', { name: 'session.validate' }), options: m.bare('speakers', { name: 'session.options', readonly: true }) }
  const { client, row, outer, inner, asked } = start({}, bare as unknown as Partial<FormDef<Session, null>>)
  outer.add({ country: 'fr' })
  expect(await offered(client, row(1), 'city')).toEqual(['of 0.city'])
  expect(await offered(client, row(1), 'country')).toEqual(['of *.country'])
  expect(asked('options')).toEqual([
    { field: '0.city', query: '', page: 1, data: [{ country: 'fr' }] },
    { field: '*.country', query: '', page: 1 },
  ])
  const talk = inner(0)
  talk.row(talk.state.get().keys[0] as string).blur('title')
  talk.row(talk.state.get().keys[0] as string).set('title', 'Looms')
  await vi.waitFor(() => expect(asked('validate')).toMatchObject([{ only: ['0.talks.0.title'], data: [{ id: 7 }, { country: 'fr' }] }]))
})
