import type { OperationDef } from '@mizan/base'
import type { AnyAuthResult, Nothing } from '@mizan/base/auth'
import { useClient } from '../provider.js'
import { type Actions, useActions } from './actions.js'
import { useList } from './list.js'

/** The operations on numbers. */
export interface PhoneDefs<P> {
  readonly phone: OperationDef<Nothing, P[]>
  readonly resendPhoneCode: OperationDef<Nothing, AnyAuthResult<null>>
}

/** The number of the user. */
export interface Phones<P> extends Actions {
  /** The number, null where there is none, undefined until it is known. */
  readonly phone: P | null | undefined
  /** Send the code that verifies the number once more. */
  readonly resend: () => Promise<void>
}

/** Read the number of the user. */
export function usePhone<P>({ phone, resendPhoneCode }: PhoneDefs<P>): Phones<P> {
  const client = useClient()
  const { data, error: unread } = useList(phone)
  const { run, pending, error } = useActions()
  const resend = (): Promise<void> => run(client.call(resendPhoneCode, {}).then(() => undefined))
  return { phone: data && (data[0] ?? null), resend, pending, error: error ?? unread }
}
