import { type AnyAuthState, type AuthDefs, type Held, authOf, hear, sessionOf } from '@mizan/base/auth'
import { type ReactNode, useEffect, useMemo } from 'react'
import { useContextValue } from '../context.js'
import { useClient, useStore } from '../provider.js'
import { type Actions, useActions } from './actions.js'

/** Who is logged in, and what this site offers. */
export interface AuthValue<S, C> extends Actions {
  /** Undefined until it is known; `reauthenticate` while a call waits for a proof. */
  readonly state: S | undefined
  readonly config: C | undefined
  /** Ask the server again. */
  readonly refresh: () => Promise<S>
  readonly logout: () => Promise<void>
}

/** What stands before pages for those who are logged in. */
export interface RequireAuthProps<U> {
  readonly children?: ReactNode | ((user: U) => ReactNode)
  /** For who is not logged in. */
  readonly fallback?: ReactNode
  /** While a step of logging in is to be done; `fallback` by default. */
  readonly pending?: ReactNode
  /** Until the page knows. */
  readonly loading?: ReactNode
}

/** What draws each step; one that is missing does not compile. */
export interface PendingStepProps<T extends { readonly id: string }> {
  readonly steps: { readonly [K in T['id']]: (step: Extract<T, { readonly id: K }>) => ReactNode }
  /** While no step is to be done. */
  readonly fallback?: ReactNode
}

/** Return who is logged in and what this site offers, and hear from the other tabs. */
export function useAuth<S extends AnyAuthState, C>(auth: AuthDefs<S, C>): AuthValue<S, C> {
  const client = useClient()
  const session = useContextValue(auth.session)
  const { data: config } = useContextValue(auth.config)
  const { calls } = useHeldCalls()
  const { run, pending, error } = useActions()
  const { data } = session
  useEffect(() => hear(client), [client])
  const state = useMemo(() => shown(data, calls), [data, calls])
  const logout = (): Promise<void> => run(client.call(auth.logout, {}).then(() => undefined))
  return { state, config, refresh: session.refresh, logout, pending: pending || session.status === 'loading', error: error ?? session.error }
}

/** Show what is for those who are logged in. It stays while a call of theirs waits for them to log in again. */
export function requireAuth<S extends AnyAuthState, C, U extends object>(auth: AuthDefs<S, C>, props: RequireAuthProps<U>): ReactNode {
  const state = useShownState()
  const { children, fallback, pending = fallback, loading } = props
  if (!state) return loading
  if ('user' in state) return typeof children === 'function' ? children(state.user as U) : children
  return state.status === 'pending' ? pending : fallback
}

/** Show the step that is to be done next. */
export function pendingStep<S extends AnyAuthState, C, T extends { readonly id: string }>(auth: AuthDefs<S, C>, { steps, fallback }: PendingStepProps<T>): ReactNode {
  const { data: state } = useContextValue(auth.session)
  if (state?.status !== 'pending') return fallback
  const { id } = state.step
  return Object.hasOwn(steps, id) ? steps[id as T['id']](state.step as Extract<T, { readonly id: T['id'] }>) : fallback
}

/** Who the page is for: those whose call waits for them to log in again, too. */
export function useShownState(): AnyAuthState | undefined {
  const { data } = useStore(sessionOf(useClient()))
  return useHeldCalls().state ?? data
}

/** What waits for a proof. */
export function useHeldCalls(): Held {
  return useStore(authOf(useClient()).held)
}

function shown<S extends AnyAuthState>(state: S | undefined, calls: Held['calls']): S | undefined {
  const call = calls.find(({ code }) => code === 'reauthenticate')
  // The only one that the server never says; every `AuthState` has it.
  return state?.status === 'authenticated' && call ? ({ ...state, status: 'reauthenticate', by: call.by } as AnyAuthState as S) : state
}
