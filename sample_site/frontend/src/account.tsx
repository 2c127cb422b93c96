import { useClient } from '@mizan/react'
import { useCurrentUser } from './mizan/react.gen'

/** Who is logged in, in the header. It comes with the page, so the first paint asks nobody. */
export function Account() {
  const { data: user } = useCurrentUser()
  const { csrf } = useClient().session
  if (!user) return <a href={`/log-in/?next=${encodeURIComponent(location.pathname)}`}>Log in</a>
  return (
    <>
      <span className="who">
        <a href="/app/profile/">{user.name}</a> <a href="/app/proposals/">Proposals</a>
        {user.seats > 0 && <small> {user.seats === 1 ? '1 seat' : `${user.seats} seats`}</small>}
        {user.is_staff && <a href="/admin/">Desk</a>}
      </span>
      <form method="post" action="/log-out/">
        <input type="hidden" name="csrfmiddlewaretoken" value={csrf ?? ''} />
        <button className="plain-link">Log out</button>
      </form>
    </>
  )
}
