import type { Client, Store } from '@mizan/base'
import { type ReactNode, createContext, createElement, useContext, useSyncExternalStore } from 'react'

const PageClient = createContext<Client | undefined>(undefined)

/** Give the page's client to everything below. */
export function MizanProvider({ client, children }: { readonly client: Client; readonly children?: ReactNode }): ReactNode {
  return createElement(PageClient, { value: client }, children)
}

/** Return the page's client. */
export function useClient(): Client {
  const client = useContext(PageClient)
  if (!client) throw new Error('Put <MizanProvider client={createClient()}> around this.')
  return client
}

/** Render again when a store changes; on a server and while hydrating, the value that it has stands. */
export function useStore<T>(store: Pick<Store<T>, 'get' | 'subscribe'>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.get)
}
