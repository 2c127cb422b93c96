import { useEffect } from 'react'
import { Done } from '../done'
import { useEmailVerification, useVerifyEmailForm } from '../mizan/auth.gen'
import { Trouble } from './trouble'

/** Where the link of a mail leads: the address is shown, and confirmed by a button, for programs open links too. */
export function Verify({ slug: key }: { slug: string }) {
  const { call, data, error } = useEmailVerification()
  const form = useVerifyEmailForm({ initial: { key } })
  useEffect(() => void call({ key }).catch(() => undefined), [key])
  if (form.status === 'success') {
    const isIn = form.result?.auth.status === 'authenticated'
    return (
      <Done title="Your address is confirmed">
        {isIn ? 'You are logged in. ' : ''}
        <a href={isIn ? '/app/account/' : '/app/log-in/'}>{isIn ? 'To your account' : 'Log in'}</a>
      </Done>
    )
  }
  if (error) {
    return (
      <p className="alert alert-danger" role="alert">
        This link is not good, or not any more. <a href="/app/log-in/">Log in</a>, and we send another.
      </p>
    )
  }
  if (!data) return <p aria-busy="true">One moment …</p>
  return (
    <form {...form.formProps}>
      <p>
        <strong>{data.data.email}</strong> is the address of {data.data.user.display}.
      </p>
      <button className="btn btn-primary" disabled={form.pending}>
        This is my address
      </button>
      <Trouble error={form.error} />
    </form>
  )
}
