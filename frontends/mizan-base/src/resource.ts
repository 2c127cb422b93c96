import type { Client } from './client.js'
import { MizanError, failureOf } from './errors.js'
import type { HydratedContext } from './hydration.js'
import { canonicalJson } from './json.js'
import type { ContextDef } from './operations.js'
import { createStore, patch } from './store.js'

/** What a page holds of a context. An error leaves the data that was there. */
export interface Snapshot<T> {
  readonly status: 'idle' | 'loading' | 'ready' | 'error'
  readonly data: T | undefined
  readonly error: MizanError | undefined
  /** A write has made the data old; it is being asked for again where somebody watches. */
  readonly stale: boolean
}

/** Shared server data: read on first use, read again when a write made it stale. */
export interface Resource<T> {
  get(this: void): Snapshot<T>
  /** Watch; the first one to watch what is not there or stale loads it. */
  subscribe(this: void, listener: () => void): () => void
  /** Return the data, from the server where it is not there or stale. */
  load(this: void): Promise<T>
  /** Ask the server again. */
  refresh(this: void): Promise<T>
  /** Change the data here until the server is asked again. Returns how to take that back, as long as nothing newer is there. */
  mutate(this: void, change: (data: T | undefined) => T): () => void
  /** Mark the data as stale, or forget it where it is another user's; ask again if anybody watches. */
  invalidate(this: void, isOthers?: boolean): void
}

const IDLE = { status: 'idle', data: undefined, error: undefined, stale: false } as const

const CAN: ContextDef<{ names: string[] }, Readonly<Record<string, boolean>>> = {
  name: 'mizan.can',
  scope: 'local',
  operation: { name: 'mizan.can', readonly: true },
}

/** Return the one resource that a page holds of this context and input. */
export function resourceOf<P, D>(client: Client, context: ContextDef<P, D>, input: P): Resource<D> {
  const key = resourceKey(context.name, input)
  let known = client.resources.get(key)
  if (!known) {
    const embedded = client.embedded.find(({ name, input }) => resourceKey(name, input) === key)
    known = [context.name, createResource<unknown>(() => client.call(context.operation, input), embedded && revive(embedded))]
    client.resources.set(key, known)
  }
  return known[1] as Resource<D>
}

/** Tell whether this user may call an operation: a hint to show or hide, the server judges. */
export function can(client: Client, operation: string): Resource<Readonly<Record<string, boolean>>> {
  return resourceOf(client, CAN, { names: [operation] })
}

function createResource<T>(read: () => Promise<T>, first: Snapshot<T> = IDLE): Resource<T> {
  const store = createStore<Snapshot<T>>(first)
  let watchers = 0
  let version = 0
  let running: Promise<T> | undefined

  async function run(): Promise<T> {
    for (;;) {
      const begun = version
      patch(store, { status: 'loading' })
      try {
        const data = await read()
        if (begun !== version) continue
        running = undefined
        store.set({ ...IDLE, status: 'ready', data })
        return data
      } catch (error) {
        if (begun !== version) continue
        running = undefined
        patch(store, { status: 'error', error: error as MizanError })
        throw error
      }
    }
  }
  const refresh = (): Promise<T> => (running ??= run())
  const isFresh = (): boolean => store.get().status === 'ready' && !store.get().stale
  const load = (): Promise<T> => (isFresh() ? Promise.resolve(store.get().data as T) : refresh())
  const loadQuietly = (): void => void load().catch(() => undefined)

  return {
    get: store.get,
    subscribe(listener) {
      const stop = store.subscribe(listener)
      if (!watchers++ && (store.get().status === 'idle' || store.get().stale)) loadQuietly()
      return () => {
        watchers--
        stop()
      }
    },
    load,
    refresh,
    mutate(change) {
      const before = store.get()
      const after = { ...before, status: 'ready', data: change(before.data) } as const
      store.set(after)
      return () => {
        if (store.get() === after) store.set(before)
      }
    },
    invalidate(isOthers) {
      version++
      if (isOthers) store.set(IDLE)
      else if (store.get().status !== 'idle') patch(store, { stale: true })
      if (watchers) loadQuietly()
    },
  }
}

function resourceKey(name: string, input: unknown): string {
  return `${name}\n${canonicalJson(input)}`
}

/** Revive an embedded context, failures too: what was denied is not asked again by itself. */
function revive(context: HydratedContext): Snapshot<unknown> {
  if (context.error === undefined) return { ...IDLE, status: 'ready', data: context.data }
  return { ...IDLE, status: 'error', error: failureOf(0, context.error) }
}
