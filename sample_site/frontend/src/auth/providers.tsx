import type { MizanError } from '@mizan/base'
import { useClient } from '@mizan/react'
import { useState } from 'react'
import { redirectToProvider, useAuth } from '../mizan/auth.gen'
import { Trouble } from './trouble'

interface ProvidersProps {
  /** What the account elsewhere is for: to log in with it, or to add it to the own one. */
  readonly process: 'login' | 'connect'
  /** Where the browser comes back to. */
  readonly back: string
}

/** A button for each site that can be asked who somebody is. */
export function Providers({ process, back }: ProvidersProps) {
  const client = useClient()
  const { config } = useAuth()
  const [error, setError] = useState<MizanError>()
  const leave = (provider: string): void => void redirectToProvider(client, { provider, process, callbackUrl: back }).catch(setError)
  return (
    <>
      {config?.socialaccount?.providers.map(({ id, name }) => (
        <button key={id} type="button" className="btn btn-outline-primary" onClick={() => leave(id)}>
          {process === 'login' ? `Go on with ${name}` : `Connect ${name}`}
        </button>
      ))}
      <Trouble error={error} />
    </>
  )
}

/** What a provider's refusal says when the browser has come back. */
export function Refusal() {
  const error = new URLSearchParams(location.search).get('error')
  if (!error) return null
  return (
    <p className="alert alert-danger" role="alert">
      {error === 'cancelled' ? 'You did not go through with it.' : 'The other site did not say who you are. Please try again.'}
    </p>
  )
}
