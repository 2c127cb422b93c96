import type { ReactNode } from 'react'
import { RequireAuth } from '../mizan/auth.gen'
import { withNext } from './log-in'

/** A part of the account: for who is logged in. */
export function Members({ children }: { readonly children: ReactNode }) {
  return (
    <RequireAuth
      loading={<p aria-busy="true">One moment …</p>}
      fallback={
        <p className="alert">
          This is for those who are logged in. <a href={withNext('/app/log-in/', location.pathname)}>Log in</a>
        </p>
      }
    >
      {children}
    </RequireAuth>
  )
}
