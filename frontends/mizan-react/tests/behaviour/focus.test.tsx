import { type LayoutNode, createClient } from '@mizan/base'
import { ErrorSummary, MizanForm, MizanProvider, useForm } from '@mizan/react'
import { screen, waitFor, within } from '@testing-library/dom'
import axe from 'axe-core'
import type { ComponentProps, ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test } from 'vitest'
import { type ContactInput, contactForm, filled } from '../../../testing/contact.js'
import { hands } from '../../../testing/hands.js'
import { failure, fakeServer } from '../../../testing/server.js'

const HYDRATION = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }
const field = (name: keyof ContactInput): LayoutNode => ({ kind: 'field', name })
const group = (title: string, ...children: LayoutNode[]): LayoutNode => ({ kind: 'group', title, children })
const tab = (title: string, ...children: LayoutNode[]): LayoutNode => ({ kind: 'tab', title, children })

let leave = (): void => undefined
afterEach(() => leave())

function show(layout: LayoutNode[] | null, refused: readonly (keyof ContactInput | '')[], summary?: ComponentProps<typeof MizanForm>['summary']): void {
  const issues = refused.map((name) => ({ path: name ? [name] : [], code: 'x', message: `No ${name || 'form'}.`, params: {} }))
  const server = fakeServer({ 'contact.submit': () => failure(422, 'invalid', { issues }) })
  const page = document.createElement('main')
  document.body.append(page)
  const root = createRoot(page)
  leave = () => {
    root.unmount()
    page.remove()
  }
  function Page(): ReactNode {
    return <MizanForm form={useForm({ ...contactForm, layout }, { initial: filled })} {...(summary && { summary })} />
  }
  root.render(
    <MizanProvider client={createClient({ fetch: server.fetch, hydration: HYDRATION })}>
      <Page />
    </MizanProvider>,
  )
}

const submit = async (): Promise<void> => (await hands()).click(await screen.findByRole('button', { name: 'Submit' }))
const focused = (name: string): Promise<void> => waitFor(() => expect((document.activeElement as HTMLInputElement).name).toBe(name))

test('the first on the page takes the focus, whatever the order of the fields is', async () => {
  show([field('agree'), field('message'), field('email'), field('topic'), field('size')], ['email', 'message'])
  await submit()
  await focused('message')
})

test('a group of radio buttons takes it as well', async () => {
  show(null, ['size', 'agree'])
  await submit()
  await focused('size')
})

test('what is folded opens for it', async () => {
  show([field('email'), { kind: 'accordion', children: [group('One', field('topic')), group('Two', group('Three', field('message')))] }, field('size'), field('agree')], ['message'])
  await submit()
  await focused('message')
  expect(document.activeElement?.closest('details:not([open])')).toBeNull()
})

test('a tab that is not shown opens for it, again and again', async () => {
  show([{ kind: 'tabs', children: [tab('One', field('email'), field('topic')), tab('Two', field('size'), field('message')), tab('Three', field('agree'))] }], ['message'])
  await screen.findByRole('tab', { name: 'One' })
  await submit()
  await focused('message')
  await (await hands()).click(screen.getByRole('tab', { name: 'One' }))
  await submit()
  await focused('message')
  expect(screen.getByRole('tab', { name: 'Two' }).getAttribute('aria-selected')).toBe('true')
})

test('a summary of all lists every complaint, takes the focus, and leads to each field', async () => {
  show([field('email'), { kind: 'tabs', children: [tab('One', field('topic')), tab('Two', field('size'), field('agree'))] }, field('message')], ['email', 'size', ''], ErrorSummary)
  await submit()
  const summary = await screen.findByRole('alert')
  await waitFor(() => expect(document.activeElement).toBe(summary))
  expect(within(summary).getAllByRole('listitem').map((item) => item.textContent)).toEqual(['No form.', 'Email: No email.', 'Size: No size.'])
  const { violations } = await axe.run(summary)
  expect(violations.map(({ id }) => id)).toEqual([])
  const { click, type } = await hands()
  await click(within(summary).getByText('Size: No size.'))
  await focused('size')
  await click(within(summary).getByText('Email: No email.'))
  await focused('email')
  await type(screen.getByLabelText(/^Email/), 'x')
  await waitFor(() => expect(within(summary).queryByText('Email: No email.')).toBeNull())
})
