import { type ReactNode, useEffect } from 'react'
import { screen, waitFor } from '@testing-library/dom'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Answer } from '../../../testing/server.js'
import { type Authenticator, RequireAuth, useFinishPasskeySignup, usePasskeyLogin, usePasskeys } from '../fixtures/auth.gen.js'
import { press, show } from '../fixtures/page.js'

const CHALLENGE = 'mQ_8-challenge_of-thirtytwo-byte'
const ok = (data: unknown): unknown => ({ kind: 'ok', data })

interface Credential {
  readonly id: string
  readonly type: string
  readonly response: Readonly<Record<string, string>>
}

const decoded = (text = ''): string => atob(text.replaceAll('-', '+').replaceAll('_', '/'))
const said = ({ response }: Credential): { type: string; challenge: string } => JSON.parse(decoded(response['clientDataJSON'])) as { type: string; challenge: string }

/** The passkeys of a site, and what the browser sent of each. */
function passkeys(): { answers: Record<string, Answer>; sent: Credential[] } {
  const sent: Credential[] = []
  const all: Authenticator[] = []
  const creation = {
    publicKey: {
      rp: { id: location.hostname, name: 'Site' },
      user: { id: 'YW5u', name: 'ann', displayName: 'Ann' },
      challenge: CHALLENGE,
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      excludeCredentials: [],
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    },
  }
  const request = { publicKey: { challenge: CHALLENGE, rpId: location.hostname, userVerification: 'preferred', allowCredentials: [] } }
  const logIn = ({ credential }: { credential: Credential }): unknown => {
    sent.push(credential)
    return { kind: 'state', auth: { status: 'authenticated', user: { id: 1, display: 'ann' }, methods: [] } }
  }
  const answers: Record<string, Answer> = {
    'auth.authenticators': () => [...all],
    'auth.passkey_creation': () => ok({ creation_options: creation }),
    'auth.add_passkey': ({ credential, name = '' }: { credential: Credential; name?: string }) => {
      sent.push(credential)
      all.push({ type: 'webauthn', created_at: 1, id: all.length + 1, last_used_at: null, name })
      return ok({ authenticator: all.at(-1), recovery_codes_generated: false })
    },
    'auth.rename_passkey': ({ id, name }: { id: number; name: string }) => {
      all[id - 1] = { type: 'webauthn', created_at: 1, id, last_used_at: null, name }
      return ok(all[id - 1])
    },
    'auth.remove_passkeys': () => {
      all.length = 0
      return ok(null)
    },
    'auth.passkey_login': () => ok({ request_options: request }),
    'auth.login_by_passkey': logIn,
    'auth.passkey_signup_creation': () => ok({ creation_options: creation }),
    'auth.finish_passkey_signup': logIn,
  }
  return { answers, sent }
}

function Passkeys(): ReactNode {
  const { passkeys, add, rename, remove, isSupported, error } = usePasskeys()
  return (
    <>
      <p>Passkeys: {passkeys?.map(({ name }) => name).join()}</p>
      <p>{isSupported ? 'supported' : 'not supported'}</p>
      <p>{error?.code}</p>
      <button onClick={() => void add({ name: 'phone', passwordless: true })}>Add</button>
      <button onClick={() => void rename(1, 'laptop')}>Rename</button>
      <button onClick={() => void remove(1)}>Remove</button>
    </>
  )
}

function Login({ autofill = false }: { readonly autofill?: boolean }): ReactNode {
  const { ask, error } = usePasskeyLogin()
  useEffect(() => {
    if (autofill) void ask({ autofill })
    // Once, when the page has come.
  }, [])
  return (
    <>
      <label>
        Name <input autoComplete="username webauthn" />
      </label>
      <button onClick={() => void ask()}>Log in</button>
      <p>{error?.code}</p>
    </>
  )
}

function SignUp(): ReactNode {
  const { finish } = useFinishPasskeySignup()
  return <button onClick={() => void finish('first')}>Finish</button>
}

