import { MizanError, failureOf } from './errors.js'
import { canonicalJson, isRecord } from './json.js'
import type { OperationDef } from './operations.js'
import { type Exchange, type Wire, exchange, post, retrying } from './transport.js'

interface Read {
  readonly name: string
  readonly input: unknown
  readonly op: string | undefined
  readonly resolve: (data: unknown) => void
  readonly reject: (error: unknown) => void
}

const LONGEST_QUERY = 2000

/** Send reads: what is asked in one tick travels in one request, what is asked twice is asked once. */
export class Reads {
  private queue: Read[] = []
  private readonly pending = new Map<string, Promise<unknown>>()

  constructor(
    private readonly wire: Wire,
    private readonly largest: number,
  ) {}

  /** Read; one with a signal or a time limit of its own travels alone. */
  read(operation: OperationDef<unknown, unknown, unknown>, input: unknown, options: Exchange): Promise<unknown> {
    const { name, hash: op } = operation
    if (options.signal ?? options.timeout) return this.single({ name, input, op }, options)
    const key = `${name}\n${canonicalJson(input)}`
    const known = this.pending.get(key)
    if (known) return known
    const answer = new Promise((resolve, reject) => {
      if (!this.queue.length) queueMicrotask(() => this.flush())
      this.queue.push({ name, input, op, resolve, reject })
    })
    this.pending.set(key, answer)
    const settle = (): void => {
      if (this.pending.get(key) === answer) this.pending.delete(key)
    }
    answer.then(settle, settle)
    return answer
  }

  /** Let no later read join one that began before a write. */
  forget(): void {
    this.pending.clear()
  }

  private flush(): void {
    const queue = this.queue
    this.queue = []
    for (let start = 0; start < queue.length; start += this.largest) {
      const reads = queue.slice(start, start + this.largest)
      const [read] = reads
      if (reads.length === 1 && read) this.single(read).then(read.resolve, read.reject)
      else void this.batch(reads)
    }
  }

  private single({ name, input, op }: Pick<Read, 'name' | 'input' | 'op'>, options: Exchange = {}): Promise<unknown> {
    const text = JSON.stringify(input)
    const query = `call/${name}/?input=${encodeURIComponent(text)}`
    const headers = op ? { 'X-Mizan-Op': op } : {}
    const json = { ...headers, 'Content-Type': 'application/json' }
    const send = (): Promise<unknown> =>
      query.length > LONGEST_QUERY
        ? post(this.wire, `call/${name}/`, { ...options, headers: json, body: text })
        : exchange(this.wire, query, { ...options, headers })
    return retrying(this.wire, send, options.signal)
  }

  private async batch(reads: readonly Read[]): Promise<void> {
    const body = JSON.stringify({ calls: reads.map(({ name, input, op }) => ({ name, input, op })) })
    const headers = { 'Content-Type': 'application/json' }
    try {
      const answer = await retrying(this.wire, () => post(this.wire, 'batch/', { body, headers }))
      const results: unknown = isRecord(answer) && answer['results']
      reads.forEach((read, index) => settle(read, Array.isArray(results) ? results[index] : undefined))
    } catch (error) {
      for (const read of reads) read.reject(error)
    }
  }
}

function settle(read: Read, result: unknown): void {
  if (!isRecord(result)) read.reject(new MizanError('internal', 0, 'The batch came back without this answer.'))
  else if (result['status'] === 200) read.resolve(result['data'])
  else read.reject(failureOf(Number(result['status']), result['error']))
}
