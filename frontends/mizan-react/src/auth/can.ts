import { type Snapshot, can } from '@mizan/base'
import { type Policies, judge, sessionOf } from '@mizan/base/auth'
import type { ReactNode } from 'react'
import { useClient, useStore } from '../provider.js'
import { useShownState } from './auth.js'

/** What is for those alone who may call an operation. */
export interface CanProps<N extends string> {
  readonly do: N
  /** For the others, and until the page knows. */
  readonly fallback?: ReactNode
  readonly children?: ReactNode
}

/** Whether this user may call an operation; undefined until the page knows. The server is asked where who is logged in does not tell. */
export function useCan<N extends string>(policies: Policies<N>, operation: N): boolean | undefined {
  const client = useClient()
  const verdict = judge(policies, operation, useShownState())
  const asked = verdict === 'ask'
  const { data } = useStore<Snapshot<unknown>>(asked ? can(client, operation) : sessionOf(client))
  return asked ? (data as Readonly<Record<string, boolean>> | undefined)?.[operation] : verdict
}

/** Show `children` to those who may call an operation, and `fallback` to the others. */
export function showTo<N extends string>(policies: Policies<N>, props: CanProps<N>): ReactNode {
  return useCan(policies, props.do) ? props.children : props.fallback
}
