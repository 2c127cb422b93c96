import { bootstrap5, Field, MizanForm, trustedHtml } from '@mizan/react'
import { useEffect } from 'react'
import { Done } from '../done'
import { usePasswordReset, useRequestPasswordResetForm, useResetPasswordForm } from '../mizan/auth.gen'
import { Steps } from './steps'

/** Have a mail sent that leads to a new password. The answer is the same whether there is such an account or not. */
export function ForgottenPassword() {
  const form = useRequestPasswordResetForm()
  return (
    <Steps
      fallback={
        form.result?.kind === 'ok' ? (
          <Done title="Look at your mail">If there is an account with this address, a mail with a link is on its way.</Done>
        ) : (
          <MizanForm form={form} classes={bootstrap5} submit="Send the mail" />
        )
      }
    />
  )
}

/** Where the link of that mail leads. */
export function NewPassword({ slug: key }: { slug: string }) {
  const { call, data, error } = usePasswordReset()
  const form = useResetPasswordForm({ initial: { key } })
  useEffect(() => void call({ key }).catch(() => undefined), [key])
  if (form.status === 'success') {
    return (
      <Done title="Your password is set">
        <a href="/app/log-in/">Log in</a> with it.
      </Done>
    )
  }
  if (error) {
    return (
      <p className="alert alert-danger" role="alert">
        This link is not good, or not any more. <a href="/app/password/">Have another one sent</a>.
      </p>
    )
  }
  if (!data) return <p aria-busy="true">One moment …</p>
  return (
    <MizanForm form={form} classes={bootstrap5} html={trustedHtml} submit="Set the password">
      <p>
        For the account of <strong>{data.data.user.display}</strong>.
      </p>
      <Field form={form} name="password" />
    </MizanForm>
  )
}
