import { failureOf } from './errors.js'
import { canonicalJson, isRecord, recordOf } from './json.js'
import type { OperationDef } from './operations.js'
import { type Exchange, type Wire, exchange, post, retrying } from './transport.js'

/** Sends reads: what is asked in one tick travels in one request, what is asked twice is asked once. */
export interface Reads {
  /** Read; one with a signal or a time limit of its own travels alone. */
  read(operation: OperationDef<unknown, unknown, unknown>, input: unknown, options: Exchange): Promise<unknown>
  /** Let no later read join one that began before a write. */
  forget(): void
}

interface Call {
  readonly name: string
  readonly input: unknown
  readonly op: string | undefined
}

/** Calls that travel together, and what comes back for each. */
interface Batch {
  readonly calls: Call[]
  readonly results: Promise<readonly unknown[]>
}

const LONGEST_QUERY = 2000

/** Make the reads of a page, `largest` at most in one request. */
export function createReads(wire: Wire, largest: number): Reads {
  const pending = new Map<string, Promise<unknown>>()
  let batch: Batch | undefined

  /** Begin a batch that leaves at the end of this tick. */
  function begin(): Batch {
    const calls: Call[] = []
    const leave = (): Promise<readonly unknown[]> => {
      batch = undefined
      return send(wire, calls)
    }
    return { calls, results: Promise.resolve().then(leave) }
  }

  async function join(call: Call): Promise<unknown> {
    if (!batch || batch.calls.length === largest) batch = begin()
    const index = batch.calls.push(call) - 1
    return dataOf((await batch.results)[index])
  }

  return {
    forget: () => pending.clear(),
    read({ name, hash: op }, input, { signal, timeout }) {
      const call = { name, input, op }
      if (signal ?? timeout) return single(wire, call, { signal, timeout })
      const key = `${name}\n${canonicalJson(input)}`
      const known = pending.get(key)
      if (known) return known
      const answer = join(call).finally(() => {
        if (pending.get(key) === answer) pending.delete(key)
      })
      pending.set(key, answer)
      return answer
    },
  }
}

async function send(wire: Wire, calls: readonly Call[]): Promise<readonly unknown[]> {
  const [first] = calls
  if (first && calls.length === 1) return [{ status: 200, data: await single(wire, first) }]
  const answer = await retrying(wire, () => post(wire, 'batch/', { body: JSON.stringify({ calls }) }))
  return isRecord(answer) && Array.isArray(answer['results']) ? (answer['results'] as unknown[]) : []
}

function single(wire: Wire, { name, input, op }: Call, options: Exchange = {}): Promise<unknown> {
  const text = JSON.stringify(input)
  const query = `call/${name}/?input=${encodeURIComponent(text)}`
  const request = { ...options, headers: op ? { 'X-Mizan-Op': op } : {} }
  const ask = (): Promise<unknown> =>
    query.length > LONGEST_QUERY
      ? post(wire, `call/${name}/`, { ...request, body: text })
      : exchange(wire, query, request)
  return retrying(wire, ask, options.signal)
}

/** Take the data out of one result of a batch. Raises MizanError. */
function dataOf(result: unknown): unknown {
  const { status = 0, data, error } = recordOf(result)
  if (status === 200) return data
  throw failureOf(Number(status), error)
}
