import { bootstrap5, Field, MizanForm } from '@mizan/react'
import { type HeldValue, HoldCalls } from '@mizan/react/auth'
import { type ReactNode, useEffect, useRef } from 'react'
import { useMfaReauthenticateForm, usePasskeyReauthentication, useReauthenticateForm } from '../mizan/auth.gen'
import { Line } from './line'
import { Passkey, Password } from './log-in'
import { Steps } from './steps'
import { Trouble } from './trouble'

/** Hold what lacks a proof, and ask for it: what was begun goes on by itself, and nothing has to be typed again. */
export function Prove() {
  return <HoldCalls prompt={(held) => <Dialog held={held} />} />
}

function Dialog({ held }: { readonly held: HeldValue }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('input:not([type=hidden])')?.focus()
  }, [])
  const isUnknown = held.calls[0]?.code === 'unauthenticated'
  return (
    <dialog ref={dialog} className="modal-content" aria-labelledby="prove" onClose={held.cancel}>
      <div className="modal-header">
        <h2 id="prove" className="modal-title">
          {isUnknown ? 'Log in to go on' : 'Is it you?'}
        </h2>
        <button type="button" className="btn-close" aria-label="Close" onClick={held.cancel} />
      </div>
      <p>{isUnknown ? 'What you have begun is kept, and goes on when you have logged in.' : 'This changes how you log in, so please prove who you are.'}</p>
      {isUnknown ? <LogIn /> : <Reauthenticate by={held.by} />}
    </dialog>
  )
}

function LogIn() {
  return (
    <Steps
      fallback={
        <>
          <Password />
          <div className="ways">
            <Passkey />
          </div>
        </>
      }
    />
  )
}

function Reauthenticate({ by }: Pick<HeldValue, 'by'>): ReactNode {
  const types = by.find(({ id }) => id === 'mfa_reauthenticate')?.types ?? []
  return (
    <>
      {by.some(({ id }) => id === 'reauthenticate') && <ByPassword />}
      {types.includes('totp') && <ByCode />}
      {types.includes('webauthn') && <ByPasskey />}
    </>
  )
}

function ByPassword() {
  const form = useReauthenticateForm()
  return (
    <MizanForm form={form} classes={bootstrap5} submit="Go on">
      <Field form={form} name="password">
        {(field) => <Line field={field} label="Password" autoComplete="current-password" />}
      </Field>
    </MizanForm>
  )
}

function ByCode() {
  return <MizanForm form={useMfaReauthenticateForm()} classes={bootstrap5} submit="Go on with the code" />
}

function ByPasskey() {
  const { ask, error, isSupported, pending } = usePasskeyReauthentication()
  if (!isSupported) return null
  return (
    <div className="ways">
      <button type="button" className="btn btn-outline-primary" disabled={pending} onClick={() => void ask().catch(() => undefined)}>
        Use a passkey
      </button>
      <Trouble error={error} />
    </div>
  )
}
