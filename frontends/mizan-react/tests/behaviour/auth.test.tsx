import { createClient } from '@mizan/base'
import { MizanForm, MizanProvider } from '@mizan/react'
import { HoldCalls } from '@mizan/react/auth'
import * as m from '@mizan/base/codegen/v1'
import * as r from '@mizan/react/codegen/v1'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { screen, waitFor, within } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { fakeSite, hydrationOf } from '../../../testing/auth.js'
import { contactForm, filled } from '../../../testing/contact.js'
import { hands } from '../../../testing/hands.js'
import { type Answer, failure, fakeServer } from '../../../testing/server.js'
import { PendingStep, RequireAuth, useAuth, useLoginForm, useReauthenticateForm } from '../fixtures/auth.gen.js'
import { press, show } from '../fixtures/page.js'

function Login(): ReactNode {
  const form = useLoginForm()
  return <MizanForm form={form} />
}

function Reauthenticate(): ReactNode {
  return <MizanForm form={useReauthenticateForm()} />
}

function Header(): ReactNode {
  const { state, config, logout } = useAuth()
  return (
    <header>
      <p>Status: {state?.status ?? 'unknown'}</p>
      {config && <p>By: {config.account.login_methods.join()}</p>}
      <button onClick={() => void logout()}>Log out</button>
    </header>
  )
}

function Prompt(): ReactNode {
  const { state } = useAuth()
  return <section aria-label="Prompt">{state?.status === 'reauthenticate' ? <Reauthenticate /> : <Login />}</section>
}

const order = m.operation<{ amount: number }, { for: string }>('order', 'f')
const pay = m.operation<{ amount: number }, { for: string }>('pay', 'g')
const mine: m.ContextDef<Record<string, never>, string> = { name: 'mine', scope: 'global', operation: { name: 'mine', readonly: true } }

function Buttons(): ReactNode {
  const [ordered, paid] = [r.useCall(order), r.useCall(pay)]
  return (
    <>
      <button onClick={() => void ordered.call({ amount: 2 })}>Order</button>
      <button onClick={() => void paid.call({ amount: 2 })}>Pay</button>
      {[ordered, paid].map(({ data, error }, index) => (
        <p key={index}>{data ? `Done for ${data.for}` : error && `Failed ${error.code}`}</p>
      ))}
    </>
  )
}

function Mine(): ReactNode {
  return <p>Mine: {r.useContextValue(mine).data}</p>
}

async function logIn(username: string, password = 'right'): Promise<void> {
  const { type, click } = await hands()
  await type(await screen.findByLabelText(/^Username/), username)
  await type(screen.getByLabelText(/^Password/), password)
  await click(screen.getByRole('button', { name: 'Submit' }))
}

const rest = (time = 50): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, time))

describe('who is logged in', () => {
  test('is known at first paint where the page embeds it, and asked for once where not', async () => {
    const { server } = show(<><Header /><Header /></>)
    expect(await screen.findAllByText('Status: anonymous')).toHaveLength(2)
    expect(await screen.findAllByText('By: username')).toHaveLength(2)
    expect(server.seen.map(({ path }) => path)).toEqual(['batch/'])
  })

  test('changes at log-in and log-out, in every part of the page, and takes the data of the user away', async () => {
    const { client, server } = show(<><Header /><RequireAuth fallback={<Login />}>{(user) => <p>Hello {user.display}</p>}</RequireAuth><Mine /></>)
    await logIn('ann')
    await screen.findByText('Hello ann')
    expect(screen.getByText('Status: authenticated')).toBeTruthy()
    await screen.findByText('Mine: of ann')
    expect(client.session.csrf).toBe('token of ann')
    await press('Log out')
    await screen.findByText('Status: anonymous')
    expect(screen.queryByText('Hello ann')).toBeNull()
    await waitFor(() => expect(screen.queryByText('Mine: of ann')).toBeNull())
    await logIn('bob')
    await screen.findByText('Hello bob')
    await screen.findByText('Mine: of bob')
    expect(server.count('call/auth.login.submit/')).toBe(2)
  })

  test('is told to the other tabs, with the new token', async () => {
    const site = fakeSite()
    const mount = '/tabs/'
    show(<Login />, undefined, {}, site, mount)
    const other = show(<><Header /><RequireAuth fallback="Please log in" loading="Who are you?">Welcome</RequireAuth></>, undefined, {}, site, mount)
    await within(other.main).findByText('Please log in')
    await logIn('ann')
    await within(other.main).findByText('Welcome')
    expect(other.client.session).toMatchObject({ csrf: 'token of ann', identity: 'ann' })
    await press('Log out')
    await within(other.main).findByText('Please log in')
  })

  test('what a page of a server draws is what the browser draws first', async () => {
    const contexts = [
      { name: 'auth.session', input: {}, data: { status: 'authenticated', user: { id: 1, display: 'ann' }, rights: [], methods: [] } },
      { name: 'auth.config', input: {}, data: { account: { login_methods: ['email'], is_open_for_signup: true } } },
    ]
    const server = fakeServer({})
    const client = createClient({ fetch: server.fetch, hydration: { ...hydrationOf('ann'), contexts } })
    const html = renderToString(<MizanProvider client={client}><Header /><RequireAuth>In</RequireAuth></MizanProvider>)
    expect(html).toContain('authenticated')
    expect(html).toContain('In')
    await rest()
    expect(server.seen).toEqual([])
  })
})

