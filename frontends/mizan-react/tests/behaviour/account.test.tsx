import type { ReactNode } from 'react'
import { screen, waitFor } from '@testing-library/dom'
import { expect, test, vi } from 'vitest'
import { type Answer, failure, json } from '../../../testing/server.js'
import {
  type Authenticator,
  type Email,
  redirectToProvider,
  useAddEmailForm,
  useConnections,
  useEmails,
  usePhone,
  useRecoveryCodes,
  useSessions,
  useTotp,
} from '../fixtures/auth.gen.js'
import { press, show } from '../fixtures/page.js'

const ok = (data: unknown): unknown => ({ kind: 'ok', data })
const stale = (data: unknown, ...names: string[]): Response => json(ok(data), 200, { 'X-Mizan-Invalidate': names.join(', ') })
const text = (): string => document.querySelector('main')?.textContent ?? ''

test('addresses are read once, changed, and read again when another form adds one', async () => {
  const emails: Email[] = [
    { email: 'a@x', primary: true, verified: true },
    { email: 'b@x', primary: false, verified: false },
  ]
  const answers: Record<string, Answer> = {
    'auth.emails': () => emails,
    'auth.primary_email': ({ email }: { email: string }) => ok(emails.map((each) => ({ ...each, primary: each.email === email }))),
    'auth.remove_email': () => failure(422, 'invalid', { message: 'Not the last one.' }),
    'auth.resend_email': () => ok(null),
    'auth.add_email.submit': ({ data }: { data: { email: string } }) => {
      emails.push({ email: data.email, primary: false, verified: false })
      return stale(emails, 'auth.emails')
    },
  }
  function Emails(): ReactNode {
    const { emails, makePrimary, remove, resend, error, pending } = useEmails()
    const add = useAddEmailForm({ initial: { email: 'c@x' } })
    return (
      <>
        <p>{emails?.map(({ email, primary }) => email + (primary ? '*' : '')).join(' ')}</p>
        <p>{error?.message ?? (pending ? 'pending' : 'fine')}</p>
        <button onClick={() => void makePrimary('b@x')}>Primary</button>
        <button onClick={() => void remove('a@x')}>Remove</button>
        <button onClick={() => void resend('b@x')}>Resend</button>
        <button onClick={() => void add.submit()}>Add</button>
      </>
    )
  }
  const { server } = show(<><Emails /><Emails /></>, 'ann', answers)
  await waitFor(() => expect(text()).toContain('a@x* b@xfine'))
  expect(server.count('call/auth.emails/')).toBe(1)
  const [primary] = await screen.findAllByRole('button', { name: 'Primary' })
  primary?.click()
  // Both of them hold one and the same list.
  await waitFor(() => expect(text().match(/a@x b@x\*/g)).toHaveLength(2))
  expect(server.count('call/auth.emails/')).toBe(1)
  screen.getAllByRole('button', { name: 'Remove' })[0]?.click()
  await screen.findByText('Not the last one.')
  screen.getAllByRole('button', { name: 'Resend' })[0]?.click()
  await waitFor(() => expect(text()).not.toContain('Not the last'))
  screen.getAllByRole('button', { name: 'Add' })[0]?.click()
  await waitFor(() => expect(text()).toContain('c@x'))
  expect(server.count('call/auth.emails/')).toBe(2)
})

test('an authenticator app is set up by a secret that is made when asked for, and never by itself', async () => {
  let active = false
  let secrets = 0
  const answers: Record<string, Answer> = {
    'auth.authenticators': (): Authenticator[] => (active ? [{ type: 'totp', created_at: 1, last_used_at: null }] : []),
    'auth.totp': () => ok({ active: false, secret: `secret ${++secrets}`, totp_url: 'otpauth://x' }),
    'auth.deactivate_totp': () => {
      active = false
      return ok(null)
    },
  }
  function Totp(): ReactNode {
    const { authenticator, setup, begin, deactivate } = useTotp()
    return (
      <>
        <p>{authenticator === undefined ? 'unknown' : authenticator ? 'in use' : 'not in use'}</p>
        <p>{setup?.secret}</p>
        <button onClick={() => void begin()}>Begin</button>
        <button onClick={() => void deactivate()}>Deactivate</button>
      </>
    )
  }
  const { client } = show(<Totp />, 'ann', answers)
  await screen.findByText('not in use')
  expect(secrets).toBe(0)
  await press('Begin')
  await screen.findByText('secret 1')
  active = true
  client.invalidate('auth.authenticators')
  await screen.findByText('in use')
  expect(screen.queryByText(/secret/)).toBeNull()
  await press('Deactivate')
  await screen.findByText('not in use')
  expect([screen.queryByText(/secret/), secrets]).toEqual([null, 1])
})

