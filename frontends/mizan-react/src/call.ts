import type { CallArguments, CallError, CallOptions, OperationDef } from '@mizan/base'
import { useRef, useState } from 'react'
import { useClient } from './provider.js'

/** One operation and how its latest call went. */
export interface CallState<I, O, E> {
  /** Call it. The promise may be left alone: a failure is in `error` too. */
  readonly call: (...args: CallArguments<I>) => Promise<O>
  readonly data: O | undefined
  readonly error: CallError<E> | undefined
  readonly pending: boolean
  /** Forget data and error; an answer on its way is not shown. */
  readonly reset: () => void
}

interface Outcome<O, E> {
  readonly data?: O | undefined
  readonly error?: CallError<E>
  readonly pending?: true
}

/** Call an operation from a component; the latest call wins. */
export function useCall<I, O, E>(operation: OperationDef<I, O, E>): CallState<I, O, E> {
  const client = useClient()
  const [outcome, setOutcome] = useState<Outcome<O, E>>({})
  const latest = useRef<Promise<O>>(undefined)
  const call = (input = {} as I, options?: CallOptions): Promise<O> => {
    const answer = client.call(operation, input, options)
    const settle = (next: Outcome<O, E>): void => {
      if (latest.current === answer) setOutcome(next)
    }
    latest.current = answer
    setOutcome(({ data }) => ({ data, pending: true }))
    answer.then(
      (data) => settle({ data }),
      (error: unknown) => settle({ error: error as CallError<E> }),
    )
    return answer
  }
  const reset = (): void => {
    latest.current = undefined
    setOutcome({})
  }
  return { call, data: outcome.data, error: outcome.error, pending: outcome.pending ?? false, reset }
}
