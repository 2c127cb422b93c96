import * as m from '@mizan/base/codegen/v1'
import { MizanForm } from '@mizan/react'
import * as r from '@mizan/react/codegen/v1'
import { waitFor, within } from '@testing-library/dom'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { fakeSite } from '../../../testing/auth.js'
import { contactForm } from '../../../testing/contact.js'
import { hands } from '../../../testing/hands.js'
import { useAuth } from '../fixtures/auth.gen.js'
import { type Page, show } from '../fixtures/page.js'

function Who(): ReactNode {
  const { state } = useAuth()
  return <p>Here is {state?.status === 'authenticated' ? state.user.display : 'nobody'}</p>
}

function Contact(): ReactNode {
  return <MizanForm form={r.useForm(contactForm)} />
}

let mounts = 0

/** Two tabs of one browser: in the first one, somebody fills in a form. */
async function tabs(who?: string): Promise<{ readonly first: Page; readonly second: Page; readonly message: HTMLTextAreaElement }> {
  const site = fakeSite(who, { 'contact.validate': () => ({ ok: true, issues: [], checked: [] }) })
  const mount = `/owner/${++mounts}/`
  const first = show(<><Who /><Contact /></>, who, {}, site, mount)
  const second = show(<Who />, who, {}, site, mount)
  const message = await within(first.main).findByLabelText<HTMLTextAreaElement>(/^Message/)
  const { type, click } = await hands()
  await type(message, 'A long story')
  await click(within(first.main).getByLabelText(/^Email/)) // leaves the field
  await waitFor(() => expect([...first.client.resources.keys()].some((key) => typeof key === 'object')).toBe(true))
  return { first, second, message }
}

const login = m.authOperation<object, unknown>('auth.login.submit', 'l')
const logout = m.authOperation<Record<string, never>, unknown>('auth.logout', 'o')
const logIn = (page: Page, username: string): Promise<unknown> => login(page.client, { data: { username, password: 'right' } })
const sees = (page: Page, who: string): Promise<unknown> => within(page.main).findByText(`Here is ${who}`)

test('what one user typed is gone when another logs in, in another tab as well', async () => {
  const { first, second, message } = await tabs('ann')
  await logout(second.client)
  await sees(first, 'nobody')
  expect(message.value).toBe('A long story')
  await logIn(second, 'bob')
  await sees(first, 'bob')
  await waitFor(() => expect(message.value).toBe(''))
  expect(message.isConnected).toBe(true)
})

test('what one user typed is there when they come back', async () => {
  const { first, second, message } = await tabs('ann')
  await logout(second.client)
  await sees(first, 'nobody')
  await logIn(second, 'ann')
  await sees(first, 'ann')
  expect(message.value).toBe('A long story')
})

test('what a visitor typed stays when they log in, in the same tab or in another one', async () => {
  const { first, second, message } = await tabs()
  await logIn(second, 'ann')
  await sees(first, 'ann')
  expect(message.value).toBe('A long story')
  await logout(first.client)
  await logIn(first, 'bob')
  await sees(first, 'bob')
  await waitFor(() => expect(message.value).toBe(''))
})
