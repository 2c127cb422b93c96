import { type FieldNode, type FormDef, type LayoutNode, createClient } from '@mizan/base'
import { MizanForm, MizanProvider, plain, trustedHtml, useForm } from '@mizan/react'
import { createRoot } from 'react-dom/client'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, test } from 'vitest'
import { type ContactInput, type ContactResult, contactForm } from '../../testing/contact.js'
import { fakeServer } from '../../testing/server.js'

const HYDRATION = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }

let leave: () => void = () => undefined
afterEach(() => {
  leave()
})

function Shown({ nodes, ...look }: { readonly nodes: readonly LayoutNode[]; readonly classes?: typeof plain; readonly html?: typeof trustedHtml }): ReactNode {
  const def: FormDef<ContactInput, ContactResult> = { ...contactForm, layout: nodes }
  return <MizanForm form={useForm(def)} submit={false} {...look} />
}

const page = (nodes: readonly LayoutNode[], look: object): ReactNode => {
  const client = createClient({ fetch: fakeServer({}).fetch, hydration: HYDRATION })
  return (
    <MizanProvider client={client}>
      <Shown nodes={nodes} {...look} />
    </MizanProvider>
  )
}

/** Draw a layout; `found` waits for what is loaded late. */
async function draw(nodes: readonly LayoutNode[], found: string, look: object = {}): Promise<HTMLElement> {
  const main = document.createElement('main')
  document.body.append(main)
  const root = createRoot(main)
  leave = () => {
    root.unmount()
    main.remove()
  }
  root.render(page(nodes, look))
  await expect.poll(() => main.querySelector(found), { timeout: 5000 }).not.toBeNull()
  return main
}

const field = (name: keyof ContactInput, more: Partial<FieldNode> = {}): FieldNode => ({ kind: 'field', name, ...more })
const classOf = (main: HTMLElement, selector: string): string | null | undefined => main.querySelector(selector)?.getAttribute('class')

describe('a field that does not look as usual', () => {
  test('has its label in the control', async () => {
    const main = await draw([field('email', { look: { as: 'floating' }, wrapper_class: 'w' })], '.form-floating')
    const box = main.querySelector('#div_id_contact-email')
    expect(box?.className).toBe('form-floating mb-3 w')
    expect([...(box?.children ?? [])].map(({ tagName }) => tagName)).toEqual(['INPUT', 'LABEL', 'DIV'])
    expect(box?.querySelector('input')?.placeholder).toBe('email')
  })

  test('has texts and buttons against the control', async () => {
    const buttons: LayoutNode[] = [{ kind: 'button', type: 'button', label: 'Find' }]
    const main = await draw([field('email', { class: 'big', look: { before: '@', after: '.org', size: 'input-group-lg', buttons } })], '.input-group')
    const group = main.querySelector('.input-group')
    expect(group?.className).toBe('input-group input-group-lg')
    expect([...(group?.children ?? [])].map((child) => child.textContent)).toEqual(['@', '', '.org', 'Find'])
    expect(group?.querySelector('input')?.className).toBe('form-control big')
  })

  test('is a switch', async () => {
    const main = await draw([field('agree', { look: { as: 'switch' } })], '[role=switch]')
    expect(main.querySelector('#div_id_contact-agree')?.className).toBe('mb-3 form-check form-switch')
    expect(main.querySelector('label')?.textContent).toContain('I agree')
  })

  test('has its choices in one line', async () => {
    const main = await draw([field('size', { look: { as: 'inline' } })], '.form-check-inline')
    expect([...main.querySelectorAll('.form-check')].map(({ className }) => className)).toEqual(Array(2).fill('form-check form-check-inline'))
    expect(main.querySelector('legend')?.textContent).toContain('Size')
  })

  test.each<[string, NonNullable<FieldNode['look']>]>([
    ['is asked for by its placeholder', { as: 'bare' }],
    ['has no label', { label: false }],
  ])('%s, and has a name for who cannot see', async (_name, look) => {
    const main = await draw([field('email', { look })], 'input[aria-label]')
    expect(main.querySelector('#id_contact-email')?.getAttribute('aria-label')).toBe('Email')
    expect(main.querySelector('label')).toBeNull()
  })

  test('names its group where the legend is not seen', async () => {
    const main = await draw([field('size', { look: { label: false } })], 'fieldset[aria-label]')
    expect(main.querySelector('fieldset')?.getAttribute('aria-label')).toBe('Size')
    expect(main.querySelector('legend')).toBeNull()
  })

  test('has its label beside the control, and the box to tick under the controls', async () => {
    const look = { horizontal: true, label_class: 'col-lg-2', field_class: 'col-lg-8' } as const
    const main = await draw([field('email', { look }), field('agree', { look }), field('size', { look })], '.col-form-label')
    expect(classOf(main, 'label')).toBe('col-form-label col-lg-2 requiredField')
    expect(classOf(main, '#div_id_contact-email')).toBe('mb-3 row')
    expect(main.querySelector('.col-lg-8 > #id_contact-email')).not.toBeNull()
    expect(main.querySelector('.offset-lg-2.col-lg-8 > .form-check #id_contact-agree')).not.toBeNull()
    expect(classOf(main, 'legend')).toBe('col-form-label pt-0 fs-6 col-lg-2 requiredField')
  })

  test('cannot be changed, or is not seen', async () => {
    const main = await draw([field('message', { look: { as: 'fixed' } }), field('email', { look: { as: 'hidden' } })], '[disabled]')
    expect(main.querySelector<HTMLTextAreaElement>('textarea')?.disabled).toBe(true)
    expect(main.querySelector<HTMLInputElement>('#id_contact-email')?.type).toBe('hidden')
    expect(main.querySelectorAll('label')).toHaveLength(1)
  })

  test('carries attributes of the layout, and its help before what is wrong', async () => {
    const look = { attrs: { placeholder: 'you@', 'data-x': '1' }, help: 'inline' } as const
    const main = await draw([field('email', { look })], '[data-x]')
    expect(main.querySelector<HTMLInputElement>('#id_contact-email')?.placeholder).toBe('you@')
    main.querySelector('form')?.requestSubmit()
    await expect.poll(() => main.querySelector('.invalid-feedback')).not.toBeNull()
    const ids = [...main.querySelectorAll('#div_id_contact-email > div')].map(({ id }) => id)
    expect(ids).toEqual(['id_contact-email_helptext', 'id_contact-email_error'])
  })
})

