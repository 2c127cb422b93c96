import { same } from '../json.js'

/** What the live check needs of its form. */
export interface LiveHost {
  /** Worth a request: changed, plausible, and not judged by the server as it stands. */
  isOpen(name: string): boolean
  value(name: string): unknown
  /** Ask the server about these fields; never rejects. */
  ask(names: readonly string[], signal: AbortSignal): Promise<void>
}

/** Ask the server about fields while they are filled in: one request for each value that has come to rest. */
export class Live {
  private readonly wanted = new Set<string>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private flight: { readonly abort: AbortController; readonly asked: ReadonlyMap<string, unknown> } | undefined

  constructor(private readonly host: LiveHost) {}

  /** Ask once nothing has changed for `delay` milliseconds. */
  later(name: string, delay: number): void {
    this.wanted.add(name)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.now(), delay)
  }

  /** Ask at once about these and all that waits. What is on its way with the same value is not asked again. */
  async now(...names: readonly string[]): Promise<void> {
    clearTimeout(this.timer)
    for (const name of names) this.wanted.add(name)
    const open = [...this.wanted].filter((name) => this.host.isOpen(name))
    this.wanted.clear()
    if (open.every((name) => this.isOnItsWay(name))) return
    const asked = new Map([...(this.flight?.asked.keys() ?? []), ...open].map((name) => [name, this.host.value(name)]))
    this.flight?.abort.abort()
    const flight = (this.flight = { abort: new AbortController(), asked })
    await this.host.ask([...asked.keys()], flight.abort.signal)
    if (this.flight === flight) this.flight = undefined
  }

  /** Forget what waits and what is on its way. */
  stop(): void {
    clearTimeout(this.timer)
    this.wanted.clear()
    this.flight?.abort.abort()
    this.flight = undefined
  }

  private isOnItsWay(name: string): boolean {
    return this.flight?.asked.has(name) === true && same(this.flight.asked.get(name), this.host.value(name))
  }
}
