import { createClient } from '@mizan/base'
import * as m from '@mizan/base/codegen/v1'
import { MizanProvider } from '@mizan/react'
import { HoldCalls } from '@mizan/react/auth'
import * as r from '@mizan/react/codegen/v1'
import { screen, waitFor } from '@testing-library/dom'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { fakeSite, hydrationOf } from '../../../testing/auth.js'
import { type FakeServer, fakeServer } from '../../../testing/server.js'
import { Can, useAuth, useCan } from '../fixtures/auth.gen.js'
import { press, show } from '../fixtures/page.js'

const NAMES = ['look', 'order', 'refund.submit', 'erase', 'constructor', 'refund', 'review', 'pay'] as const

function May({ name }: { readonly name: (typeof NAMES)[number] }): string {
  return `${name}: ${String(useCan(name))}`
}

const everything = NAMES.map((name) => <p key={name}><May name={name} /></p>)
const shown = (): (string | null)[] => screen.getAllByText(/: (true|false|undefined)$/).map(({ textContent }) => textContent)

/** What the server was asked of with `mizan.can`. */
function asked(server: FakeServer): unknown[] {
  const calls = server.seen.flatMap(({ path, input }) =>
    path === 'batch/' ? (input as { calls: { name: string; input: unknown }[] }).calls : [{ name: /call\/(.*)\//.exec(path)?.[1], input }],
  )
  return calls.filter(({ name }) => name === 'mizan.can').map(({ input }) => (input as { names: unknown[] }).names).flat()
}

const can = ({ names }: { names: string[] }): object => Object.fromEntries(names.map((name) => [name, name === 'review']))

test('is told from who is logged in; the server is asked only of what it alone knows', async () => {
  const site = fakeSite('ann', { 'mizan.can': can })
  site.rights = ['staff']
  const { server } = show(everything, 'ann', {}, site)
  await screen.findByText('review: true')
  await screen.findByText('refund: false')
  expect(shown()).toEqual(['look: true', 'order: true', 'refund.submit: true', 'erase: false', 'constructor: true', 'refund: false', 'review: true', 'pay: false'])
  expect(asked(server).sort()).toEqual(['pay', 'refund', 'review'])
})

test('who lacks a flag is not asked about, though a check of the project would be', async () => {
  const { server } = show(everything, undefined, { 'mizan.can': can })
  await screen.findByText('review: true')
  expect(shown()).toEqual(['look: true', 'order: false', 'refund.submit: false', 'erase: false', 'constructor: false', 'refund: false', 'review: true', 'pay: false'])
  expect(asked(server)).toEqual(['review'])
})

test('a page of a server draws it where the page embeds who is logged in, and asks nobody', () => {
  const session = { status: 'authenticated', user: { id: 1, display: 'ann' }, rights: ['staff'], methods: [] }
  const server = fakeServer({})
  const draw = (contexts: { name: string; input: object; data: unknown }[]): string => {
    const client = createClient({ fetch: server.fetch, hydration: { ...hydrationOf('ann'), contexts } })
    return renderToString(<MizanProvider client={client}><Can do="refund.submit" fallback="Ask the desk">Refund</Can></MizanProvider>)
  }
  expect(draw([{ name: 'auth.session', input: {}, data: session }])).toBe('Refund')
  expect(draw([])).toBe('Ask the desk')
  expect(server.seen).toEqual([])
})

test('changes at once when somebody logs in and out', async () => {
  function Header(): ReactNode {
    const { logout } = useAuth()
    return <button onClick={() => void logout()}>Log out</button>
  }
  const { client, site, server } = show(<><Header /><Can do="refund.submit" fallback="Ask the desk">Refund</Can></>)
  await screen.findByText('Ask the desk')
  site.rights = ['staff']
  await client.call(m.authOperation<object, unknown>('auth.login.submit', 'l'), { data: { username: 'ann', password: 'right' } })
  await screen.findByText('Refund')
  await press('Log out')
  await screen.findByText('Ask the desk')
  expect(asked(server)).toEqual([])
})

test('what is for staff stays while the session of one is over, and goes when somebody else comes', async () => {
  const order = m.operation<object, unknown>('order', 'f')
  function Order(): ReactNode {
    const { call } = r.useCall(order)
    return <button onClick={() => void call({})}>Order</button>
  }
  const site = fakeSite('ann')
  site.rights = ['staff']
  const { client } = show(<HoldCalls prompt={() => 'Log in'}><Can do="refund.submit" fallback="Ask the desk"><Order /></Can></HoldCalls>, 'ann', {}, site)
  await screen.findByRole('button', { name: 'Order' })
  Object.assign(site, { who: undefined, rights: [] })
  await press('Order')
  await screen.findByText('Log in')
  expect(screen.getByRole('button', { name: 'Order' })).toBeTruthy()
  await client.call(m.authOperation<object, unknown>('auth.login.submit', 'l'), { data: { username: 'bob', password: 'right' } })
  await screen.findByText('Ask the desk')
  await waitFor(() => expect(screen.queryByText('Log in')).toBeNull())
})
