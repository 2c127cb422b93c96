import { bootstrap5, MizanForm } from '@mizan/react'
import { useRequestLoginCodeForm } from '../mizan/auth.gen'
import { Entrance, withNext } from './log-in'

/** Log in with a code that comes by mail: ask for it here, the step that follows takes it. */
export function LogInCode({ slug: next }: { slug: string }) {
  const form = useRequestLoginCodeForm()
  return (
    <Entrance next={next}>
      <MizanForm form={form} classes={bootstrap5} submit="Send the code" />
      <p className="aside">
        <a href={withNext('/app/log-in/', next)}>Log in with a password</a>
      </p>
    </Entrance>
  )
}
