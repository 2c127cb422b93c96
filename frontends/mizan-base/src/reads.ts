import { MizanError, failureOf } from './errors.js'
import { canonicalJson, isRecord } from './json.js'
import type { OperationDef } from './operations.js'
import { type Exchange, type Wire, exchange, post, retrying } from './transport.js'

/** Sends reads: what is asked in one tick travels in one request, what is asked twice is asked once. */
export interface Reads {
  /** Read; one with a signal or a time limit of its own travels alone. */
  read(operation: OperationDef<unknown, unknown, unknown>, input: unknown, options: Exchange): Promise<unknown>
  /** Let no later read join one that began before a write. */
  forget(): void
}

interface Item {
  readonly call: { readonly name: string; readonly input: unknown; readonly op: string | undefined }
  readonly resolve: (data: unknown) => void
  readonly reject: (error: unknown) => void
}

const LONGEST_QUERY = 2000

/** Make the reads of a page, `largest` at most in one request. */
export function createReads(wire: Wire, largest: number): Reads {
  const pending = new Map<string, Promise<unknown>>()
  let queue: Item[] = []

  function flush(): void {
    const items = queue
    queue = []
    while (items.length) {
      const some = items.splice(0, largest)
      const [first] = some
      if (first && some.length === 1) single(wire, first.call).then(first.resolve, first.reject)
      else void batch(wire, some)
    }
  }

  return {
    forget: () => pending.clear(),
    read({ name, hash: op }, input, { signal, timeout }) {
      const call = { name, input, op }
      if (signal ?? timeout) return single(wire, call, { signal, timeout })
      const key = `${name}\n${canonicalJson(input)}`
      let answer = pending.get(key)
      if (answer) return answer
      answer = new Promise((resolve, reject) => {
        if (!queue.length) queueMicrotask(flush)
        queue.push({ call, resolve, reject })
      })
      const settle = (): void => {
        if (pending.get(key) === answer) pending.delete(key)
      }
      answer.then(settle, settle)
      pending.set(key, answer)
      return answer
    },
  }
}

function single(wire: Wire, { name, input, op }: Item['call'], options: Exchange = {}): Promise<unknown> {
  const text = JSON.stringify(input)
  const query = `call/${name}/?input=${encodeURIComponent(text)}`
  const headers = op ? { 'X-Mizan-Op': op } : {}
  const send = (): Promise<unknown> =>
    query.length > LONGEST_QUERY
      ? post(wire, `call/${name}/`, { ...options, headers, body: text })
      : exchange(wire, query, { ...options, headers })
  return retrying(wire, send, options.signal)
}

async function batch(wire: Wire, items: readonly Item[]): Promise<void> {
  const body = JSON.stringify({ calls: items.map(({ call }) => call) })
  try {
    const answer = await retrying(wire, () => post(wire, 'batch/', { body }))
    const results: unknown = isRecord(answer) && answer['results']
    items.forEach((item, index) => settle(item, Array.isArray(results) ? results[index] : undefined))
  } catch (error) {
    for (const item of items) item.reject(error)
  }
}

function settle({ resolve, reject }: Item, result: unknown): void {
  if (!isRecord(result)) reject(new MizanError('internal', 0, 'The batch came back without this answer.'))
  else if (result['status'] === 200) resolve(result['data'])
  else reject(failureOf(Number(result['status']), result['error']))
}
