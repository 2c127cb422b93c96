import type { OperationDef } from '@mizan/base'
import type { AnyAuthResult, Nothing } from '@mizan/base/auth'
import { useState } from 'react'
import { useClient } from '../provider.js'
import { type Actions, dataOf, useActions } from './actions.js'
import { useList } from './list.js'

/** A second factor of the user. */
export interface Factor {
  readonly type: string
}

/** Whether an authenticator app is in use; if not, what it needs to be told. */
export type AnyTotp = { readonly active: true } | { readonly active: false; readonly secret: string; readonly totp_url: string }

/** The operations on an authenticator app. */
export interface TotpDefs<A extends Factor, T extends AnyTotp> {
  readonly authenticators: OperationDef<Nothing, A[]>
  readonly deactivateTotp: OperationDef<Nothing, AnyAuthResult<null>>
  readonly totp: OperationDef<Nothing, AnyAuthResult<T>>
}

/** The authenticator app of the user. */
export interface TotpValue<A, T> extends Actions {
  /** The app that is in use, null without one, undefined until it is known. */
  readonly authenticator: Extract<A, { readonly type: 'totp' }> | null | undefined
  /** The secret that `begin` made, until the first code is confirmed (`useActivateTotpForm`). */
  readonly setup: Extract<T, { readonly active: false }> | undefined
  /** Make a new secret. It is never made by itself: each one replaces the one before. */
  readonly begin: () => Promise<void>
  readonly deactivate: () => Promise<void>
}

/** Set up the authenticator app of the user, or do without it. */
export function useTotp<A extends Factor, T extends AnyTotp>({ authenticators, deactivateTotp, totp }: TotpDefs<A, T>): TotpValue<A, T> {
  const client = useClient()
  const { data, error: unread, resource } = useList(authenticators)
  const { run, pending, error } = useActions()
  const [setup, setSetup] = useState<T>()
  const authenticator = data && ((data.find(({ type }) => type === 'totp') ?? null) as Extract<A, { readonly type: 'totp' }> | null)
  if (authenticator && setup) setSetup(undefined)

  async function begin(): Promise<void> {
    const made = await dataOf(client, totp, {})
    setSetup(made?.active ? undefined : made)
    if (made?.active) await resource.refresh()
  }

  async function deactivate(): Promise<void> {
    await client.call(deactivateTotp, {})
    await resource.refresh()
  }
  return {
    authenticator,
    setup: setup as Extract<T, { readonly active: false }> | undefined,
    begin: () => run(begin()),
    deactivate: () => run(deactivate()),
    pending,
    error: error ?? unread,
  }
}
