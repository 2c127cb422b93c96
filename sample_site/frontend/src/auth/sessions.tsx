import { useSessions } from '../mizan/auth.gen'
import { Members } from './members'
import { Trouble } from './trouble'
import { When } from './when'

/** Where one is logged in. */
export function Sessions() {
  return (
    <Members>
      <List />
    </Members>
  )
}

function List() {
  const { sessions, end, pending, error } = useSessions()
  const others = sessions?.filter(({ is_current }) => !is_current) ?? []
  const leave = (...ids: number[]): void => void end(...ids).catch(() => undefined)
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Where you are logged in</h2>
      <ul className="things" aria-busy={!sessions}>
        {sessions?.map(({ id, user_agent, ip, created_at, last_seen_at, is_current }) => (
          <li key={id}>
            <span>
              {browserOf(user_agent)} {is_current && <small>this one</small>}
              <br />
              <small>
                {ip}, since <When at={created_at} />
                {last_seen_at !== undefined && (
                  <>
                    , last seen <When at={last_seen_at} />
                  </>
                )}
              </small>
            </span>
            {!is_current && (
              <button type="button" className="link" disabled={pending} onClick={() => leave(id)} aria-label={`Log out there: ${browserOf(user_agent)} at ${ip}`}>
                Log out there
              </button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <button type="button" className="btn btn-outline-primary" disabled={pending} onClick={() => leave(...others.map(({ id }) => id))}>
          Log out everywhere else
        </button>
      )}
      {sessions && others.length === 0 && <p>Nowhere else.</p>}
      <Trouble error={error} />
    </section>
  )
}

/** A browser's name, as far as what it says of itself tells. */
function browserOf(agent: string): string {
  const name = /(Edg|OPR|Firefox|Chrome|Safari)/.exec(agent)?.[1] ?? 'A browser'
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1]
  const known = { Edg: 'Edge', OPR: 'Opera' }[name] ?? name
  return system ? `${known} on ${system.replace('Mac OS X', 'a Mac')}` : known
}
