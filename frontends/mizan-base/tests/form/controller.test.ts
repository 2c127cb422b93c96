// @vitest-environment jsdom
import { type Client, type ClientOptions, type FormDescription, type FormOptions, createClient, createForm } from '@mizan/base'
import * as m from '@mizan/base/codegen/v1'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ContactInput, type ContactResult, contactForm, contactTexts, filled } from '../../../testing/contact.js'
import { type Answer, failure, fakeServer } from '../../../testing/server.js'

const HYDRATION = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }
type Def = typeof contactForm
interface Asked { data: Partial<ContactInput>; only?: string[]; params?: unknown }

function start(operations: Record<string, Answer>, options: FormOptions<ContactInput, ContactResult> = {}, def: Def = contactForm, hydration = HYDRATION, more: ClientOptions = {}) {
  const server = fakeServer(operations)
  const client: Client = createClient({ fetch: server.fetch, hydration, build: 'build', ...more })
  return { server, client, form: createForm(client, def, options) }
}

const errors = (form: ReturnType<typeof start>['form'], name: keyof ContactInput): readonly string[] => form.field(name).get().errors
const unique = { path: ['email'], code: 'unique', message: 'Already used.', params: {} }

describe('the two layers of complaints', () => {
  test('one change of a field tells its watchers once, and no other field', () => {
    const { form } = start({})
    form.blur('email')
    const told: string[] = []
    form.field('email').subscribe(() => told.push('email'))
    form.field('topic').subscribe(() => told.push('topic'))
    form.set('email', 'a')
    expect(told).toEqual(['email'])
  })

  test('the verdict of the server comes back with the value that it judged', () => {
    const { form } = start({}, { initial: { email: 'a@b' } })
    form.setIssues([unique])
    expect(errors(form, 'email')).toEqual(['Already used.'])
    form.set('email', 'a@bc')
    expect(errors(form, 'email')).toEqual([])
    form.set('email', 'a@b')
    expect(errors(form, 'email')).toEqual(['Already used.'])
  })

  test('our own complaint hides that of the server', () => {
    const { form } = start({}, { initial: { email: 'a' } })
    form.setIssues([unique])
    form.blur('email')
    expect(errors(form, 'email')).toEqual(['Enter a valid email address.'])
  })

  test.each([
    ['input', ['Enter a valid email address.'], ['Enter a valid email address.']],
    ['blur', [], ['Enter a valid email address.']],
    ['submit', [], []],
  ] as const)('validateOn %s', (validateOn, typed, left) => {
    const { form } = start({}, { validateOn })
    form.set('email', 'a')
    expect(errors(form, 'email')).toEqual(typed)
    form.blur('email')
    expect(errors(form, 'email')).toEqual(left)
  })

  test.each(['__proto__', 'constructor', 'toString'])('a complaint about %s stands in the summary and pollutes nothing', (name) => {
    const { form } = start({})
    form.setIssues([{ path: [name], code: 'x', message: 'Odd.', params: {} }])
    expect(form.state.get().errors).toEqual([`${name}: Odd.`])
    expect(({} as { polluted?: true }).polluted).toBeUndefined()
  })
})

