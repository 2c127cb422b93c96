import { bootstrap5, MizanForm, trustedHtml } from '@mizan/react'
import { useSignupForm } from '../mizan/auth.gen'
import { Entrance, withNext } from './log-in'
import { Providers } from './providers'

/** Make an account. The address is confirmed before it can be used. */
export function Join({ slug: next }: { slug: string }) {
  const form = useSignupForm()
  return (
    <Entrance next={next}>
      <MizanForm form={form} classes={bootstrap5} html={trustedHtml} submit="Make an account" />
      <div className="ways">
        <Providers process="login" back={withNext('/app/log-in/', next)} />
      </div>
      <p className="aside">
        You have one? <a href={withNext('/app/log-in/', next)}>Log in</a>
      </p>
    </Entrance>
  )
}
