import { bootstrap5, Field, MizanForm } from '@mizan/react'
import { type AuthTotpSecret, useActivateTotpForm, useRecoveryCodes, useTotp } from '../mizan/auth.gen'
import { Members } from './members'
import { Trouble } from './trouble'
import { When } from './when'

/** An authenticator app, and the codes for the day when it is lost. */
export function SecondFactor() {
  return (
    <Members>
      <App />
      <RecoveryCodes />
    </Members>
  )
}

function App() {
  const { authenticator, setup, begin, deactivate, pending, error } = useTotp()
  return (
    <section aria-labelledby="app" className="no-print">
      <h2 id="app">Authenticator app</h2>
      {setup && <Setup {...setup} />}
      {authenticator && (
        <>
          <p role="status">
            Logging in takes a code of your app since <When at={authenticator.created_at} />.{' '}
            {authenticator.last_used_at && (
              <>
                You last used it on <When at={authenticator.last_used_at} />.
              </>
            )}
          </p>
          <button type="button" className="btn btn-outline-primary" disabled={pending} onClick={() => void deactivate().catch(() => undefined)}>
            Do without it
          </button>
        </>
      )}
      {authenticator === null && !setup && (
        <>
          <p>Your password alone logs in. With an app on your phone, somebody who knows your password still does not get in.</p>
          <button type="button" className="btn btn-primary" disabled={pending} onClick={() => void begin().catch(() => undefined)}>
            Set up an app
          </button>
        </>
      )}
      <Trouble error={error} />
    </section>
  )
}

function Setup({ secret, svg }: AuthTotpSecret) {
  const form = useActivateTotpForm()
  return (
    <MizanForm form={form} classes={bootstrap5} submit="Turn it on">
      <p>Scan this with your app, then enter the code that it shows.</p>
      {/* An image may hold no script, and the site's policy lets `data:` in for images alone. */}
      <img className="qr" src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt="QR code for your authenticator app" width="200" height="200" />
      <p>
        Or type this key into it: <code className="secret">{secret}</code>
      </p>
      <Field form={form} name="code" />
    </MizanForm>
  )
}

function RecoveryCodes() {
  const { summary, codes, view, generate, forget, pending, error } = useRecoveryCodes()
  if (!summary) return null
  return (
    <section aria-labelledby="codes">
      <h2 id="codes">Recovery codes</h2>
      <p className="no-print">
        Each of them logs you in once when your app is not at hand. {summary.unused_code_count} of {summary.total_code_count} are left.
      </p>
      {codes?.unused_codes && (
        <ul className="codes" aria-label="Your codes">
          {codes.unused_codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      )}
      <p className="actions no-print">
        {codes ? (
          <>
            <button type="button" className="btn btn-primary" onClick={() => print()}>
              Print them
            </button>
            <button type="button" className="btn btn-outline-primary" onClick={forget}>
              Hide them
            </button>
          </>
        ) : (
          <button type="button" className="btn btn-primary" disabled={pending} onClick={() => void view().catch(() => undefined)}>
            Show them
          </button>
        )}
        <button type="button" className="btn btn-outline-primary" disabled={pending} onClick={() => void generate().catch(() => undefined)}>
          Make new ones
        </button>
      </p>
      <Trouble error={error} />
    </section>
  )
}
