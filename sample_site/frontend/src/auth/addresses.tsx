import { bootstrap5, MizanForm, trustedHtml } from '@mizan/react'
import { useState } from 'react'
import { useAddEmailForm, useChangePasswordForm, useEmails } from '../mizan/auth.gen'
import { Members } from './members'
import { Trouble } from './trouble'

/** The first page of an account. */
export function Addresses() {
  return (
    <Members>
      <Emails />
      <ChangePassword />
    </Members>
  )
}

function Emails() {
  const { emails, makePrimary, remove, resend, pending, error } = useEmails()
  const [said, say] = useState('')
  const form = useAddEmailForm({
    onSuccess: () => {
      say('We have sent a mail to the new address. It counts when you have opened the link in it.')
      form.reset()
    },
  })
  const then = (work: Promise<void>, words: string): void => void work.then(() => say(words)).catch(() => say(''))
  return (
    <section aria-labelledby="addresses">
      <h2 id="addresses">Addresses</h2>
      <ul className="things" aria-busy={!emails}>
        {emails?.map(({ email, verified, primary }) => (
          <li key={email}>
            <span>
              {email} {primary && <small>primary</small>} {!verified && <small>not confirmed</small>}
            </span>
            <span className="actions">
              {!verified && (
                <button type="button" className="link" disabled={pending} onClick={() => then(resend(email), `A new mail to ${email} is on its way.`)} aria-label={`Send again to ${email}`}>
                  Send again
                </button>
              )}
              {verified && !primary && (
                <button type="button" className="link" disabled={pending} onClick={() => then(makePrimary(email), `We write to ${email} now.`)} aria-label={`Make primary: ${email}`}>
                  Make primary
                </button>
              )}
              {!primary && (
                <button type="button" className="link" disabled={pending} onClick={() => then(remove(email), `${email} is removed.`)} aria-label={`Remove ${email}`}>
                  Remove
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p role="status">{said}</p>
      <Trouble error={error} />
      <MizanForm form={form} classes={bootstrap5} submit="Add address" />
    </section>
  )
}

function ChangePassword() {
  const form = useChangePasswordForm()
  return (
    <section aria-labelledby="password">
      <h2 id="password">Password</h2>
      <p role="status">{form.status === 'success' && 'Your password is changed.'}</p>
      <MizanForm form={form} classes={bootstrap5} html={trustedHtml} submit="Change password" />
    </section>
  )
}