test('a form of auth that is sent before its script is there tells nobody what was typed', async () => {
  const client = createClient({ fetch: fakeServer({}).fetch, hydration: hydrationOf() })
  const main = document.body.appendChild(document.createElement('main'))
  main.innerHTML = renderToString(<MizanProvider client={client}><Login /></MizanProvider>)
  const here = location.href
  const password = main.querySelector<HTMLInputElement>('[name=password]')
  await (await hands()).type(password as Element, 'secret')
  await (await hands()).click(main.querySelector('button') as Element)
  await rest()
  expect(main.querySelector('form')?.getAttribute('action')).toBe('about:blank')
  expect([location.href, password?.value, password?.isConnected]).toEqual([here, 'secret', true])
  main.remove()
})

describe('a step that is to be done', () => {
  const steps = {
    login_by_code: () => 'code',
    verify_email: () => 'mail',
    verify_phone: () => 'phone',
    mfa_authenticate: ({ types }: { types: string[] }) => <p>Second factor: {types.join()}</p>,
    mfa_trust: () => 'trust',
    mfa_signup_webauthn: () => 'passkey',
    provider_signup: () => 'provider',
    password_reset_by_code: () => 'reset',
    custom: ({ key }: { key: string }) => <p>Custom {key}</p>,
  }

  test('is drawn in the place of the page', async () => {
    show(<><RequireAuth fallback={<Login />} pending={<PendingStep steps={steps} fallback="no step" />}>Secret</RequireAuth></>)
    await logIn('half')
    await screen.findByText('Second factor: totp')
    expect(screen.queryByText('Secret')).toBeNull()
  })

  test.each([
    ['custom', { id: 'custom', key: 'terms' }, 'Custom terms'],
    ['a step that a newer server knows', { id: 'new' }, 'no step'],
    ['a step called like a method of every object', { id: 'toString' }, 'no step'],
  ])('%s', async (_name, step, text) => {
    show(<PendingStep steps={steps} fallback="no step" />, undefined, { 'auth.session': () => ({ status: 'pending', step, flows: [] }) })
    await screen.findByText(text)
  })
})

describe('calls that lack a proof', () => {
  const page = (content: ReactNode): ReactNode => <HoldCalls prompt={({ cancel }) => <><Prompt /><button onClick={cancel}>Never mind</button></>}>{content}</HoldCalls>

  test('wait for the log-in, and go on', async () => {
    show(page(<Buttons />))
    await press('Order')
    await screen.findByRole('region', { name: 'Prompt' })
    await logIn('ann')
    await screen.findByText('Done for ann')
    expect(screen.queryByRole('region', { name: 'Prompt' })).toBeNull()
  })

  test('wait for the password, in the state that says so, and fail when the user gives up', async () => {
    show(page(<><Header /><Buttons /></>), 'ann')
    await screen.findByText('Status: authenticated')
    await press('Pay')
    await screen.findByText('Status: reauthenticate')
    await press('Never mind')
    await screen.findByText('Failed reauthenticate')
    await screen.findByText('Status: authenticated')
    await press('Pay')
    const { type, click } = await hands()
    await type(await screen.findByLabelText(/^Password/), 'right')
    await click(screen.getByRole('button', { name: 'Submit' }))
    await screen.findByText('Done for ann')
    await screen.findByText('Status: authenticated')
  })

  test('a form keeps what was typed while its session is over, though its page is for those who are logged in', async () => {
    function Contact(): ReactNode {
      return <MizanForm form={r.useForm(contactForm, { initial: { ...filled } })} submit="Send" success={({ number }) => <p>Thank you, {number}</p>} />
    }
    const site = fakeSite('ann')
    const answers: Record<string, Answer> = { 'contact.submit': () => (site.who ? { number: 7 } : failure(401, 'unauthenticated')) }
    const { server } = show(page(<RequireAuth fallback="Please log in"><Contact /></RequireAuth>), 'ann', {}, Object.assign(site, { operations: { ...site.operations, ...answers } }))
    const { type } = await hands()
    await type(await screen.findByLabelText(/^Message/), 'A long story')
    site.who = undefined
    await press('Send')
    await screen.findByRole('region', { name: 'Prompt' })
    expect((screen.getByLabelText<HTMLTextAreaElement>(/^Message/)).value).toBe('A long story')
    expect(screen.queryByText('Please log in')).toBeNull()
    await logIn('ann')
    await screen.findByText('Thank you, 7')
    expect(server.seen.filter(({ path }) => path.startsWith('call/contact.submit')).map(({ input }) => (input as { data: { message: string } }).data.message)).toEqual(['A long story', 'A long story'])
  })

  test('the page of who does not come back is gone', async () => {
    const { site } = show(page(<RequireAuth fallback="Please log in"><Buttons /></RequireAuth>), 'ann')
    await screen.findByRole('button', { name: 'Order' })
    site.who = undefined
    await press('Order')
    await screen.findByRole('region', { name: 'Prompt' })
    await press('Never mind')
    await screen.findByText('Please log in')
    expect(screen.queryByRole('button', { name: 'Order' })).toBeNull()
  })
})
