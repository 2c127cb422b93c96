import { Prove } from './auth/prove'
import { useAuth } from './mizan/auth.gen'
import { useCurrentUser } from './mizan/react.gen'

/** Who is logged in, in the header, and the dialog that asks for a proof. It comes with the page, so the first paint asks nobody. */
export function Account() {
  return (
    <>
      <Who />
      <Prove />
    </>
  )
}

function Who() {
  const { data: user } = useCurrentUser()
  const { state, logout, pending } = useAuth()
  if (!user) {
    const isHere = location.pathname.startsWith('/app/log-in/')
    return <a href={`/app/log-in/${isHere ? '' : `?next=${encodeURIComponent(location.pathname)}`}`}>{state?.status === 'pending' ? 'Go on logging in' : 'Log in'}</a>
  }
  return (
    <>
      <span className="who">
        <a href="/app/profile/">{user.name}</a> <a href="/app/proposals/">Proposals</a>
        {user.seats > 0 && <small> {user.seats === 1 ? '1 seat' : `${user.seats} seats`}</small>}
        <a href="/app/account/">Account</a>
        {user.is_staff && <a href="/admin/">Desk</a>}
      </span>
      <button type="button" className="plain-link" disabled={pending} onClick={() => void logout().then(() => location.assign('/'))}>
        Log out
      </button>
    </>
  )
}
