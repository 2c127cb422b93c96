import { type AnyFlow, type HeldCall, authOf } from '@mizan/base/auth'
import { type ReactNode, createElement, Fragment, useEffect } from 'react'
import { useClient } from '../provider.js'
import { useHeldCalls } from './auth.js'

/** Calls that wait until somebody has logged in, or has proved who they are. */
export interface HeldValue {
  readonly calls: readonly HeldCall[]
  /** How one may prove who one is, as the first call was told. */
  readonly by: readonly AnyFlow[]
  /** Give up: each call fails as it did at first. */
  readonly cancel: () => void
}

/** Hold the calls of this page that lack a proof, and tell which: the component that uses this asks for the proof. */
export function useHeld(): HeldValue {
  const auth = authOf(useClient())
  const { calls } = useHeldCalls()
  useEffect(() => auth.prove(), [auth])
  return { calls, by: calls[0]?.by ?? [], cancel: auth.cancel }
}

/** Hold calls that lack a proof, and show `prompt` beside `children` until all of them go on or are given up. */
export function HoldCalls({ prompt, children }: { readonly prompt: (held: HeldValue) => ReactNode; readonly children?: ReactNode }): ReactNode {
  const held = useHeld()
  return createElement(Fragment, null, children, held.calls.length > 0 && prompt(held))
}
