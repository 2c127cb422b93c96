import type { OperationDef } from '@mizan/base'
import type { AnyAuthResult, Nothing } from '@mizan/base/auth'
import { useClient } from '../provider.js'
import { type Actions, dataOf, useActions } from './actions.js'
import { useList } from './list.js'

/** The operations on accounts at other sites. */
export interface ConnectionDefs<C> {
  readonly connections: OperationDef<Nothing, C[]>
  readonly disconnect: OperationDef<{ provider: string; account: string }, AnyAuthResult<C[]>>
}

/** The accounts at other sites with which the user logs in. */
export interface Connections<C> extends Actions {
  readonly connections: readonly C[] | undefined
  readonly disconnect: (provider: string, account: string) => Promise<void>
}

/** Read and undo the connections of the user; `redirectToProvider` makes one. */
export function useConnections<C>({ connections, disconnect }: ConnectionDefs<C>): Connections<C> {
  const client = useClient()
  const { data, error: unread, resource } = useList(connections)
  const { run, pending, error } = useActions()
  const undo = async (provider: string, account: string): Promise<void> => {
    const left = await dataOf(client, disconnect, { provider, account })
    if (left) resource.mutate(() => left)
  }
  return { connections: data, disconnect: (provider, account) => run(undo(provider, account)), pending, error: error ?? unread }
}
