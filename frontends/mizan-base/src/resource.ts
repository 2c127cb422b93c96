import { MizanError, failureOf } from './errors.js'
import type { HydratedContext } from './hydration.js'
import { canonicalJson } from './json.js'
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
  /** Change the data here until the server is asked again. */
  mutate(this: void, change: (data: T | undefined) => T): void
  /** Mark the data as stale, and ask again if anybody watches. */
  invalidate(this: void): void
}

const IDLE = { status: 'idle', data: undefined, error: undefined, stale: false } as const

/** Make a resource that reads with `read`. */
export function createResource<T>(read: () => Promise<T>, first: Snapshot<T> = IDLE): Resource<T> {
  const store = createStore<Snapshot<T>>(first)
  let watchers = 0
  let version = 0
  let running: Promise<T> | undefined

  async function run(): Promise<T> {
    patch(store, { status: 'loading' })
    try {
      let begun: number
      let data: T
      do {
        begun = version
        data = await read()
      } while (begun !== version)
      store.set({ ...IDLE, status: 'ready', data })
      return data
    } catch (error) {
      patch(store, { status: 'error', error: error as MizanError })
      throw error
    } finally {
      running = undefined
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
    mutate: (change) => store.set({ ...store.get(), status: 'ready', data: change(store.get().data) }),
    invalidate() {
      version++
      if (store.get().status !== 'idle') patch(store, { stale: true })
      if (watchers) loadQuietly()
    },
  }
}

/** Name what a client holds: one context with one input. */
export function resourceKey(name: string, input: unknown): string {
  return `${name}\n${canonicalJson(input)}`
}

/** Revive an embedded context, failures too: what was denied is not asked again by itself. */
export function revive(context: HydratedContext): Snapshot<unknown> {
  if (context.error === undefined) return { ...IDLE, status: 'ready', data: context.data }
  return { ...IDLE, status: 'error', error: failureOf(0, context.error) }
}
