import type { Client, Early, FormOptions, Hydration, Upload } from '@mizan/base'
import { createClient, earlyForms } from '@mizan/base'
import { screen, waitFor, within } from '@testing-library/dom'
import axe from 'axe-core'
import { afterEach, describe, expect, test } from 'vitest'
import { type ContactInput, type ContactResult, filled } from './contact.js'
import { hands } from './hands.js'
import { type Answer, type FakeServer, failure, fakeServer } from './server.js'

/** What a framework's adapter shows for the suite; each returns how to take it away. */
export interface Adapter {
  /** The contact form, drawn by the default renderers, with «Thank you, <number>» after success. */
  form(page: HTMLElement, client: Client, options: FormOptions<ContactInput, ContactResult>): () => void
  /** A hundred fields `f0`…`f99`; `rendered` is told the name of each field that renders. */
  hundred(page: HTMLElement, client: Client, rendered: (name: string) => void): () => void
  /** «User: <name>» twice from the global context, «Greeting: <text>» from a local one for Ann, «May order» for who can. */
  contexts(page: HTMLElement, client: Client): () => void
  /** A button «Order» that calls `order` with `{amount: 2}`; shows «Number <n>», «Left <n>» for out_of_stock, else «Failed <code>». */
  call(page: HTMLElement, client: Client): () => void
}

const HYDRATION: Hydration = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }
const invalid = (field: string, message: string): Response =>
  failure(422, 'invalid', { issues: [{ path: [field], code: 'unique', message, params: {} }] })

