/** Hooks of auth: right components compile, wrong ones do not. */
import { HoldCalls, useHeld } from '@mizan/react/auth'
import type { ReactNode } from 'react'
import { expectTypeOf } from 'vitest'
import * as auth from '../fixtures/auth.gen.js'

const steps = {
  login_by_code: () => null,
  verify_email: () => null,
  verify_phone: () => null,
  mfa_authenticate: ({ types }: { types: string[] }) => types.join(),
  mfa_trust: () => null,
  mfa_signup_webauthn: () => null,
  password_reset_by_code: () => null,
  custom: ({ key }: { key: string }) => key,
}

export function State(): ReactNode {
  const { state, config, error } = auth.useAuth()
  expectTypeOf(state).toEqualTypeOf<auth.AuthState | undefined>()
  expectTypeOf(config).toEqualTypeOf<auth.AuthConfig | undefined>()
  const { calls, by, cancel } = useHeld()
  // @ts-expect-error what a held call was given is told to nobody
  const input: unknown = calls[0]?.input
  return (
    <HoldCalls prompt={({ by: ways }) => ways.map(({ id }) => id).join()}>
      <auth.RequireAuth fallback="Log in" pending={<auth.PendingStep steps={{ ...steps, provider_signup: ({ provider }) => provider.name }} />}>
        {(user) => [user.username, error?.code, input, by.length].join()}
      </auth.RequireAuth>
      {/* @ts-expect-error a step without an answer: provider_signup */}
      <auth.PendingStep steps={steps} />
      {/* @ts-expect-error no such step */}
      <auth.PendingStep steps={{ ...steps, provider_signup: () => null, captcha: () => null }} />
      {/* @ts-expect-error the user has no such field */}
      <auth.RequireAuth>{(user) => String(user.is_staff)}</auth.RequireAuth>
      <button onClick={cancel}>Never mind</button>
    </HoldCalls>
  )
}

export function Rights(): ReactNode {
  expectTypeOf(auth.useCan('refund.submit')).toEqualTypeOf<boolean | undefined>()
  // @ts-expect-error no such operation
  auth.useCan('refunds')
  return (
    <auth.Can do="order" fallback="Log in">
      {/* @ts-expect-error no such operation */}
      <auth.Can do="order.submit" />
    </auth.Can>
  )
}

export function Forms(): ReactNode {
  const login = auth.useLoginForm({ initial: { email: 'a@b' } })
  login.set('username', 'ann')
  login.set('password', 'x')
  // @ts-expect-error no such field
  login.set('phone', '1')
  // Exactly one way to say who one is.
  const by: auth.LoginInput = { email: 'a@b', password: 'x' }
  // @ts-expect-error two of them
  const two: auth.LoginInput = { email: 'a@b', username: 'ann', password: 'x' }
  // @ts-expect-error none of them
  const none: auth.LoginInput = { password: 'x' }
  const { result } = login
  if (result?.kind === 'state') expectTypeOf(result.auth).toEqualTypeOf<auth.AuthState>()
  return JSON.stringify([by, two, none])
}

export function Account(): ReactNode {
  const { emails } = auth.useEmails()
  expectTypeOf(emails).toEqualTypeOf<readonly auth.Email[] | undefined>()
  const { authenticator, setup } = auth.useTotp()
  expectTypeOf(setup).toEqualTypeOf<{ active: false; secret: string; totp_url: string } | undefined>()
  const { codes, summary } = auth.useRecoveryCodes()
  expectTypeOf(codes).toEqualTypeOf<auth.RecoveryCodes | undefined>()
  const { passkeys, add } = auth.usePasskeys()
  const { ask } = auth.usePasskeyLogin()
  // @ts-expect-error no such question
  void ask({ silent: true })
  void add({ name: 'phone' }).then((added) => added?.recovery_codes_generated)
  return [authenticator?.last_used_at, summary?.unused_code_count, passkeys?.map(({ name, id }) => `${id} ${name}`).join()].join()
}
