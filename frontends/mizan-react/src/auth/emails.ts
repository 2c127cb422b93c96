import type { OperationDef } from '@mizan/base'
import type { AnyAuthResult, Nothing } from '@mizan/base/auth'
import { useClient } from '../provider.js'
import { type Actions, dataOf, useActions } from './actions.js'
import { useList } from './list.js'

interface Address {
  readonly email: string
}

/** The operations on addresses. */
export interface EmailDefs<E> {
  readonly emails: OperationDef<Nothing, E[]>
  readonly primaryEmail: OperationDef<Address, AnyAuthResult<E[]>>
  readonly removeEmail: OperationDef<Address, AnyAuthResult<E[]>>
  readonly resendEmail: OperationDef<Address, AnyAuthResult<null>>
}

/** The addresses of the user. */
export interface Emails<E> extends Actions {
  readonly emails: readonly E[] | undefined
  readonly makePrimary: (email: string) => Promise<void>
  readonly remove: (email: string) => Promise<void>
  /** Send the mail that verifies an address once more. */
  readonly resend: (email: string) => Promise<void>
}

/** Read and change the addresses of the user. */
export function useEmails<E>({ emails, primaryEmail, removeEmail, resendEmail }: EmailDefs<E>): Emails<E> {
  const client = useClient()
  const { data, error: unread, resource } = useList(emails)
  const { run, pending, error } = useActions()
  const change = async (operation: EmailDefs<E>['primaryEmail'], email: string): Promise<void> => {
    const left = await dataOf(client, operation, { email })
    if (left) resource.mutate(() => left)
  }
  return {
    emails: data,
    makePrimary: (email) => run(change(primaryEmail, email)),
    remove: (email) => run(change(removeEmail, email)),
    resend: (email) => run(client.call(resendEmail, { email }).then(() => undefined)),
    pending,
    error: error ?? unread,
  }
}