if (!('__vitest_browser__' in globalThis)) {
  test('a browser without passkeys says so', async () => {
    show(<Passkeys />, 'ann', passkeys().answers)
    await screen.findByText('not supported')
    await press('Add')
    await screen.findByText('aborted')
  })
} else {
  describe('with an authenticator', () => {
    let leave = (): Promise<unknown> => Promise.resolve()
    let agree: (isPresent: boolean) => Promise<unknown>

    beforeEach(async () => {
      const { cdp } = await import('vitest/browser')
      const session = cdp() as unknown as { send(method: string, params?: object): Promise<Record<string, unknown>> }
      await session.send('WebAuthn.enable')
      const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true }
      const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options })
      agree = (isPresent) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: isPresent })
      leave = async () => {
        await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
        await session.send('WebAuthn.disable')
      }
    })
    afterEach(() => leave())

    test('a passkey is made, renamed, used to log in, and removed', async () => {
      const { answers, sent } = passkeys()
      show(<><Passkeys /><RequireAuth fallback={<Login />}>Inside</RequireAuth></>, undefined, answers)
      await screen.findByText('supported')
      await press('Add')
      await screen.findByText('Passkeys: phone')
      await press('Rename')
      await screen.findByText('Passkeys: laptop')
      await press('Log in')
      await screen.findByText('Inside')
      const [made, used] = sent
      expect(made && used && [said(made), said(used)]).toMatchObject([
        { type: 'webauthn.create', challenge: CHALLENGE },
        { type: 'webauthn.get', challenge: CHALLENGE },
      ])
      expect([used?.id, used?.type, decoded(used?.response['userHandle'])]).toEqual([made?.id, 'public-key', 'ann'])
      await press('Remove')
      await screen.findByText('Passkeys:')
    })

    test('a browser that does not speak JSON of WebAuthn sends the same', async () => {
      const names = ['parseCreationOptionsFromJSON', 'parseRequestOptionsFromJSON'] as const
      const statics = names.map((name) => [name, Object.getOwnPropertyDescriptor(PublicKeyCredential, name)] as const)
      const toJSON = Object.getOwnPropertyDescriptor(PublicKeyCredential.prototype, 'toJSON')
      for (const [name] of statics) Object.defineProperty(PublicKeyCredential, name, { value: undefined, configurable: true })
      Object.defineProperty(PublicKeyCredential.prototype, 'toJSON', { value: undefined, configurable: true })
      try {
        const { answers, sent } = passkeys()
        show(<><Passkeys /><RequireAuth fallback={<Login />}>Inside</RequireAuth></>, undefined, answers)
        await press('Add')
        await screen.findByText('Passkeys: phone')
        await press('Log in')
        await screen.findByText('Inside')
        const [made, used] = sent
        expect(made && used && [said(made), said(used)]).toMatchObject([{ challenge: CHALLENGE }, { challenge: CHALLENGE }])
        expect([used?.id, decoded(used?.response['userHandle'])]).toEqual([made?.id, 'ann'])
        expect(Object.keys(used?.response ?? {}).sort()).toEqual(['authenticatorData', 'clientDataJSON', 'signature', 'userHandle'])
        expect(Object.keys(made?.response ?? {})).toEqual(expect.arrayContaining(['attestationObject', 'clientDataJSON', 'transports']))
      } finally {
        for (const [name, was] of statics) if (was) Object.defineProperty(PublicKeyCredential, name, was)
        if (toJSON) Object.defineProperty(PublicKeyCredential.prototype, 'toJSON', toJSON)
      }
    })

    test('an account is finished with a passkey', async () => {
      const { answers, sent } = passkeys()
      show(<RequireAuth fallback={<SignUp />}>Inside</RequireAuth>, undefined, answers)
      await press('Finish')
      await screen.findByText('Inside')
      expect(sent[0] && said(sent[0]).type).toBe('webauthn.create')
    })

    test('who has no passkey here is told that nothing came of it, and may ask again', async () => {
      const { answers } = passkeys()
      await agree(false)
      show(<Login />, undefined, answers)
      await press('Log in')
      await screen.findByText('aborted', undefined, { timeout: 5000 })
    })

    test('a question in wait for a name gives way to one that is asked', async () => {
      const { answers } = passkeys()
      const { server } = show(<><Passkeys /><RequireAuth fallback={<Login autofill />}>Inside</RequireAuth></>, undefined, answers)
      await press('Add')
      await waitFor(() => expect(server.count('call/auth.passkey_login/')).toBeGreaterThan(0))
      await press('Log in')
      await screen.findByText('Inside')
      expect(screen.queryByText('aborted')).toBeNull()
    })
  })
}
