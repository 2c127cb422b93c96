import { type FormDef, createClient, createForm, schemaFromJson } from '@mizan/base'
import { type Combobox, createCombobox } from '@mizan/base/combobox'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Answer, type FakeServer, failure, fakeServer } from '../../testing/server.js'

interface Trip {
  country: string
  city: string
  seen: string[]
}

const remote = { widget: { kind: 'select' }, server: true, remote: true }
const tripForm: FormDef<Trip, null> = {
  name: 'trip',
  schema: { name: 'trip.schema', readonly: true },
  validate: { name: 'trip.validate' },
  submit: { name: 'trip.submit' },
  options: { name: 'trip.options', readonly: true },
  order: ['country', 'city', 'seen'],
  fields: { country: remote, city: remote, seen: { ...remote, widget: { kind: 'select-multiple' } } },
  initial: { country: '', city: '', seen: [] },
  texts: { language: 'en', fields: {} as never },
  validator: () => undefined,
  choicesFrom: { city: ['country'] },
}

interface Asked {
  field: string
  query?: string
  page?: number
  ids?: string[]
  data?: Record<string, string>
}

const CITIES: Record<string, Record<string, string>> = { it: { 1: 'Rome', 2: 'Milan' }, fr: { 3: 'Paris' }, '': {} }

function options({ field, query = '', page = 1, ids, data }: Asked): unknown {
  const rows = field === 'city' ? CITIES[data?.['country'] ?? ''] : Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`${n + 1}`, `Row ${n + 1}`]))
  const items = Object.entries(rows ?? {}).map(([value, label]) => ({ value, label }))
  if (ids) return { items: items.filter(({ value }) => ids.includes(value)), next: null }
  const found = items.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()))
  return { items: found.slice((page - 1) * 50, page * 50), next: found.length > page * 50 ? page + 1 : null }
}

function setUp(name: keyof Trip, answer: Answer = options, initial: Partial<Trip> = {}): { server: FakeServer; box: Combobox; form: ReturnType<typeof createForm<Trip, null>>; leave: () => void } {
  const server = fakeServer({ 'trip.options': answer })
  const client = createClient({ fetch: server.fetch, hydration: { csrf: 'x', identity: 'ann', language: 'en' }, retries: 0 })
  const form = createForm(client, tripForm, { initial })
  const box = createCombobox(client, form, name)
  return { server, box, form, leave: box.mount() }
}

const press = (box: Combobox, ...keys: string[]): boolean[] =>
  keys.map((key) => {
    let isPrevented = false
    box.press({ key, preventDefault: () => (isPrevented = true) })
    return isPrevented
  })
const labels = (box: Combobox): string[] => box.get().offers.map(({ label }) => label)
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(250)

beforeEach(() => {
  vi.useFakeTimers()
  return () => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  }
})

