import type { OperationDef } from '@mizan/base'
import type { AnyAuthResult, Nothing } from '@mizan/base/auth'
import { useClient } from '../provider.js'
import { type Actions, dataOf, useActions } from './actions.js'
import { useList } from './list.js'

/** The operations on sessions. */
export interface SessionDefs<S> {
  readonly sessions: OperationDef<Nothing, S[]>
  readonly endSessions: OperationDef<{ sessions: number[] }, AnyAuthResult<S[]>>
}

/** Where the user is logged in. */
export interface Sessions<S> extends Actions {
  readonly sessions: readonly S[] | undefined
  /** Log out there; who ends the own one is logged out here. */
  readonly end: (...ids: number[]) => Promise<void>
}

/** Read and end the sessions of the user. */
export function useSessions<S>({ sessions, endSessions }: SessionDefs<S>): Sessions<S> {
  const client = useClient()
  const { data, error: unread, resource } = useList(sessions)
  const { run, pending, error } = useActions()
  const end = async (ids: number[]): Promise<void> => {
    const left = await dataOf(client, endSessions, { sessions: ids })
    if (left) resource.mutate(() => left)
  }
  return { sessions: data, end: (...ids) => run(end(ids)), pending, error: error ?? unread }
}
