import type { OperationDef } from '@mizan/base'
import type { AnyAuthResult, Nothing } from '@mizan/base/auth'
import { useState } from 'react'
import { useClient } from '../provider.js'
import { type Actions, dataOf, useActions } from './actions.js'
import { useList } from './list.js'
import type { Factor } from './totp.js'

/** The operations on recovery codes. */
export interface RecoveryCodeDefs<A extends Factor, R> {
  readonly authenticators: OperationDef<Nothing, A[]>
  readonly generateRecoveryCodes: OperationDef<Nothing, AnyAuthResult<R>>
  readonly recoveryCodes: OperationDef<Nothing, AnyAuthResult<R | null>>
}

/** The recovery codes of the user. */
export interface RecoveryCodesValue<A, R> extends Actions {
  /** How many there are, null without any, undefined until it is known. */
  readonly summary: Extract<A, { readonly type: 'recovery_codes' }> | null | undefined
  /** The codes themselves, after `view` or `generate`, until `forget`. */
  readonly codes: R | undefined
  readonly view: () => Promise<void>
  /** Make new codes; the old ones are void. */
  readonly generate: () => Promise<void>
  readonly forget: () => void
}

/** Look at the recovery codes of the user, or make new ones. */
export function useRecoveryCodes<A extends Factor, R>(defs: RecoveryCodeDefs<A, R>): RecoveryCodesValue<A, R> {
  const client = useClient()
  const { data, error: unread, resource } = useList(defs.authenticators)
  const { run, pending, error } = useActions()
  const [codes, setCodes] = useState<R>()

  async function generate(): Promise<void> {
    setCodes(await dataOf(client, defs.generateRecoveryCodes, {}))
    await resource.refresh()
  }
  return {
    summary: data && ((data.find(({ type }) => type === 'recovery_codes') ?? null) as Extract<A, { readonly type: 'recovery_codes' }> | null),
    codes,
    view: () => run(dataOf(client, defs.recoveryCodes, {}).then((seen) => setCodes(seen ?? undefined))),
    generate: () => run(generate()),
    forget: () => setCodes(undefined),
    pending,
    error: error ?? unread,
  }
}