describe('one of several', () => {
  test('asks for nothing before it is opened', async () => {
    const { server } = setUp('country')
    await settle()
    expect(server.seen).toEqual([])
  })

  test('is opened, searched and chosen by keys', async () => {
    const { box, form, server } = setUp('country')
    press(box, 'ArrowDown')
    await settle()
    expect(box.get()).toMatchObject({ isOpen: true, status: 'ready', active: -1, hasMore: true })
    box.type('row 1')
    box.type('row 10')
    await settle()
    expect(labels(box)).toEqual(['Row 10'])
    expect(server.count('call/trip.options/')).toBe(2) // what was typed on the way was not asked
    expect(box.get().active).toBe(0)
    expect(press(box, 'Enter')).toEqual([true])
    expect(form.values().country).toBe('10')
    expect(box.get()).toMatchObject({ isOpen: false, text: 'Row 10' })
    expect(press(box, 'Enter', 'Escape', 'Tab')).toEqual([false, false, false])
  })

  test('goes round by arrows, and on to the next page', async () => {
    const { box } = setUp('country')
    box.open()
    await settle()
    press(box, 'ArrowUp')
    expect(box.get().active).toBe(49)
    press(box, 'ArrowDown')
    await settle()
    expect(box.get()).toMatchObject({ active: 49, hasMore: false })
    expect(labels(box)).toHaveLength(60)
    press(box, 'ArrowDown')
    expect(box.get().active).toBe(50)
  })

  test('forgets what was typed when it is left', async () => {
    const { box, form } = setUp('country', options, { country: '7' })
    await settle()
    expect(box.get().text).toBe('Row 7')
    box.type('nonsense')
    await settle()
    expect(labels(box)).toEqual([])
    box.leave()
    expect(box.get()).toMatchObject({ isOpen: false, text: 'Row 7' })
    expect(form.values().country).toBe('7')
    expect(form.field('country').get().touched).toBe(true)
  })

  test('is emptied by emptying the text', () => {
    const { box, form } = setUp('country', options, { country: '7' })
    box.type('')
    expect(form.values().country).toBe('')
  })

  test('an answer that comes late is of no interest', async () => {
    const answers: ((answer: unknown) => void)[] = []
    const { box } = setUp('country', () => new Promise((resolve) => answers.push(resolve)))
    box.open()
    await settle()
    box.type('row 2')
    await settle()
    answers[1]?.({ items: [{ value: '2', label: 'new' }], next: null })
    await settle()
    answers[0]?.({ items: [{ value: '1', label: 'old' }], next: null })
    await settle()
    expect(labels(box)).toEqual(['new'])
  })

  test('a failure is told, and asked again', async () => {
    let fails = true
    const { box } = setUp('country', (asked: never) => (fails ? failure(500, 'internal') : options(asked)))
    box.open()
    await settle()
    expect(box.get().status).toBe('error')
    fails = false
    box.retry()
    await settle()
    expect(box.get().status).toBe('ready')
  })
})

describe('several', () => {
  test('are chosen one after the other, and taken away', async () => {
    const { box, form } = setUp('seen')
    box.open()
    await settle()
    for (const offer of box.get().offers.slice(0, 3)) box.choose(offer)
    expect(form.values().seen).toEqual(['1', '2', '3'])
    expect(box.get().isOpen).toBe(true)
    box.remove('2')
    press(box, 'Backspace')
    expect(form.values().seen).toEqual(['1'])
    expect(box.get().chosen).toEqual([{ value: '1', label: 'Row 1' }])
    box.choose({ value: '1', label: 'Row 1' })
    expect(form.values().seen).toEqual([])
  })
})

describe('what is chosen at first', () => {
  test('has its label from one request', async () => {
    const { box, server, form } = setUp('seen', options, { seen: ['2', '99'] })
    await settle()
    expect(box.get().chosen).toEqual([{ value: '2', label: 'Row 2' }, { value: '99', label: '99' }])
    form.set('country', '1')
    await settle()
    expect(server.seen.map(({ input }) => input)).toEqual([{ field: 'seen', ids: ['2', '99'] }])
  })

  test('needs no request where the description told it', async () => {
    const { box, form, server } = setUp('city', options, { city: '5' })
    form.adopt({ ...form.def, chosen: { city: [{ value: '5', label: 'Five' }] } })
    await settle()
    expect(box.get().text).toBe('Five')
    expect(server.count('call/trip.options/')).toBeLessThanOrEqual(1)
  })
})

describe('what depends on another field', () => {
  test('is asked with its value', async () => {
    const { box, form } = setUp('city')
    form.set('country', 'it')
    box.open()
    await settle()
    expect(labels(box)).toEqual(['Rome', 'Milan'])
  })

  test('is emptied when it is offered no more, and kept when it is', async () => {
    const { form, server } = setUp('city', options, { country: 'it', city: '1' })
    await settle()
    form.set('country', 'fr')
    await settle()
    expect(form.values().city).toBe('')
    expect(server.seen.at(-1)?.input).toEqual({ field: 'city', ids: ['1'], data: { country: 'fr' } })
    form.set('city', '3')
    await settle()
    form.set('country', 'fr')
    await settle()
    expect(form.values().city).toBe('3')
  })

  test('is kept when nobody can say', async () => {
    const { form } = setUp('city', () => failure(503, 'unavailable'), { country: 'it', city: '1' })
    form.set('country', 'fr')
    await settle()
    expect(form.values().city).toBe('1')
  })

  test('is followed only while it is mounted', async () => {
    const { form, server, leave } = setUp('city', options, { city: '1' })
    await settle()
    leave()
    const before = server.seen.length
    form.set('country', 'it')
    await settle()
    expect(server.seen).toHaveLength(before)
  })
})

