import { type FormDef, type LayoutNode, createClient } from '@mizan/base'
import { type ClassMap, Field, MizanForm, MizanProvider, plain, trustedHtml, useCan, useForm } from '@mizan/react'
import * as r from '@mizan/react/codegen/v1'
import { type ReactNode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ContactInput, type ContactResult, contactForm, currentUser, filled, greet } from '../../testing/contact.js'
import { failure, fakeServer } from '../../testing/server.js'

const HYDRATION = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }
type Def = FormDef<ContactInput, ContactResult>

// What few layouts have is loaded late; here it is there.
beforeAll(() => import('../src/render/rich/rich.js'))

let leave: () => void = () => undefined
afterEach(() => after(() => leave()))

/** Do a step and let the page come to rest. */
async function after(step: () => void): Promise<void> {
  let isMoving = true
  const watcher = new MutationObserver(() => (isMoving = true))
  watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  step()
  while (isMoving) {
    isMoving = false
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  watcher.disconnect()
}

const serve = (operations: Parameters<typeof fakeServer>[0] = {}) => {
  const server = fakeServer(operations)
  return { server, client: createClient({ fetch: server.fetch, hydration: HYDRATION }) }
}

async function show(content: ReactNode, { client } = serve()): Promise<HTMLElement> {
  const page = document.createElement('main')
  document.body.append(page)
  const root = createRoot(page)
  leave = () => {
    root.unmount()
    page.remove()
  }
  await after(() => root.render(<MizanProvider client={client}>{content}</MizanProvider>))
  return page
}

interface ShownProps {
  readonly def?: Def
  readonly options?: r.FormOptions<ContactInput, ContactResult>
  readonly classes?: ClassMap
  readonly html?: (html: string) => ReactNode
  readonly children?: ReactNode
}

function Shown({ def = contactForm, options, children, ...look }: ShownProps): ReactNode {
  return (
    <MizanForm form={useForm(def, options)} {...look}>
      {children}
    </MizanForm>
  )
}

const laidOut = (layout: LayoutNode[], more: Partial<Def> = {}): Def => ({ ...contactForm, layout, ...more })
const submit = (page: HTMLElement): Promise<void> => after(() => page.querySelector('form')?.requestSubmit())

describe('the markup of crispy-bootstrap5', () => {
  test.each<[keyof ContactInput, string]>([
    [
      'email',
      '<div id="div_id_contact-email" class="mb-3"><label for="id_contact-email" class="form-label requiredField">Email<span class="asteriskField" aria-hidden="true">*</span></label><input autocomplete="email" id="id_contact-email" name="email" required="" aria-describedby="id_contact-email_helptext" type="email" class="form-control" value=""><div id="id_contact-email_helptext" class="form-text">We answer here.</div></div>',
    ],
    [
      'topic',
      '<div id="div_id_contact-topic" class="mb-3"><label for="id_contact-topic" class="form-label requiredField">Topic<span class="asteriskField" aria-hidden="true">*</span></label><select id="id_contact-topic" name="topic" required="" class="form-select"><option value="">Pick one</option><optgroup label="More"><option value="other">Something else</option></optgroup></select></div>',
    ],
    [
      'agree',
      '<div class="mb-3"><div id="div_id_contact-agree" class="form-check"><input id="id_contact-agree" name="agree" required="" type="checkbox" class="form-check-input"><label for="id_contact-agree" class="form-check-label requiredField">I agree<span class="asteriskField" aria-hidden="true">*</span></label></div></div>',
    ],
    [
      'size',
      '<div id="div_id_contact-size" class="mb-3"><fieldset aria-describedby="id_contact-size_helptext"><legend class="form-label fs-6 requiredField">Size<span class="asteriskField" aria-hidden="true">*</span></legend><div><div class="form-check"><input id="id_contact-size_0" name="size" required="" type="radio" class="form-check-input" value="s"><label for="id_contact-size_0" class="form-check-label">Small</label></div><div class="form-check"><input id="id_contact-size_1" name="size" required="" type="radio" class="form-check-input" value="l"><label for="id_contact-size_1" class="form-check-label">Large</label></div></div><div id="id_contact-size_helptext" class="form-text">Of the shirt.</div></fieldset></div>',
    ],
  ])('of %s', async (name, expected) => {
    const texts = { ...contactForm.texts.fields, topic: { label: 'Topic', messages: {}, choices: ['Pick one', 'Something else'], groups: ['More'] } }
    const fields = { ...contactForm.fields, topic: { ...contactForm.fields.topic, choices: ['', { group: 0, choices: ['other'] }] } }
    const def = laidOut([{ kind: 'field', name }], { fields, texts: { ...contactForm.texts, fields: texts } })
    const page = await show(<Shown def={def} />)
    const drawn = page.querySelector('form')?.children
    expect(normal(drawn?.[1]?.outerHTML ?? '')).toBe(normal(expected))
  })

  test('of a complaint', async () => {
    const page = await show(<Shown def={laidOut([{ kind: 'field', name: 'email' }])} />)
    await submit(page)
    expect(page.querySelector('#id_contact-email')?.className).toBe('form-control is-invalid')
    expect(page.querySelector('.invalid-feedback')?.outerHTML).toBe(
      '<div id="id_contact-email_error" class="invalid-feedback"><p id="error_1_id_contact-email"><strong>This field is required.</strong></p></div>',
    )
  })
})

test('the map of classes is the look', async () => {
  const page = await show(<Shown classes={plain} />)
  expect(page.querySelector('#div_id_contact-email')?.className).toBe('field')
  expect(page.querySelector('#id_contact-email')?.hasAttribute('class')).toBe(false)
})

test('what stands inside takes the place of the layout', async () => {
  const page = await show(<Shown><p>mine</p></Shown>)
  expect(page.querySelector('#id_contact-email')).toBeNull()
  expect(page.querySelector('form p')?.textContent).toBe('mine')
  expect(page.querySelector('button[type=submit]')?.textContent).toBe('Submit')
})

test('a form that stands in the place of its layout has a button, though the layout has one', async () => {
  const def = laidOut([{ kind: 'button', type: 'submit', label: 'Go' }])
  expect((await show(<Shown def={def}><p>mine</p></Shown>)).querySelectorAll('button')).toHaveLength(1)
})

describe('layout', () => {
  const field = (name: keyof ContactInput): LayoutNode => ({ kind: 'field', name, wrapper_class: 'wide' })

  test('rows, columns, groups of fields and buttons', async () => {
    const columns: LayoutNode[] = [
      { kind: 'column', children: [field('email')] },
      { kind: 'column', class: 'col-4', children: [field('message')] },
    ]
    const group: LayoutNode = { kind: 'accordion', children: [{ kind: 'group', title: 'More', children: [field('topic')] }] }
    const button: LayoutNode = { kind: 'button', type: 'submit', name: 'go', label: 'Go', class: 'btn-lg' }
    const page = await show(<Shown def={laidOut([{ kind: 'fieldset', title: 'You', children: [{ kind: 'row', children: columns }] }, group, button])} />)
    expect(page.querySelector('fieldset > legend')?.textContent).toBe('You')
    expect([...page.querySelectorAll('.row > div')].map((column) => column.className)).toEqual(['col-md', 'col-4'])
    expect(page.querySelector('#div_id_contact-email')?.className).toBe('mb-3 wide')
    expect(page.querySelector('details > summary')?.textContent).toBe('More')
    expect([...page.querySelectorAll('button')].map((each) => [each.type, each.textContent, each.className])).toEqual([['submit', 'Go', 'btn btn-lg']])
  })

  test('a refused submission opens the tab and the group that hold the first error', async () => {
    const tab = (title: string, ...children: LayoutNode[]): LayoutNode => ({ kind: 'tab', title, children })
    const group: LayoutNode = { kind: 'group', title: 'More', children: [field('email')] }
    const page = await show(<Shown def={laidOut([{ kind: 'tabs', children: [tab('One', field('message')), tab('Two', group)] }])} />)
    const open = (): string[] => [...page.querySelectorAll('[role=tabpanel]:not([hidden])')].map((panel) => panel.getAttribute('aria-labelledby') ?? '')
    expect(open()).toEqual(['id_contact_tabs-tab-0'])
    await submit(page)
    expect(open()).toEqual(['id_contact_tabs-tab-1'])
    expect(page.querySelector('details')?.open).toBe(true)
    expect(document.activeElement?.id).toBe('id_contact-email')
    await after(() => page.querySelector<HTMLElement>('[role=tab]')?.click())
    expect(open()).toEqual(['id_contact_tabs-tab-0'])
  })

  test('HTML of the developer is drawn only by whom the page names', async () => {
    const html: LayoutNode = { kind: 'html', html: '<b>bold</b>' }
    const email = { label: 'Email', help: 'bold', help_html: '<b>bold</b>', messages: {} }
    const texts = { ...contactForm.texts, fields: { ...contactForm.texts.fields, email } }
    const def = laidOut([html, field('email')], { texts })
    expect((await show(<Shown def={def} />)).querySelector('b')).toBeNull()
    await after(() => leave())
    expect((await show(<Shown def={def} html={trustedHtml} />)).querySelectorAll('b')).toHaveLength(2)
  })
})

test('text of a label, a help text, a choice or an error is never markup', async () => {
  const evil = '<img src=x onerror=alert(1)>'
  const text = { label: evil, help: evil, messages: { required: evil }, choices: [evil, evil, evil], groups: [evil] }
  const fields: Def['texts']['fields'] = { email: text, topic: text, colours: text, size: text, message: text, agree: text, paper: text, token: text }
  const page = await show(<Shown def={{ ...contactForm, texts: { ...contactForm.texts, fields } }} html={trustedHtml} />)
  await submit(page)
  expect(page.textContent).toContain(evil)
  expect(page.querySelector('img')).toBeNull()
})

test('a stored file is named, and can be cleared', async () => {
  const { client, server } = serve({ 'contact.submit': () => ({ number: 1 }) })
  const paper = { name: 'old.txt', url: '/old.txt' } as unknown as File
  const page = await show(<Shown options={{ initial: { ...filled, paper } }} />, { client, server })
  await expect.poll(() => page.querySelector('a')?.getAttribute('href')).toBe('/old.txt')
  await after(() => page.querySelector<HTMLElement>('#id_contact-paper-clear')?.click())
  await submit(page)
  await expect.poll(() => server.seen[0]?.input).toMatchObject({ data: { paper: null } })
})

test('what is beyond a limit is said, and what was typed stays', async () => {
  const late = (): Response => failure(429, 'rate_limited', { message: 'Too many requests. Please try again later.' }, { 'Retry-After': '42' })
  let refuses = true
  const { client, server } = serve({ 'contact.submit': () => (refuses ? late() : { number: 1 }) })
  const page = await show(<Shown options={{ initial: { ...filled, message: 'As typed' } }} />, { client, server })
  await submit(page)
  await expect.poll(() => page.querySelector('[role=alert]')?.textContent).toContain('Too many requests. Please try again later.')
  expect(page.querySelector<HTMLInputElement>('#id_contact-email')?.value).toBe('ann@example.org')
  expect(page.querySelector('textarea')?.value).toBe('As typed')
  refuses = false
  await submit(page)
  await expect.poll(() => page.querySelector('[role=alert]')?.textContent ?? '').not.toContain('Too many')
  expect(server.count('call/contact.submit/')).toBe(2)
})

test('other params make it another form', async () => {
  const { client, server } = serve({ 'contact.schema': ({ params }: { params: { id: number } }) => ({ schema: {}, initial: { message: `of ${params.id}` } }) })
  let go: (id: number) => void = () => undefined
  function Record(): ReactNode {
    const [id, set] = useState(1)
    go = set
    return <Shown options={{ params: { id } }} />
  }
  const page = await show(<Record />, { client, server })
  const message = (): string | undefined => page.querySelector<HTMLTextAreaElement>('textarea')?.value
  await expect.poll(message).toBe('of 1')
  await after(() => go(2))
  await expect.poll(message).toBe('of 2')
})

test('without a provider, or a client, the message says what to put where', async () => {
  const Lone = (): ReactNode => r.useProvidedContext(greet).data
  const html = (content: ReactNode): string => renderToString(content)
  expect(() => html(<Lone />)).toThrow("Put the provider of 'greet' around this.")
  expect(() => html(<Shown />)).toThrow('Put <MizanProvider client={createClient()}> around this.')
  await Promise.resolve()
})

test('a server draws the form and what is embedded, and asks nobody', () => {
  const server = fakeServer({})
  const contexts = [{ name: 'current_user', input: {}, data: { name: 'Ann' } }]
  const client = createClient({ fetch: server.fetch, hydration: { ...HYDRATION, contexts } })
  const User = (): ReactNode => r.useContextValue(currentUser).data?.name
  const html = renderToString(
    <MizanProvider client={client}>
      <User />
      <Shown />
    </MizanProvider>,
  )
  expect(html).toContain('Ann')
  expect(html).toContain('action="/api/mizan/form/contact/"')
  expect(html).toContain('name="csrfmiddlewaretoken" value="token"')
  expect(server.seen).toEqual([])
})

test('what may be done is unknown until the server says so, and a refusal is no', async () => {
  const said: (boolean | undefined)[] = []
  function May(): ReactNode {
    said.push(useCan('order'))
    return null
  }
  await show(<May />, serve({ 'mizan.can': () => ({ order: false }) }))
  expect(said[0]).toBeUndefined()
  expect(said.at(-1)).toBe(false)
  await after(() => leave())
  await show(<May />, serve({ 'mizan.can': () => failure(403, 'forbidden') }))
  expect(said.at(-1)).toBeUndefined()
})

test('a field may be drawn by hand', async () => {
  function Mine(): ReactNode {
    const form = useForm(contactForm)
    return <Field form={form} name="email">{(field) => <input {...field.inputProps} data-mine={field.label} />}</Field>
  }
  expect((await show(<Mine />)).querySelector('input')?.dataset['mine']).toBe('Email')
})

/** Compare markup whatever the order of attributes. */
function normal(html: string): string {
  return html.replaceAll(/<(\w+)((?: [\w-]+="[^"]*")+)/g, (_all, tag: string, attributes: string) => {
    return `<${tag} ${(attributes.match(/[\w-]+="[^"]*"/g) ?? []).sort().join(' ')}`
  })
}