describe('live validation', () => {
  beforeAll(() => Promise.all([import('../../src/form/page.js'), import('../../src/upload.js')]))
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())
  const checks = (answer: Answer = () => ({ issues: [], checked: ['email'] })) => start({ 'contact.validate': answer })
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1000)

  test('leaving a field asks about it, with all values, once', async () => {
    const { form, server } = checks()
    form.set('email', 'a@b')
    form.blur('email')
    form.blur('email')
    await settle()
    form.blur('email')
    await settle()
    expect(server.seen.map(({ input }) => (input as Asked).only)).toEqual([['email']])
    expect((server.seen[0]?.input as Asked).data).toMatchObject({ email: 'a@b', topic: '', agree: false })
    expect(server.seen[0]?.headers.get('X-Mizan-Identity')).toBe('ann')
  })

  test('from then on a value is asked about when it has come to rest', async () => {
    const { form, server } = checks()
    form.set('email', 'a@b')
    form.blur('email')
    await settle()
    for (const email of ['a@bc', 'a@bcd', 'a@bcde']) form.set('email', email)
    await settle()
    form.blur('email')
    await settle()
    expect(server.seen.map(({ input }) => (input as Asked).data.email)).toEqual(['a@b', 'a@bcde'])
  })

  test('a newer question ends the older one, whose answer is not shown', async () => {
    const answers: ((value: unknown) => void)[] = []
    const { form, server } = checks(() => new Promise((resolve) => answers.push(resolve)))
    form.set('email', 'a@b')
    form.blur('email')
    await vi.advanceTimersByTimeAsync(10)
    expect(form.field('email').get().validating).toBe(true)
    form.set('email', 'a@bc')
    form.blur('email')
    await vi.advanceTimersByTimeAsync(10)
    answers[1]?.({ issues: [], checked: ['email'] })
    answers[0]?.({ issues: [unique], checked: ['email'] })
    await settle()
    expect(server.seen).toHaveLength(2)
    expect(form.field('email').get()).toMatchObject({ errors: [], validating: false })
  })

  test.each<[string, (form: ReturnType<typeof start>['form']) => void]>([
    ['a field as it was', (form) => form.blur('email')],
    ['a value that our own rules refuse', (form) => (form.set('email', 'a'), form.blur('email'))],
    ['a field that is not live', (form) => (form.set('message', 'a'), form.blur('message'))],
  ])('%s is not asked about', async (_name, act) => {
    const { form, server } = checks()
    act(form)
    await settle()
    expect(server.seen).toEqual([])
  })

  test('a failed question says nothing', async () => {
    const { form } = checks(() => failure(500, 'internal'))
    form.set('email', 'a@b')
    form.blur('email')
    await settle()
    expect(form.field('email').get()).toMatchObject({ errors: [], validating: false })
  })

  test('what is submitted before the live check has come is not asked about', async () => {
    const slow = (): Promise<object> => new Promise((resolve) => setTimeout(resolve, 100, { number: 1 }))
    const { form, server } = start({ 'contact.submit': slow }, { initial: filled })
    form.set('email', 'c@d')
    form.blur('email')
    const submitted = form.submit()
    await settle()
    expect(await submitted).toEqual({ number: 1 })
    expect(server.seen.map(({ path }) => path)).toEqual(['call/contact.submit/'])
  })

  test('a submission ends what is being asked', async () => {
    const { form, server } = start({ 'contact.validate': () => new Promise(() => undefined), 'contact.submit': () => ({ number: 1 }) }, { initial: filled })
    form.set('email', 'c@d')
    form.blur('email')
    await vi.advanceTimersByTimeAsync(10)
    expect(await form.submit()).toEqual({ number: 1 })
    expect(form.field('email').get().validating).toBe(false)
    expect(server.seen).toHaveLength(2)
  })
})

