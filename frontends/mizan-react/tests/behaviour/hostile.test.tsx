import { type FormDef, type StandardSchemaV1, createClient } from '@mizan/base'
import * as m from '@mizan/base/codegen/v1'
import { MizanForm, MizanProvider } from '@mizan/react'
import * as r from '@mizan/react/codegen/v1'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import attack from '../../../../tests/forms/hostile.json' with { type: 'json' }
import { describedForm } from '../../../mizan-base/src/form/schema.js'
import { failure, fakeServer } from '../../../testing/server.js'

type Values = Record<string, unknown>
type Def = FormDef<Values, null>

const HYDRATION = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }
const { evil, schema } = attack

/** A form of which generated code knows nothing but its name: all else is what Mizan sends. */
const unknown: Def = {
  name: 'hostile',
  schema: { name: 'hostile.schema', readonly: true },
  validate: { name: 'hostile.validate' },
  submit: { name: 'hostile.submit' },
  order: [],
  fields: {},
  initial: {},
  texts: { language: '', fields: {} },
  validator: () => undefined,
  dynamic: true,
  rules: m.schemaFromJson,
}

const LENIENT: StandardSchemaV1 = { '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value }) } }

function Shown({ def }: { readonly def: Def }): ReactNode {
  return <MizanForm form={r.useForm(def)} />
}

let page: HTMLElement
let leave: () => void = () => undefined
const dialogs = ['alert', 'confirm', 'prompt'].map((name) => vi.fn().mockName(name))
beforeEach(() => {
  ;['alert', 'confirm', 'prompt'].forEach((name, index) => vi.stubGlobal(name, dialogs[index]))
  page = document.body.appendChild(document.createElement('main'))
})
afterEach(() => {
  leave()
  page.remove()
  vi.unstubAllGlobals()
})

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50))

/** Fail where a text became an element, an attribute that runs, or a dialog. */
function expectNothingRan(): void {
  expect([...page.querySelectorAll('img, svg, script, iframe, style, #evil')]).toEqual([])
  const attributes = [...page.querySelectorAll('*')].flatMap((element) => [...element.attributes])
  expect(attributes.filter(({ name }) => name.startsWith('on') || name === 'style' || name === 'srcdoc')).toEqual([])
  for (const dialog of dialogs) expect(dialog).not.toHaveBeenCalled()
}

/** How often the attack stands on the page as text. */
const told = (): number => page.textContent.split(evil).length - 1

async function show(def = unknown): Promise<void> {
  const server = fakeServer({ 'hostile.schema': () => schema, 'hostile.submit': () => failure(422, 'invalid', attack.failure) })
  const root = createRoot(page)
  leave = () => root.unmount()
  root.render(
    <MizanProvider client={createClient({ fetch: server.fetch, hydration: HYDRATION })}>
      <Shown def={def} />
    </MizanProvider>,
  )
  await vi.waitFor(() => expect(page.querySelector('textarea')).not.toBeNull())
}

test('labels, help, choices, titles, layout and values are text, whatever they say', async () => {
  await show()
  await expect.poll(told).toBeGreaterThan(40) // what few layouts have is loaded late
  await rest()
  expectNothingRan()
  expect(page.querySelector('textarea')?.value).toBe(evil)
  expect(page.querySelector('input[type=hidden][name=hidden]')?.getAttribute('value')).toBe(evil)
})

test.each([
  ['our own rules', unknown, 6],
  ['the server', { ...unknown, rules: () => LENIENT }, 9],
])('complaints of %s are text', async (_whose, def, least) => {
  await show(def)
  const before = told()
  page.querySelector('form')?.requestSubmit()
  await vi.waitFor(() => expect(told()).toBeGreaterThanOrEqual(before + least))
  expectNothingRan()
})

test('a link to a stored file that is code does not run', async () => {
  await show()
  page.querySelector<HTMLAnchorElement>('a[href]')?.click()
  await rest()
  expectNothingRan()
})

test('a page that a server drew holds no element of theirs', async () => {
  const def = describedForm(unknown as never, schema as never) as unknown as Def
  page.innerHTML = renderToString(
    <MizanProvider client={createClient({ fetch: fakeServer({}).fetch, hydration: HYDRATION })}>
      <Shown def={{ ...def, dynamic: false }} />
    </MizanProvider>,
  )
  await rest()
  expect(told()).toBeGreaterThan(40)
  expectNothingRan()
})
