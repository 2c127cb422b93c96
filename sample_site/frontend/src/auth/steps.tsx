import { bootstrap5, Field, MizanForm } from '@mizan/react'
import type { ReactNode } from 'react'
import {
  PendingStep,
  useAuth,
  useConfirmLoginCodeForm,
  useMfaAuthenticateForm,
  useMfaTrustForm,
  usePasskeyAuthentication,
  useProviderSignupForm,
  useResendEmailCode,
  useResendLoginCode,
  useResetPasswordForm,
  useVerifyEmailForm,
} from '../mizan/auth.gen'
import { Trouble } from './trouble'

/** What a log-in that was begun asks for next, or `fallback`. A step that allauth adds does not compile here. */
export function Steps({ fallback }: { readonly fallback: ReactNode }) {
  return (
    <PendingStep
      fallback={fallback}
      steps={{
        login_by_code: () => <LoginCode />,
        verify_email: () => <VerifyEmail />,
        mfa_authenticate: ({ types }) => <SecondFactor types={types} />,
        mfa_trust: () => <Trust />,
        provider_signup: ({ provider }) => <ProviderSignup from={provider.name} />,
        password_reset_by_code: () => <ResetByCode />,
        // This site keeps no numbers, makes no accounts without a password, and has no step of its own.
        verify_phone: () => <Unknown />,
        mfa_signup_webauthn: () => <Unknown />,
        custom: () => <Unknown />,
      }}
    />
  )
}

/** A step: what it is about, what it takes, and the way back. */
function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { logout, pending } = useAuth()
  return (
    <section aria-labelledby="step">
      <h2 id="step">{title}</h2>
      {children}
      <p className="aside">
        <button type="button" className="link" disabled={pending} onClick={() => void logout().catch(() => undefined)}>
          Begin again
        </button>
      </p>
    </section>
  )
}

function LoginCode() {
  const form = useConfirmLoginCodeForm()
  return (
    <Step title="Look at your mail">
      <p>If there is an account with this address, a code is on its way.</p>
      <MizanForm form={form} classes={bootstrap5} submit="Log in" />
      <Resend {...useResendLoginCode()} />
    </Step>
  )
}

function VerifyEmail() {
  const { config } = useAuth()
  return (
    <Step title="Confirm your address">
      {config?.account.email_verification_by_code_enabled ? (
        <VerifyByCode />
      ) : (
        <p role="status">We have sent you a mail with a link. Open it in this browser, and you are logged in.</p>
      )}
    </Step>
  )
}

function VerifyByCode() {
  const form = useVerifyEmailForm()
  return (
    <>
      <p>We have sent you a mail with a code.</p>
      <MizanForm form={form} classes={bootstrap5} submit="Confirm" />
      <Resend {...useResendEmailCode()} />
    </>
  )
}

function SecondFactor({ types }: { readonly types: readonly string[] }) {
  const form = useMfaAuthenticateForm()
  const passkey = usePasskeyAuthentication()
  return (
    <Step title="Your second factor">
      {types.includes('totp') && (
        <>
          <p>Enter the code that your authenticator app shows, or one of your recovery codes.</p>
          <MizanForm form={form} classes={bootstrap5} submit="Go on" />
        </>
      )}
      {types.includes('webauthn') && passkey.isSupported && (
        <div className="ways">
          <button type="button" className="btn btn-outline-primary" disabled={passkey.pending} onClick={() => void passkey.ask().catch(() => undefined)}>
            Use a passkey
          </button>
          <Trouble error={passkey.error} />
        </div>
      )}
    </Step>
  )
}

function Trust() {
  const form = useMfaTrustForm()
  return (
    <Step title="Is this your own device?">
      <MizanForm form={form} classes={bootstrap5} submit="Go on">
        <p>If you trust this browser, it is not asked for a second factor for two weeks.</p>
        <Field form={form} name="trust" />
      </MizanForm>
    </Step>
  )
}

function ProviderSignup({ from }: { readonly from: string }) {
  const form = useProviderSignupForm()
  return (
    <Step title="One more thing">
      <p>{from} did not tell all that we need for an account here.</p>
      <MizanForm form={form} classes={bootstrap5} submit="Make an account" />
    </Step>
  )
}

function ResetByCode() {
  const form = useResetPasswordForm()
  return (
    <Step title="Look at your mail">
      <p>If there is an account with this address, a code is on its way.</p>
      <MizanForm form={form} classes={bootstrap5} submit="Set the password" />
    </Step>
  )
}

function Unknown() {
  return (
    <Step title="This is as far as it goes">
      <p>This page does not know the next step. Please write to the organisers.</p>
    </Step>
  )
}

/** Have a code sent again. */
function Resend({ call, data, error, pending }: Pick<ReturnType<typeof useResendLoginCode>, 'call' | 'data' | 'error' | 'pending'>) {
  return (
    <>
      <p className="aside" role="status">
        {data ? (
          'A new one is on its way.'
        ) : (
          <button type="button" className="link" disabled={pending} onClick={() => void call().catch(() => undefined)}>
            Send another code
          </button>
        )}
      </p>
      <Trouble error={error} />
    </>
  )
}