describe('a box that few layouts have', () => {
  test('holds several fields under one name', async () => {
    const main = await draw([{ kind: 'multi', title: 'Both', children: [field('email'), field('message')] }], '[role=group]')
    expect(main.querySelector('[role=group]')?.className).toBe('d-flex gap-2')
    expect(main.querySelector('[role=group]')?.getAttribute('aria-label')).toBe('Both')
  })

  test('folds groups, of which one is open at a time', async () => {
    const group = (title: string, more: object = {}): LayoutNode => ({ kind: 'group', title, name: 'a', children: [], ...more })
    const main = await draw([{ kind: 'accordion', id: 'a', children: [group('One', { open: true }), group('Two')] }], 'details')
    expect([...main.querySelectorAll('details')].map((each) => [each.getAttribute('name'), each.open])).toEqual([['a', true], ['a', false]])
  })

  test('says something, until it is closed', async () => {
    const alert: LayoutNode = { kind: 'alert', text: 'Mind the gap', html: '<b>Mind</b> the gap', dismiss: true, class: 'alert' }
    const main = await draw([alert], '[role=note]')
    expect(main.querySelector('[role=note]')?.textContent).toBe('Mind the gap')
    expect(main.querySelector('b')).toBeNull()
    main.querySelector<HTMLElement>('[aria-label=Close]')?.click()
    await expect.poll(() => main.querySelector('[role=note]')).toBeNull()
    leave()
    expect((await draw([alert], '[role=note]', { html: trustedHtml })).querySelector('b')?.textContent).toBe('Mind')
  })

  test('has no class where the map has no preset', async () => {
    const main = await draw([{ kind: 'multi', title: 'Both', children: [field('email')] }], '[role=group]', { classes: plain })
    expect(main.querySelector('[role=group]')?.hasAttribute('class')).toBe(false)
  })

  test('is drawn by a server as the fields that it holds', () => {
    const html = renderToString(page([{ kind: 'tabs', children: [{ kind: 'tab', title: 'One', children: [field('email')] }] }], {}))
    expect(html).toContain('id="id_contact-email"')
  })
})
