import { type Client, MizanError, type OperationDef } from '@mizan/base'
import type { AnyAuthResult } from '@mizan/base/auth'
import { useRef, useState } from 'react'

/** How the latest action of a hook went. Its promise may be left alone: a failure is in `error` too. */
export interface Actions {
  readonly pending: boolean
  readonly error: MizanError | undefined
}

interface Running extends Actions {
  readonly run: <T>(work: Promise<T>) => Promise<T>
}

/** Follow what a hook does; the latest action wins. */
export function useActions(): Running {
  const [{ pending, error }, setOutcome] = useState<Actions>({ pending: false, error: undefined })
  const latest = useRef<Promise<unknown>>(undefined)
  const run = <T>(work: Promise<T>): Promise<T> => {
    const settle = (failure?: unknown): void => {
      if (latest.current === work) setOutcome({ pending: false, error: failure instanceof MizanError ? failure : undefined })
    }
    latest.current = work
    setOutcome({ pending: true, error: undefined })
    work.then(() => settle(), settle)
    return work
  }
  return { pending, error, run }
}

/** Call a write of `auth.` and return its data; undefined where it answers who is logged in. */
export async function dataOf<I, D>(client: Client, operation: OperationDef<I, AnyAuthResult<D>>, input: I): Promise<D | undefined> {
  const result = await client.call(operation, input)
  return result.kind === 'ok' ? result.data : undefined
}