/** Hold an adapter to what every adapter does. */
export function behaviour(name: string, adapter: Adapter): void {
  let leave: (() => void)[] = []
  afterEach(() => {
    for (const step of leave) step()
    leave = []
  })

  function page(): HTMLElement {
    const element = document.createElement('main')
    document.body.append(element)
    leave.unshift(() => element.remove())
    return element
  }

  function serve(operations: Record<string, Answer>, hydration: Hydration | undefined = HYDRATION, upload?: Upload, early?: Early): [Client, FakeServer] {
    const server = fakeServer(operations)
    return [createClient({ fetch: server.fetch, hydration, build: 'build', ...(upload && { upload }), ...(early && { early }) }), server]
  }

  function showForm(operations: Record<string, Answer> = {}, options: FormOptions<ContactInput, ContactResult> = {}): FakeServer {
    const [client, server] = serve(operations)
    leave.unshift(adapter.form(page(), client, { debounce: 30, ...options }))
    return server
  }

  const email = (): Promise<HTMLInputElement> => screen.findByLabelText<HTMLInputElement>(/^Email/)
  const control = (label: string): HTMLElement => screen.getByLabelText(new RegExp(`^${label}`))
  const rest = (time = 120): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, time))
  const submit = async (): Promise<void> => (await hands()).click(screen.getByRole('button', { name: 'Submit' }))

  describe(name, () => {
    test('a field is not judged before it is left, and again at each input from then on', async () => {
      showForm()
      const { type, tab } = await hands()
      const input = await email()
      await type(input, 'ann')
      expect(input.getAttribute('aria-invalid')).toBeNull()
      await tab()
      await waitFor(() => expect(input.getAttribute('aria-invalid')).toBe('true'))
      expect(screen.getByText('Enter a valid email address.')).toBeTruthy()
      await type(input, '@example.org')
      await waitFor(() => expect(input.getAttribute('aria-invalid')).toBeNull())
    })

    test('help and error both describe the control', async () => {
      showForm()
      const input = await email()
      expect(described(input)).toEqual(['We answer here.'])
      await submit()
      await waitFor(() => expect(described(input)).toEqual(['We answer here.', 'This field is required.']))
    })

    test('one settled value is asked about once, whether by rest or by leaving', async () => {
      // Longer than it takes to press a key, however busy the machine.
      const debounce = 1_000
      const server = showForm({ 'contact.validate': () => ({ issues: [], checked: ['email'] }) }, { debounce })
      const asked = (): string[] => server.seen.map(({ input }) => (input as { data: { email: string } }).data.email)
      const { type, tab } = await hands()
      const input = await email()
      await type(input, 'ann@example.org')
      await tab()
      await waitFor(() => expect(asked()).toEqual(['ann@example.org']))
      await type(input, '.uk')
      await waitFor(() => expect(asked()).toEqual(['ann@example.org', 'ann@example.org.uk']), { timeout: 3 * debounce })
      await tab()
      await type(input, '.uk')
      await tab()
      await rest(1.2 * debounce)
      expect(asked()).toEqual(['ann@example.org', 'ann@example.org.uk', 'ann@example.org.uk.uk'])
    })

    test('the verdict of the server survives leaving the field, until the value changes', async () => {
      const used = { path: ['email'], code: 'unique', message: 'Already used.', params: {} }
      const server = showForm({
        'contact.validate': ({ data }: { data: ContactInput }) => ({ issues: data.email === 'a@b' ? [used] : [], checked: ['email'] }),
      })
      const { type, tab, click } = await hands()
      const input = await email()
      await type(input, 'a@b')
      await tab()
      await screen.findByText('Already used.')
      await click(input)
      await tab()
      await rest()
      expect(screen.getByText('Already used.')).toBeTruthy()
      expect(server.count('call/contact.validate/')).toBe(1)
      await type(input, 'c')
      await waitFor(() => expect(screen.queryByText('Already used.')).toBeNull())
    })

    test('what our own rules refuse is not sent, and the first such field takes the focus', async () => {
      const server = showForm()
      const { type } = await hands()
      await type(await email(), 'ann@example.org')
      await submit()
      await waitFor(() => expect(document.activeElement).toBe(control('Topic')))
      expect(server.count('call/contact.submit/')).toBe(0)
    })

    test('a filled form is submitted as it stands, and its answer shown', async () => {
      const server = showForm({ 'contact.submit': () => ({ number: 7 }) })
      const { type, choose, click } = await hands()
      await type(await email(), 'ann@example.org')
      await choose(control('Topic'), 'other')
      await click(control('Green'))
      await click(control('Red'))
      await click(control('Red'))
      await click(control('Large'))
      await type(control('Message'), 'Hello')
      await click(control('I agree'))
      await submit()
      await screen.findByText('Thank you, 7')
      const [sent] = server.seen.filter(({ path }) => path === 'call/contact.submit/')
      expect(sent?.input).toEqual({
        data: { email: 'ann@example.org', topic: 'other', colours: ['green'], size: 'l', message: 'Hello', agree: true, token: 'x' },
      })
      expect(Object.fromEntries(['X-CSRFToken', 'X-Mizan-Identity', 'X-Mizan-Op'].map((key) => [key, sent?.headers.get(key)]))).toEqual({
        'X-CSRFToken': 'token',
        'X-Mizan-Identity': 'ann',
        'X-Mizan-Op': 'c',
      })
    })

    test('a file travels beside the input', async () => {
      const server = showForm({ 'contact.submit': () => ({ number: 7 }) }, { initial: { ...filled } })
      const { upload } = await hands()
      await email()
      await upload(control('Paper'), new File(['text'], 'paper.txt', { type: 'text/plain' }))
      await submit()
      await screen.findByText('Thank you, 7')
      expect(server.seen[0]?.files.map((file) => file.name)).toEqual(['paper.txt'])
      expect(server.seen[0]?.input).toMatchObject({ data: { email: 'ann@example.org' } })
    })

    test('a chosen file is named, and can be taken back', async () => {
      const server = showForm({ 'contact.submit': () => ({ number: 7 }) }, { initial: { ...filled } })
      const { upload, click } = await hands()
      await email()
      await upload(control('Paper'), new File(['x'.repeat(1500)], 'paper.txt', { type: 'text/plain' }))
      expect((await screen.findByText(/paper\.txt/)).textContent).toContain('1.5 kB')
      expect(await complaints()).toEqual([])
      await click(screen.getByRole('button', { name: 'Clear paper.txt' }))
      await waitFor(() => expect(screen.queryByText(/paper\.txt/)).toBeNull())
      await submit()
      await screen.findByText('Thank you, 7')
      expect(server.seen[0]?.files).toEqual([])
    })

    test('an upload tells how far it is, and can be broken off', async () => {
      const [client, server] = serve({ 'contact.submit': () => new Promise(() => undefined) }, HYDRATION, (onProgress) => (url, init) => {
        onProgress({ loaded: 1, total: 4 })
        return server.fetch(url, init)
      })
      const options = { initial: { ...filled, paper: new File(['text'], 'paper.txt') } }
      leave.unshift(adapter.form(page(), client, options))
      const input = await email()
      await submit()
      const bar = await screen.findByRole<HTMLProgressElement>('progressbar')
      expect([bar.value, bar.max]).toEqual([1, 4])
      expect(await complaints()).toEqual([])
      await (await hands()).click(screen.getByRole('button', { name: 'Cancel' }))
      await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull())
      expect(screen.getByRole('button', { name: 'Submit' })).toBeTruthy()
      expect(screen.queryByRole('alert')).toBeNull()
      expect(input.value).toBe('ann@example.org')
    })

    test('what is typed before the script comes goes over, with focus and caret', async () => {
      const main = page()
      main.innerHTML = early('{"bound": false, "issues": []}')
      const typed = drawn(main, 'email')
      const [client] = serve({}, HYDRATION, undefined, earlyForms())
      const { type, choose, click } = await hands()
      await choose(drawn(main, 'topic'), 'other')
      await click(drawn(main, 'colours'))
      await click(drawn(main, 'agree'))
      await type(typed, 'ann@example.or')
      const message = drawn(main, 'message') as HTMLTextAreaElement
      await type(message, 'Hello')
      message.setSelectionRange(1, 3)
      leave.unshift(adapter.form(main, client, {}))
      await waitFor(() => expect(typed.isConnected).toBe(false))
      await waitFor(async () => expect((await email()).value).toBe('ann@example.or'))
      const now = control('Message') as HTMLTextAreaElement
      expect([now.value, document.activeElement, now.selectionStart, now.selectionEnd]).toEqual(['Hello', now, 1, 3])
      expect((control('Topic') as HTMLSelectElement).value).toBe('other')
      expect(['Green', 'Red', 'I agree', 'Small'].map((label) => (control(label) as HTMLInputElement).checked)).toEqual([true, false, true, false])
    })

    test('a form that the server refused keeps its values and complaints when the script comes', async () => {
      const main = page()
      main.innerHTML = early('{"bound": true, "issues": [{"path": ["email"], "code": "unique", "message": "Already used.", "params": {}}]}', 'ann@example.org')
      const [client] = serve({}, HYDRATION, undefined, earlyForms())
      const old = drawn(main, 'email')
      leave.unshift(adapter.form(main, client, {}))
      await waitFor(() => expect(old.isConnected).toBe(false))
      expect((await email()).value).toBe('ann@example.org')
      await screen.findByText('Already used.')
    })

    test('complaints of the server stand at their field, which takes the focus; others in the summary', async () => {
      const issues = [
        { path: ['email'], code: 'unique', message: 'Already used.', params: {} },
        { path: [], code: 'closed', message: 'We are closed.', params: {} },
        { path: ['token'], code: 'invalid', message: 'Too old.', params: {} },
      ]
      showForm({ 'contact.submit': () => failure(422, 'invalid', { issues }) }, { initial: { ...filled } })
      const input = await email()
      await submit()
      await screen.findByText('Already used.')
      expect(within(screen.getByRole('alert')).getAllByRole('listitem').map((item) => item.textContent)).toEqual(['We are closed.', 'Token: Too old.'])
      await waitFor(() => expect(document.activeElement).toBe(input))
    })

    test('a failure that is about no field takes the focus to the summary, and what was typed is kept', async () => {
      showForm({ 'contact.submit': () => failure(409, 'conflict') }, { initial: { ...filled } })
      const input = await email()
      await submit()
      await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('alert')))
      expect(input.value).toBe('ann@example.org')
    })

    test('a submission is sent once, however often the button is pressed', async () => {
      const server = showForm({ 'contact.submit': () => rest().then(() => ({ number: 7 })) }, { initial: { ...filled } })
      const { form } = await email()
      await submit()
      form?.requestSubmit()
      await screen.findByText('Thank you, 7')
      expect(server.count('call/contact.submit/')).toBe(1)
    })

    test('the form posts by itself where there is no JavaScript, and the browser never judges', async () => {
      showForm()
      const form = (await email()).form
      expect(form?.getAttribute('method')).toBe('post')
      expect(form?.getAttribute('action')).toBe('/api/mizan/form/contact/')
      expect(form?.noValidate).toBe(true)
      expect(form && new FormData(form).get('csrfmiddlewaretoken')).toBe('token')
      expect((await email()).maxLength).toBe(-1)
    })

    test('the drawn form has no complaints of axe, empty and refused', async () => {
      showForm({ 'contact.submit': () => invalid('email', 'Already used.') })
      await email()
      expect(await complaints()).toEqual([])
      await submit()
      await screen.findAllByText('This field is required.')
      expect(await complaints()).toEqual([])
    })

    test('a keystroke renders one field of a hundred, once', async () => {
      const [client] = serve({})
      const rendered: string[] = []
      leave.unshift(adapter.hundred(page(), client, (field) => rendered.push(field)))
      const { type } = await hands()
      const input = await screen.findByLabelText('f50')
      await type(input, 'a')
      rendered.length = 0
      await type(input, 'bcd')
      expect(rendered).toEqual(['f50', 'f50', 'f50'])
    })

    test('contexts read in one tick travel in one request, and each once', async () => {
      const [client, server] = serve({
        current_user: () => ({ name: 'Ann' }),
        greet: ({ name }: { name: string }) => `Hello ${name}`,
        'mizan.can': () => ({ order: true }),
      })
      leave.unshift(adapter.contexts(page(), client))
      expect(await screen.findAllByText('User: Ann')).toHaveLength(2)
      expect(screen.getByText('Greeting: Hello Ann')).toBeTruthy()
      expect(screen.getByText('May order')).toBeTruthy()
      expect(server.seen.map(({ path }) => path)).toEqual(['batch/'])
      expect((server.seen[0]?.input as { calls: unknown[] }).calls).toHaveLength(3)
    })

    test('an embedded context is not asked for', async () => {
      const contexts = [
        { name: 'current_user', input: {}, data: { name: 'Eve' } },
        { name: 'greet', input: { name: 'Ann' }, data: 'Hi' },
        { name: 'mizan.can', input: { names: ['order'] }, data: { order: false } },
      ]
      const [client, server] = serve({}, { ...HYDRATION, contexts })
      leave.unshift(adapter.contexts(page(), client))
      expect(await screen.findAllByText('User: Eve')).toHaveLength(2)
      await rest()
      expect(screen.queryByText('May order')).toBeNull()
      expect(server.seen).toEqual([])
    })

    test('a call that makes a context stale has it read again', async () => {
      let reads = 0
      const [client, server] = serve({
        current_user: () => ({ name: `Ann ${++reads}` }),
        greet: () => 'Hello',
        'mizan.can': () => ({}),
        order: () => new Response('{"number":3}', { headers: { 'X-Mizan-Invalidate': 'current_user' } }),
      })
      leave.unshift(adapter.contexts(page(), client), adapter.call(page(), client))
      await screen.findAllByText('User: Ann 1')
      await (await hands()).click(screen.getByText('Order'))
      await screen.findByText('Number 3')
      await screen.findAllByText('User: Ann 2')
      expect(server.count('call/current_user/')).toBe(1)
    })

    test('a declared failure comes with its data, any other with its code', async () => {
      const answers = [failure(409, 'out_of_stock', { params: { left: 4 } }), failure(403, 'forbidden')]
      const [client] = serve({ order: () => answers.shift() })
      leave.unshift(adapter.call(page(), client))
      const { click } = await hands()
      await click(await screen.findByText('Order'))
      await screen.findByText('Left 4')
      await click(screen.getByText('Order'))
      await screen.findByText('Failed forbidden')
    })
  })
}

/** The form as a server draws it, marked as `{% mizan_early %}` does. */
function early(said: string, email = ''): string {
  return `<form method="post">
    <label>Email <input name="email" type="email" value="${email}"></label>
    <select name="topic"><option value="">Pick one</option><option value="talk">A talk</option><option value="other">Else</option></select>
    <input type="checkbox" name="colours" value="green"> <input type="checkbox" name="colours" value="red">
    <input type="radio" name="size" value="s"> <input type="radio" name="size" value="l">
    <textarea name="message"></textarea> <input type="checkbox" name="agree"> <input type="file" name="paper">
    <script type="application/json" data-mizan-early="contact">${said}</script>
  </form>`
}

function drawn(page: HTMLElement, field: string): HTMLElement {
  return page.querySelector<HTMLElement>(`[name=${field}]`) ?? expect.fail(`no control is called ${field}`)
}

function described(element: Element): string[] {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.getElementById(id)?.textContent ?? `nothing has the id ${id}`)
}

async function complaints(): Promise<string[]> {
  const hasPixels = '__vitest_browser__' in globalThis
  const rules = { region: { enabled: false }, 'color-contrast': { enabled: hasPixels } }
  const { violations } = await axe.run(document.body, { rules })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}