describe('submission', () => {
  test('an accepted form is clean, and its answer is given on', async () => {
    const onSuccess = vi.fn()
    const { form } = start({ 'contact.submit': () => ({ number: 3 }) }, { onSuccess })
    for (const [name, value] of Object.entries(filled)) form.set(name as 'email', value as string)
    expect(form.state.get().dirty).toBe(true)
    expect(await form.submit()).toEqual({ number: 3 })
    expect(form.state.get()).toMatchObject({ status: 'success', result: { number: 3 }, dirty: false, submitCount: 1 })
    expect(onSuccess).toHaveBeenCalledWith({ number: 3 })
  })

  test('a verdict of the server does not keep a value from being submitted again', async () => {
    const answers: unknown[] = [failure(422, 'invalid', { issues: [unique] }), { number: 1 }]
    const { form } = start({ 'contact.submit': () => answers.shift() }, { initial: filled })
    expect(await form.submit()).toBeUndefined()
    expect(form.state.get()).toMatchObject({ status: 'error', error: { code: 'invalid' }, errors: [] })
    expect(await form.submit()).toEqual({ number: 1 })
  })

  // proves: build-advice
  test('once the server is newer, our own rules advise and the server judges', async () => {
    const { form, client, server } = start({ 'contact.submit': () => ({ number: 1 }) }, {}, contactForm, { ...HYDRATION, build: 'newer' })
    expect(client.isStale).toBe(true)
    form.blur('email')
    expect(errors(form, 'email')).toEqual(['This field is required.'])
    expect(await form.submit()).toEqual({ number: 1 })
    expect(server.seen).toHaveLength(1)
  })

  // proves: identity-sent
  test('a form begun by one user is not submitted as another', async () => {
    const { form, client, server } = start({ session: () => ({ ...HYDRATION, identity: 'eve' }), 'contact.submit': () => failure(409, 'conflict') }, { initial: filled })
    await client.refreshSession()
    await form.submit()
    expect(server.seen.at(-1)?.headers.get('X-Mizan-Identity')).toBe('ann')
    expect(form.state.get().error?.code).toBe('conflict')
  })

  // proves: form-files
  test('a stored file that was not touched is left out, one that was cleared is null', async () => {
    const stored = { name: 'old.txt' } as unknown as File
    const { form, server } = start({ 'contact.submit': () => ({ number: 1 }) }, { initial: { ...filled, paper: stored } })
    await form.submit()
    form.set('paper', null as unknown as File)
    await form.submit()
    expect(server.seen.map(({ input }) => 'paper' in (input as Asked).data)).toEqual([false, true])
    expect((server.seen[1]?.input as Asked).data.paper).toBeNull()
  })

  test('validate() asks about all fields and tells whether any is wrong', async () => {
    const { form, server } = start({ 'contact.validate': () => ({ issues: [unique], checked: ['email'] }) }, { initial: filled })
    expect(await form.validate('email')).toBe(false)
    expect(errors(form, 'email')).toEqual(['Already used.'])
    form.set('topic', '')
    expect(await form.validate()).toBe(false)
    expect(server.seen).toHaveLength(1)
  })

  // proves: form-files
  test('validate() sends name, size and type of a file, not its bytes', async () => {
    const { form, server } = start({ 'contact.validate': () => ({ issues: [], checked: [] }) }, { initial: filled })
    form.set('paper', new File(['12345'], 'x.txt', { type: 'text/plain' }))
    await form.validate()
    expect((server.seen[0]?.input as Asked).data.paper).toEqual({ name: 'x.txt', size: 5, type: 'text/plain' })
  })

  test('reset() forgets values, complaints and outcome', async () => {
    const { form } = start({ 'contact.submit': () => failure(409, 'conflict') }, { initial: filled })
    form.set('message', 'Hello')
    await form.submit()
    form.reset()
    expect(form.values()).toMatchObject({ ...filled, message: '' })
    expect(form.state.get()).toMatchObject({ status: 'idle', errors: [], error: undefined, dirty: false })
  })

  test.each([
    [true, true],
    [false, false],
  ])('with guard %s a changed form holds the page until it is saved: %s', async (guard, holds) => {
    const { form } = start({ 'contact.submit': () => ({ number: 7 }) }, { guard, initial: filled })
    const leave = form.mount()
    expect(isHeld()).toBe(false)
    form.set('message', 'Hello')
    await import('../../src/form/page.js')
    expect(isHeld()).toBe(holds)
    await form.submit()
    expect(isHeld()).toBe(false)
    form.set('message', 'Hello again')
    expect(isHeld()).toBe(holds)
    leave()
    expect(isHeld()).toBe(false)
  })

  test('a form that is left before its guard has come holds nothing', async () => {
    const { form } = start({}, { guard: true })
    const leave = form.mount()
    form.set('message', 'Hello')
    leave()
    await import('../../src/form/page.js')
    await Promise.resolve()
    expect(isHeld()).toBe(false)
  })

  test('what was typed while a submission was on its way is not taken for saved', async () => {
    const { form } = start({ 'contact.submit': () => ({ number: 7 }) }, { initial: { ...filled, message: 'one' } })
    form.set('message', 'two')
    const answer = form.submit()
    await Promise.resolve()
    await Promise.resolve()
    form.set('message', 'three')
    expect(await answer).toEqual({ number: 7 })
    expect(form.field('message').get()).toMatchObject({ value: 'three', initial: 'two', dirty: true })
    expect(form.state.get().dirty).toBe(true)
  })

  test('a submission that is broken off leaves all as it was typed', async () => {
    const { form, server } = start({ 'contact.submit': () => new Promise(() => undefined) }, { initial: filled })
    form.set('message', 'Hello')
    const answer = form.submit()
    await vi.waitFor(() => expect(server.count('call/contact.submit/')).toBe(1))
    form.abort()
    expect(await answer).toBeUndefined()
    expect(form.state.get()).toMatchObject({ status: 'idle', errors: [], error: undefined, dirty: true })
    expect(form.values().message).toBe('Hello')
  })

  test('what was shown at once is taken back when the submission fails, and stays when it does not', async () => {
    const shown: string[] = []
    const optimistic = ({ message }: ContactInput) => {
      shown.push(message)
      return () => void shown.pop()
    }
    const answers = [failure(409, 'conflict'), { number: 7 }]
    const during: string[][] = []
    const answer = (): unknown => (during.push([...shown]), answers.shift())
    const { form } = start({ 'contact.submit': answer }, { initial: { ...filled, message: 'Hello' }, optimistic })
    await form.submit()
    expect(shown).toEqual([])
    await form.submit()
    expect(shown).toEqual(['Hello'])
    expect(during).toEqual([['Hello'], ['Hello']])
  })

  test('what our own rules refuse is never shown as if it were done', async () => {
    const optimistic = vi.fn()
    const { form } = start({}, { optimistic })
    await form.submit()
    expect(optimistic).not.toHaveBeenCalled()
  })

  test('progress comes from what sends the files, and ends with the submission', async () => {
    const { form } = start({ 'contact.submit': () => ({ number: 7 }) }, { initial: { ...filled, paper: new File(['text'], 'a.txt') } }, contactForm, HYDRATION, {
      upload: (onProgress) => (url, init) => {
        onProgress({ loaded: 2, total: 4 })
        return uploadServer.fetch(url, init)
      },
    })
    const uploadServer = fakeServer({ 'contact.submit': () => ({ number: 8 }) })
    const seen: unknown[] = []
    form.progress.subscribe(() => seen.push(form.progress.get()))
    expect(await form.submit()).toEqual({ number: 8 })
    expect(seen).toEqual([{ loaded: 2, total: 4 }, undefined])
    expect(uploadServer.seen[0]?.files.map(({ name }) => name)).toEqual(['a.txt'])
  })

  test('a form goes back to what the server has now', async () => {
    const reads = [{ initial: { message: 'newer' } }, failure(403, 'forbidden')]
    const { form } = start({ 'contact.schema': () => reads.shift() })
    form.set('message', 'mine')
    await form.reload()
    expect(form.field('message').get()).toMatchObject({ value: 'newer', dirty: false })
    expect(form.state.get()).toMatchObject({ status: 'idle', dirty: false })
    form.set('message', 'mine')
    await form.reload()
    expect(form.state.get()).toMatchObject({ status: 'error', errors: ['Failed: forbidden'] })
    expect(form.values().message).toBe('mine')
  })
})

