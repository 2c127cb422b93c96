/** Keeps calls that wait until somebody has logged in, or has proved who they are. */
import type { AnyOperation, CallOptions, Client } from '../client.js'
import type { MizanError } from '../errors.js'
import { type Store, createStore, patch } from '../store.js'
import { unanswered } from '../transport.js'
import { sessionOf } from './session.js'
import { follow, tell } from './tabs.js'
import type { AnyAuthState, AnyFlow } from './types.js'

/** A call that waits. Nothing of its input is told. */
export interface HeldCall {
  readonly name: string
  readonly code: 'unauthenticated' | 'reauthenticate'
  /** How one may prove who one is, where the server says so. */
  readonly by: readonly AnyFlow[]
}

/** What waits, and for whom. */
export interface Held {
  readonly calls: readonly HeldCall[]
  /** Whose data and pages stay although nobody is logged in: they may come back. */
  readonly owner: string | undefined
  /** What was known of them. */
  readonly state: AnyAuthState | undefined
}

/** What `@mizan/base/auth` knows of a client. */
export interface Auth {
  readonly held: Store<Held>
  /** Keep a call that was refused for want of a proof, where the page can ask for one; true: send it again. Raises MizanError. */
  hold(error: MizanError, operation: AnyOperation, options: CallOptions): Promise<boolean>
  /** Take note that somebody else is logged in than `before`. */
  renewed(before: string): void
  /** Put what a write of `auth.` answered in force. */
  apply(state: AnyAuthState): Promise<void>
  /** Say that the page can ask for a proof; returns how to take that back. */
  prove(this: void): () => void
  /** Give up what waits: each call fails as it did at first. */
  cancel(this: void): void
}

interface Entry extends HeldCall {
  readonly settle: (isProven: boolean) => void
}

const NOBODY = 'anonymous'
const UNOWNED = { owner: undefined, state: undefined }

/** Return what a client knows of auth. */
export function authOf(client: Client): Auth {
  return (client.auth ??= createAuth(client))
}

function createAuth(client: Client): Auth {
  const held = createStore<Held>({ calls: [], ...UNOWNED })
  const entries = new Set<Entry>()
  let provers = 0
  /** Calls that wait, those included that are not yet shown. */
  let waiting = 0
  let fresh: AnyAuthState | undefined

  const isNobody = (): boolean => client.session.identity === NOBODY
  const renew = (): Promise<void> => client.refreshSession().catch(() => undefined)
  const show = (): void => patch(held, { calls: [...entries] })
  const settle = (isProven: boolean): void => {
    for (const entry of [...entries]) entry.settle(isProven)
  }

  /** Wait for a proof, as long as the caller does. */
  function wait({ name }: AnyOperation, { code, params }: MizanError, { signal, timeout }: CallOptions): Promise<boolean> {
    let entry: Entry | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let abort = (): void => undefined
    const proof = new Promise<boolean>((resolve, reject) => {
      abort = () => reject(unanswered('aborted', signal?.reason))
      if (signal?.aborted) return abort()
      signal?.addEventListener('abort', abort)
      if (timeout) timer = setTimeout(() => reject(unanswered('timeout', undefined)), timeout)
      entry = { name, code: code as Entry['code'], by: (params['by'] ?? []) as readonly AnyFlow[], settle: resolve }
      entries.add(entry)
      show()
    })
    return proof.finally(() => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      if (entry) entries.delete(entry)
      show()
    })
  }

  /** Let nothing of who does not come back be seen any longer. */
  function leave(): void {
    if (--waiting || held.get().owner === undefined) return
    patch(held, UNOWNED)
    client.invalidate(undefined, true)
  }

  return {
    held,
    async hold(error, operation, options) {
      const isUnknown = error.code === 'unauthenticated'
      const isOfAuth = operation.name.startsWith('auth.')
      // The step that it belongs to is over, or somebody else is logged in.
      if (isOfAuth && error.code === 'conflict') void follow(client)
      if (!isUnknown && error.code !== 'reauthenticate') return false
      const isExpired = isUnknown && !isNobody()
      if (!provers || operation.readonly || (isUnknown && isOfAuth)) {
        if (isExpired) void renew()
        return false
      }
      waiting++
      try {
        if (isExpired) await renew()
        return await wait(operation, error, options)
      } finally {
        leave()
      }
    },
    renewed(before) {
      const { owner = before, state: known = sessionOf(client).get().data } = held.get()
      if (isNobody() && waiting) {
        patch(held, { owner, state: known })
        return client.invalidate('auth.session')
      }
      patch(held, UNOWNED)
      client.invalidate(undefined, owner !== client.session.identity)
      const state = fresh
      if (state) sessionOf(client).mutate(() => state)
      if (!isNobody()) settle(true)
    },
    async apply(state) {
      const { identity } = client.session
      // Who logs out gives up what waits; who was logged out comes back to it.
      if (state.status === 'anonymous' && !isNobody()) settle(false)
      fresh = state
      // What is shown for the new user begins with their tag and token.
      if (state.status !== 'pending') await renew()
      fresh = undefined
      sessionOf(client).mutate(() => state)
      if (client.session.identity !== identity) tell(client)
      if (state.status === 'authenticated') settle(true)
    },
    prove() {
      provers++
      return () => {
        if (!--provers) settle(false)
      }
    },
    cancel: () => settle(false),
  }
}
