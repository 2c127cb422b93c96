/** Asks the server about fields while they are filled in: one request for each value that has come to rest. */
export interface Live {
  /** Ask once nothing has changed for `delay` milliseconds. */
  later(name: string, delay: number): void
  /** Ask at once about this field and all that waits. What is on its way with the same value is not asked again. */
  now(name?: string): void
  /** Forget what waits and what is on its way. */
  stop(): void
}

/** What the live check needs of its form. */
export interface LiveHost {
  /** Worth a request: changed, plausible, and not judged by the server as it stands. */
  readonly isOpen: (name: string) => boolean
  readonly value: (name: string) => unknown
  /** Ask the server about these fields; never rejects. */
  readonly ask: (names: readonly string[], signal: AbortSignal) => Promise<void>
}

/** Make the live check of a form. */
export function createLive({ isOpen, value, ask }: LiveHost): Live {
  const wanted = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = new Map<string, unknown>()
  let abort: AbortController | undefined

  const isOnItsWay = (name: string): boolean => asked.has(name) && asked.get(name) === value(name)

  function stop(): void {
    clearTimeout(timer)
    wanted.clear()
    asked.clear()
    abort?.abort()
  }

  function now(name?: string): void {
    if (name) wanted.add(name)
    const open = [...wanted].filter(isOpen)
    if (open.every(isOnItsWay)) return wanted.clear()
    const names = new Set([...asked.keys(), ...open])
    stop()
    const flight = (abort = new AbortController())
    asked = new Map([...names].map((each) => [each, value(each)]))
    void ask([...names], flight.signal).then(() => {
      if (abort === flight) asked.clear()
    })
  }

  return {
    later(name, delay) {
      wanted.add(name)
      clearTimeout(timer)
      timer = setTimeout(now, delay)
    },
    now,
    stop,
  }
}