test('recovery codes are counted, seen when asked for, made anew and forgotten', async () => {
  let unused = 3
  const codes = (): object => ({ total_code_count: 10, unused_code_count: unused, unused_codes: Array.from({ length: unused }, (_, index) => `code${index}`) })
  const answers: Record<string, Answer> = {
    'auth.authenticators': () => [{ type: 'recovery_codes', created_at: 1, last_used_at: null, total_code_count: 10, unused_code_count: unused }],
    'auth.recovery_codes': () => ok(codes()),
    'auth.generate_recovery_codes': () => {
      unused = 10
      return ok(codes())
    },
  }
  function Codes(): ReactNode {
    const { summary, codes, view, generate, forget } = useRecoveryCodes()
    return (
      <>
        <p>{summary && `${summary.unused_code_count} of ${summary.total_code_count}`}</p>
        <p>{codes ? codes.unused_codes?.join() : 'hidden'}</p>
        <button onClick={() => void view()}>View</button>
        <button onClick={() => void generate()}>Generate</button>
        <button onClick={forget}>Forget</button>
      </>
    )
  }
  show(<Codes />, 'ann', answers)
  await screen.findByText('3 of 10')
  expect(text()).toContain('hidden')
  await press('View')
  await screen.findByText('code0,code1,code2')
  await press('Generate')
  await screen.findByText('10 of 10')
  expect(text()).toContain('code9')
  await press('Forget')
  await screen.findByText('hidden')
})

test('sessions and connections end, and who ends the own session is logged out', async () => {
  const sessions = [1, 2].map((id) => ({ id, created_at: 1, ip: '::1', is_current: id === 1, user_agent: `browser ${id}` }))
  const connection = { uid: '7', display: 'ann at dummy', provider: { id: 'dummy', name: 'Dummy', flows: [] } }
  const answers: Record<string, Answer> = {
    'auth.sessions': () => sessions,
    'auth.end_sessions': ({ sessions: ids }: { sessions: number[] }) => {
      if (!ids.includes(1)) return ok(sessions.filter(({ id }) => !ids.includes(id)))
      page.site.who = undefined
      return { kind: 'state', auth: { status: 'anonymous', flows: [] } }
    },
    'auth.connections': () => [connection],
    'auth.disconnect': (input) => (JSON.stringify(input) === '{"provider":"dummy","account":"7"}' ? ok([]) : failure(422, 'invalid')),
    'auth.phone': () => [{ phone: '+491', verified: false }],
    'auth.resend_phone_code': () => ok(null),
  }
  function Lists(): ReactNode {
    const [{ sessions, end }, { connections, disconnect }, { phone, resend }] = [useSessions(), useConnections(), usePhone()]
    return (
      <>
        <p>Sessions: {sessions?.map(({ user_agent }) => user_agent).join()}</p>
        <p>Connections: {connections?.map(({ display }) => display).join()}</p>
        <p>Phone: {phone?.phone}</p>
        <button onClick={() => void end(2)}>End other</button>
        <button onClick={() => void end(1)}>End own</button>
        <button onClick={() => void disconnect('dummy', '7')}>Disconnect</button>
        <button onClick={() => void resend()}>Resend</button>
      </>
    )
  }
  const page = show(<Lists />, 'ann', answers)
  await screen.findByText('Sessions: browser 1,browser 2')
  await screen.findByText('Connections: ann at dummy')
  await screen.findByText('Phone: +491')
  expect(page.server.seen.map(({ path }) => path)).toEqual(['batch/'])
  await press('End other')
  await screen.findByText('Sessions: browser 1')
  await press('Disconnect')
  await screen.findByText('Connections:')
  await press('Resend')
  await waitFor(() => expect(page.server.count('call/auth.resend_phone_code/')).toBe(1))
  await press('End own')
  await waitFor(() => expect(page.client.session.identity).toBe('anonymous'))
})

test('another site is asked by a real form of the browser, with the token of now', async () => {
  const config = { account: {}, socialaccount: { providers: [], redirect_url: '/accounts/provider/' } }
  const { client } = show(null, 'ann', { 'auth.config': () => config })
  const posted: Record<string, unknown>[] = []
  const submit = vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(function (this: HTMLFormElement) {
    posted.push({ method: this.method, action: new URL(this.action).pathname, ...Object.fromEntries(new FormData(this)) })
  })
  await redirectToProvider(client, { provider: 'dummy', callbackUrl: '/me', process: 'connect' })
  expect(posted).toEqual([
    { method: 'post', action: '/accounts/provider/', provider: 'dummy', callback_url: '/me', process: 'connect', csrfmiddlewaretoken: 'token of ann' },
  ])
  document.querySelector('form[hidden]')?.remove()
  submit.mockRestore()
  const without = show(null, 'ann')
  await expect(redirectToProvider(without.client, { provider: 'dummy', callbackUrl: '/' })).rejects.toMatchObject({ code: 'unavailable' })
})
