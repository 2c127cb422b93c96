import { bootstrap5, Field, MizanForm } from '@mizan/react'
import { isAutofillSupported } from '@mizan/react/auth'
import { type ReactNode, useEffect } from 'react'
import { useAuth, useLoginForm, usePasskeyLogin } from '../mizan/auth.gen'
import { Line } from './line'
import { Providers, Refusal } from './providers'
import { Steps } from './steps'
import { Trouble } from './trouble'

/** The page to log in: the first proof, each step that follows, and then where one wanted to go. */
export function LogIn({ slug: next }: { slug: string }) {
  return (
    <Entrance next={next}>
      <Refusal />
      <Password />
      <div className="ways">
        <Passkey />
        <a className="btn btn-outline-primary" href={withNext('/app/log-in/code/', next)}>
          Send me a code
        </a>
        <Providers process="login" back={withNext('/app/log-in/', next)} />
      </div>
      <p className="aside">
        <a href="/app/password/">Forgot your password?</a> <a href={withNext('/app/join/', next)}>Make an account</a>
      </p>
    </Entrance>
  )
}

/** What is for who is not logged in; a log-in that was begun goes on, and who is logged in goes where they wanted. */
export function Entrance({ next, children }: { readonly next: string; readonly children: ReactNode }) {
  const { state } = useAuth()
  const isIn = state?.status === 'authenticated'
  useEffect(() => {
    if (isIn) location.replace(next || '/app/account/')
  }, [isIn, next])
  if (isIn) return <p role="status">You are logged in.</p>
  return <Steps fallback={children} />
}

/** Log in with a password. The server takes a name for an address where it can be one. */
export function Password() {
  const form = useLoginForm()
  return (
    <MizanForm form={form} classes={bootstrap5} submit="Log in">
      <Field form={form} name="username">
        {(field) => <Line field={field} label="Username or email" autoComplete="username webauthn" />}
      </Field>
      <Field form={form} name="password">
        {(field) => <Line field={field} label="Password" autoComplete="current-password" />}
      </Field>
    </MizanForm>
  )
}

/** Log in with a passkey; the browser also offers it where the name is typed. */
export function Passkey() {
  const { ask, error, isSupported, pending } = usePasskeyLogin()
  useEffect(() => {
    void isAutofillSupported()
      .then((isThere) => (isThere ? ask({ autofill: true }) : undefined))
      .catch(() => undefined)
  }, [])
  if (!isSupported) return null
  return (
    <>
      <button type="button" className="btn btn-outline-primary" disabled={pending} onClick={() => void ask().catch(() => undefined)}>
        Use a passkey
      </button>
      <Trouble error={error} />
    </>
  )
}

/** Keep in a link where one wants to go. */
export function withNext(path: string, next: string): string {
  return next ? `${path}?next=${encodeURIComponent(next)}` : path
}