/** Whether the browser would ask before the page is left. */
function isHeld(): boolean {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}

describe('languages and dynamic forms', () => {
  const german = { ...HYDRATION, language: 'de' }
  const describe_ = (): FormDescription => ({
    title: 'Kontakt',
    initial: { nick: 'Ann' },
    schema: {
      properties: {
        nick: {
          title: 'Name',
          description: 'Hilfe',
          'x-mizan': { rule: { k: 'char', required: true }, messages: { required: 'Pflichtfeld.' }, widget: { kind: 'text' } },
        },
        size: {
          title: 'Größe',
          'x-mizan': {
            rule: { k: 'choice', required: false, values: ['s', 'l'] },
            messages: {},
            widget: { kind: 'select' },
            choices: [{ value: '', label: '—' }, { label: 'Gruppe', choices: [{ value: 's', label: 'Klein' }, { value: 'l', label: 'Groß' }] }],
          },
        },
      },
      required: ['nick'],
      'x-mizan': { version: 1, language: 'de', order: ['nick', 'size'] },
    },
  })

  test('the texts of the active language come from its file', async () => {
    const server = fakeServer({})
    const email = { label: 'E-Mail', messages: { required: 'Pflichtfeld.' } }
    const texts = { ...contactTexts, language: 'de', fields: { ...contactTexts.fields, email } }
    const client = createClient({ fetch: server.fetch, hydration: german, locales: { de: () => Promise.resolve({ contact: texts }) } })
    const form = createForm(client, contactForm)
    form.mount()
    await vi.waitFor(() => expect(form.texts('email').label).toBe('E-Mail'))
    form.blur('email')
    expect(form.field('email').get().errors).toEqual(['Pflichtfeld.'])
    expect(server.seen).toEqual([])
  })

  test('the layout of the active language comes with its texts, and stays where it reads alike', async () => {
    const layout = [{ kind: 'html' as const, html: '<p>Hello</p>' }]
    const hallo = [{ kind: 'html' as const, html: '<p>Hallo</p>' }]
    for (const [own, expected] of [[{ layout: hallo }, hallo], [{}, layout]] as const) {
      const texts = { ...contactTexts, ...own, language: 'de' }
      const client = createClient({ fetch: fakeServer({}).fetch, hydration: german, locales: { de: () => Promise.resolve({ contact: texts }) } })
      const form = createForm(client, { ...contactForm, layout })
      form.mount()
      await vi.waitFor(() => expect(form.def.texts.language).toBe('de'))
      expect(form.def.layout).toEqual(expected)
    }
  })

  test('without a file, texts come from the server and our rules do not know', async () => {
    const { form, server } = start({ 'contact.schema': describe_ }, {}, contactForm, german)
    form.blur('email')
    expect(errors(form, 'email')).toEqual([])
    form.mount()
    await vi.waitFor(() => expect(form.def.texts.title).toBe('Kontakt'))
    expect(await form.validate()).toBe(true)
    expect(server.count('call/contact.schema/')).toBe(1)
  })

  // proves: form-dynamic
  test('a dynamic form takes fields, first values, choices and rules from the server', async () => {
    const dynamic: Def = { ...contactForm, dynamic: true, rules: m.schemaFromJson }
    const { form } = start({ 'contact.schema': describe_ }, { params: { id: 3 } }, dynamic, german)
    form.mount()
    expect(form.state.get().status).toBe('loading')
    await vi.waitFor(() => expect(form.state.get().status).toBe('idle'))
    const untyped = form as unknown as ReturnType<typeof createForm<{ nick: string; size: string }, unknown>>
    expect(untyped.values()).toEqual({ nick: 'Ann', size: '' })
    expect(untyped.def.fields.size.choices).toEqual(['', { group: 0, choices: ['s', 'l'] }])
    expect(untyped.texts('size')).toMatchObject({ choices: ['—', 'Klein', 'Groß'], groups: ['Gruppe'] })
    untyped.set('nick', '')
    untyped.blur('nick')
    expect(untyped.field('nick').get().errors).toEqual(['Pflichtfeld.'])
  })

  test('a form that is computed takes first values and layout from the server, and its rules from itself', async () => {
    const layout = [{ kind: 'field' as const, name: 'email' }]
    const { form, server } = start({ 'contact.schema': () => ({ schema: {}, initial: { message: 'today' }, layout }) }, {}, { ...contactForm, dynamic: 'initial' })
    form.mount()
    await vi.waitFor(() => expect(form.field('message').get().value).toBe('today'))
    expect(form.def.layout).toEqual(layout)
    form.blur('email')
    expect(errors(form, 'email')).toEqual(['This field is required.'])
    expect(server.count('call/contact.schema/')).toBe(1)
  })

  test('what was typed before the description came is kept', async () => {
    const { form } = start({ 'contact.schema': () => ({ schema: {}, initial: { email: 'old@b', message: 'old' } }) }, { params: { id: 3 } })
    form.mount()
    form.set('email', 'typed')
    await vi.waitFor(() => expect(form.field('message').get().value).toBe('old'))
    expect(form.field('email').get().value).toBe('typed')
  })

  // proves: form-optional
  test('params go with every request of the form', async () => {
    const all = { 'contact.schema': () => ({ schema: {} }), 'contact.validate': () => ({ issues: [], checked: [] }), 'contact.submit': () => ({ number: 1 }) }
    const { form, server } = start(all, { params: { id: 3 }, initial: filled })
    await form.validate('email')
    await form.submit()
    expect(server.seen.map(({ input }) => (input as Asked).params)).toEqual([{ id: 3 }, { id: 3 }, { id: 3 }])
  })

  test('a description that does not come is told, and asked for again at the submission', async () => {
    const answers: unknown[] = [failure(403, 'forbidden'), { schema: {} }]
    const { form } = start({ 'contact.schema': () => answers.shift(), 'contact.submit': () => ({ number: 1 }) }, { params: {}, initial: filled })
    form.mount()
    await vi.waitFor(() => expect(form.state.get().error?.code).toBe('forbidden'))
    expect(await form.submit()).toEqual({ number: 1 })
  })

  test('on a page whose language is unknown, the session is asked before anything is refused', async () => {
    const server = fakeServer({})
    const form = createForm(createClient({ fetch: server.fetch, hydration: undefined }), contactForm)
    form.blur('email')
    expect(form.field('email').get().errors).toEqual([])
    form.mount()
    await vi.waitFor(() => expect(server.count('session/')).toBe(1))
    await vi.waitFor(() => {
      form.blur('email')
      expect(form.field('email').get().errors).toEqual(['This field is required.'])
    })
  })
})
