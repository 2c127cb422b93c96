import { useConnections } from '../mizan/auth.gen'
import { Members } from './members'
import { Providers, Refusal } from './providers'
import { Trouble } from './trouble'

/** The accounts at other sites with which one logs in. */
export function Connections() {
  return (
    <Members>
      <List />
    </Members>
  )
}

function List() {
  const { connections, disconnect, pending, error } = useConnections()
  return (
    <section aria-labelledby="connections">
      <h2 id="connections">Connected accounts</h2>
      <Refusal />
      {connections?.length === 0 && <p>There is none yet. With one, you log in here by logging in there.</p>}
      <ul className="things" aria-busy={!connections}>
        {connections?.map(({ uid, provider, display }) => (
          <li key={`${provider.id} ${uid}`}>
            <span>
              {provider.name} <small>{display}</small>
            </span>
            <button type="button" className="link" disabled={pending} onClick={() => void disconnect(provider.id, uid).catch(() => undefined)} aria-label={`Disconnect ${display} of ${provider.name}`}>
              Disconnect
            </button>
          </li>
        ))}
      </ul>
      <Trouble error={error} />
      <div className="ways">
        <Providers process="connect" back="/app/account/connections/" />
      </div>
    </section>
  )
}
