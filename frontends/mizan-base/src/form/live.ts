import type { Client } from '../client.js'
import type { DeclaredError } from '../errors.js'
import type { Issue } from '../rules/types.js'
import type { Field } from './field.js'
import type { Form, ValidateOutput, Values } from './types.js'

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
  /** A field by its name, as long as there is one. */
  readonly at: (name: string) => Field | undefined
  /** Ask the server about these fields; never rejects. */
  readonly ask: (names: readonly string[], signal: AbortSignal) => Promise<unknown>
}

/** Make the live check of a form. */
export function createLive({ at, ask }: LiveHost): Live {
  const wanted = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = new Map<string, unknown>()
  let abort: AbortController | undefined

  const value = (name: string): unknown => at(name)?.value
  const isOnItsWay = (name: string): boolean => asked.has(name) && asked.get(name) === value(name)

  /** Worth a request: changed, plausible, and not judged by the server as it stands. */
  const isOpen = (name: string): boolean => {
    const field = at(name)
    return field !== undefined && field.isDirty() && !field.local.length && !field.isSettled()
  }

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

/** The live check of a form, which also judges at once when the page wants it. */
export interface FormLive extends Live {
  /** Judge these fields, and those of rows by their paths, here and at the server; true when nothing is wrong. Never rejects. */
  validate(names: readonly string[]): Promise<boolean>
}

/** A form as its live check sees it. */
export interface Asking {
  readonly client: Client
  readonly form: Form<Values, unknown, DeclaredError>
  readonly at: (name: string) => Field
  /** Keep a verdict with the values that it is about. */
  readonly accept: (judged: Values, issues: readonly Issue[], names: readonly string[]) => void
  /** Judge fields here, and show it. Returns whether that holds them back. */
  readonly isRefused: (names: readonly string[]) => boolean
}

/** Make the live check of a form as a whole. */
export function createFormLive({ client, form, at, accept, isRefused }: Asking): FormLive {
  /** Ask the server, and show its verdict; one that does not come changes nothing. */
  async function ask(only: readonly string[], signal?: AbortSignal): Promise<void> {
    if (!form.def.validate) return
    const asked = form.values()
    for (const name of only) at(name).show({ validating: true })
    const answer = await question(asked, only, signal).catch(() => undefined)
    if (answer) accept(asked, answer.issues, answer.checked)
    if (!signal?.aborted) for (const name of only) at(name).show({ validating: false })
  }

  async function question(asked: Values, only: readonly string[], signal: AbortSignal | undefined): Promise<ValidateOutput | undefined> {
    const { validate, multipart, fields } = form.def
    const data = multipart ? (await import('../upload.js')).payload(fields, asked).described : asked
    return validate && client.call(validate, { data, only, params: form.options.params }, { signal, identity: form.identity })
  }

  async function verdictOn(names: readonly string[]): Promise<boolean> {
    if (isRefused(names)) return false
    await ask(names)
    return !names.some((name) => at(name).issues().length)
  }

  return {
    ...createLive({ at, ask }),
    async validate(names) {
      const own = names.filter((name) => !name.includes('.'))
      const ofRows = names.filter((name) => !own.includes(name)).map((path) => form.rows.get(path.split('.')[0] as string)?.validate(path) ?? true)
      return (await Promise.all([...ofRows, !own.length || verdictOn(own)])).every(Boolean)
    },
  }
}
