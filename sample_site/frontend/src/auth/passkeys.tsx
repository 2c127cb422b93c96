import { type SubmitEvent, useState } from 'react'
import { type AuthPasskey, usePasskeys } from '../mizan/auth.gen'
import { Members } from './members'
import { Trouble } from './trouble'
import { When } from './when'

/** The passkeys of an account. */
export function Passkeys() {
  return (
    <Members>
      <List />
    </Members>
  )
}

function List() {
  const { passkeys, add, rename, remove, isSupported, pending, error } = usePasskeys()
  const [said, say] = useState('')
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const name = nameIn(form)
    void add({ ...(name && { name }), passwordless: true })
      .then((added) => {
        form.reset()
        say(added?.recovery_codes_generated ? 'The passkey is added. There are recovery codes now, for the day when it is lost.' : 'The passkey is added.')
      })
      .catch(() => say(''))
  }
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">Passkeys</h2>
      <p>A passkey lives in your device, and logs you in without a password. It is your second factor, too.</p>
      {passkeys?.length === 0 && <p>You have none yet.</p>}
      <ul className="things" aria-busy={!passkeys}>
        {passkeys?.map((passkey) => (
          <Passkey key={passkey.id} passkey={passkey} disabled={pending} rename={(name) => rename(passkey.id, name)} remove={() => remove(passkey.id)} />
        ))}
      </ul>
      <p role="status">{said}</p>
      <Trouble error={error} />
      {isSupported ? (
        <form onSubmit={submit}>
          <div className="mb-3">
            <label className="form-label" htmlFor="passkey-name">
              Name of the new one
            </label>
            <input className="form-control" id="passkey-name" name="name" maxLength={100} autoComplete="off" aria-describedby="passkey-help" />
            <div className="form-text" id="passkey-help">
              So that you know it again: “Laptop”, “Blue key”.
            </div>
          </div>
          <button className="btn btn-primary" disabled={pending}>
            Add a passkey
          </button>
        </form>
      ) : (
        <p>This browser has no passkeys.</p>
      )}
    </section>
  )
}

interface PasskeyProps {
  readonly passkey: AuthPasskey
  readonly disabled: boolean
  readonly rename: (name: string) => Promise<void>
  readonly remove: () => Promise<void>
}

function Passkey({ passkey, disabled, rename, remove }: PasskeyProps) {
  const [isOpen, open] = useState(false)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const name = nameIn(event.currentTarget as HTMLFormElement)
    void rename(name).then(
      () => open(false),
      () => undefined,
    )
  }
  if (isOpen) {
    return (
      <li>
        <form className="inline" onSubmit={submit}>
          <input className="form-control" name="name" defaultValue={passkey.name} aria-label={`New name of ${passkey.name}`} required autoFocus />
          <button className="btn btn-primary" disabled={disabled}>
            Rename
          </button>
          <button type="button" className="link" onClick={() => open(false)}>
            Cancel
          </button>
        </form>
      </li>
    )
  }
  return (
    <li>
      <span>
        {passkey.name}{' '}
        <small>
          added <When at={passkey.created_at} />
          {passkey.last_used_at && (
            <>
              , used <When at={passkey.last_used_at} />
            </>
          )}
        </small>
      </span>
      <span className="actions">
        <button type="button" className="link" disabled={disabled} onClick={() => open(true)} aria-label={`Rename ${passkey.name}`}>
          Rename
        </button>
        <button type="button" className="link" disabled={disabled} onClick={() => void remove().catch(() => undefined)} aria-label={`Remove ${passkey.name}`}>
          Remove
        </button>
      </span>
    </li>
  )
}

function nameIn(form: HTMLFormElement): string {
  const name = new FormData(form).get('name')
  return typeof name === 'string' ? name : ''
}