describe('a form that depends on what is typed', () => {
  const property = (title: string): object => ({ type: 'string', title, 'x-mizan': { field: 'CharField', verdict: 'server', rule: { k: 'unknown' }, widget: { kind: 'text' } } })
  const describe_ = (names: string[], more: object = {}): object => ({
    title: 'T',
    schema: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, property(name)])), required: [], 'x-mizan': { version: 1, order: names, language: 'en' } },
    initial: Object.fromEntries(names.map((name) => [name, ''])),
    layout: null,
    ...more,
  })
  const kindForm = { ...tripForm, order: ['country', 'city'], initial: { country: '', city: '' }, dynamic: true, refreshOn: ['country'], rules: schemaFromJson } as unknown as FormDef<Trip, null>

  function setUpKind(schema: Answer, others: Record<string, Answer> = {}): { server: FakeServer; form: ReturnType<typeof createForm<Trip, null>> } {
    const server = fakeServer({ 'trip.schema': schema, ...others })
    const client = createClient({ fetch: server.fetch, hydration: { csrf: 'x', identity: 'ann', language: 'en' }, retries: 0 })
    vi.stubGlobal('addEventListener', () => undefined)
    vi.stubGlobal('document', { getElementById: () => null })
    return { server, form: createForm(client, kindForm) }
  }

  test('is asked for anew once, and keeps what was typed', async () => {
    const { form, server } = setUpKind(({ data }: { data?: { country: string } }) => describe_(['country', ...(data?.country === 'x' ? ['city', 'extra'] : ['city'])]))
    form.mount()
    await vi.waitFor(() => expect(form.state.get().status).toBe('idle'))
    form.set('city', 'typed')
    form.set('country', 'xx')
    form.set('country', 'x')
    await vi.waitFor(() => expect(form.def.order).toEqual(['country', 'city', 'extra']))
    expect(form.values()).toEqual({ country: 'x', city: 'typed', extra: '' })
    form.set('extra' as never, 'kept' as never)
    form.set('country', 'y')
    await vi.waitFor(() => expect(form.def.order).toEqual(['country', 'city']))
    expect(form.values()).toEqual({ country: 'y', city: 'typed' })
    form.set('country', 'x')
    await vi.waitFor(() => expect(form.def.order).toHaveLength(3))
    expect(form.values()).toEqual({ country: 'x', city: 'typed', extra: 'kept' })
    expect(server.count('call/trip.schema/')).toBe(4)
  })

  test('sends the version of its record, and after a conflict reads the new one and keeps what was typed', async () => {
    let version = 'one'
    const { form, server } = setUpKind(
      () => describe_(['country', 'city'], { version, initial: { country: 'it', city: version } }),
      {
        'trip.submit': ({ version: sent }: { version: string }) =>
          sent === version ? null : failure(409, 'conflict', { message: 'Changed.', issues: [{ path: [], code: 'changed', message: 'Changed.', params: {} }] }),
      },
    )
    form.mount()
    await vi.waitFor(() => expect(form.state.get().status).toBe('idle'))
    form.set('country', 'mine')
    version = 'two'
    await form.submit()
    expect(form.state.get()).toMatchObject({ status: 'error', errors: ['Changed.'] })
    form.refresh()
    await vi.waitFor(() => expect(form.state.get()).toMatchObject({ status: 'idle', errors: [], error: undefined }))
    expect(form.values()).toEqual({ country: 'mine', city: 'two' })
    await form.submit()
    expect(server.seen.at(-1)?.input).toMatchObject({ version: 'two' })
    expect(form.state.get().status).toBe('success')
    version = 'three'
    await vi.waitFor(() => expect(form.def.version).toBe('three'))
    expect(form.state.get().status).toBe('success')
  })
})
