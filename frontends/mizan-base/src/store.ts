/** A value that can be watched: all that a framework's adapter needs to know of the kernel. */
export interface Store<T> {
  get(this: void): T
  set(this: void, value: T): void
  /** Call `listener` after each change; returns the way to stop. */
  subscribe(this: void, listener: () => void): () => void
}

/** Make a store. Setting the value that it has already tells nobody. */
export function createStore<T>(value: T): Store<T> {
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Change some keys of the object in a store; tells nobody when nothing differs. */
export function patch<T extends object>(store: Store<T>, change: Partial<T>): void {
  const now = store.get()
  const keys = Object.keys(change) as (keyof T)[]
  if (keys.some((key) => !Object.is(now[key], change[key]))) store.set({ ...now, ...change })
}
