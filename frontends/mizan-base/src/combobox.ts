import type { Client } from './client.js'
import type { Form, Offer, OptionsInput, Values } from './form/types.js'

/** As much of a form as a combobox needs: a row has that too. */
export type ChoosingForm<I, R, E = never> = Pick<Form<I, R, E>, 'def' | 'options' | 'field' | 'set' | 'blur'>

type AnyForm = ChoosingForm<Values, unknown>

/** What is to be seen of a combobox. */
export interface ComboboxState {
  /** What stands in the input: what was typed, or the label of what is chosen. */
  readonly text: string
  readonly isOpen: boolean
  readonly status: 'idle' | 'loading' | 'ready' | 'error'
  readonly offers: readonly Offer[]
  /** The place of the offer that Enter chooses; -1 for none. */
  readonly active: number
  /** There are more offers than these. */
  readonly hasMore: boolean
  /** What the field holds, with labels. */
  readonly chosen: readonly Offer[]
}

/** A key as a browser tells of it. */
export interface Key {
  readonly key: string
  preventDefault(): void
}

/** What a field with rows offers, searched as somebody types: a combobox with a listbox (ARIA 1.2), whatever draws it. */
export interface Combobox {
  get(this: void): ComboboxState
  /** Call `listener` after each change; returns the way to stop. */
  subscribe(this: void, listener: () => void): () => void
  readonly isMultiple: boolean
  open(this: void): void
  close(this: void): void
  type(text: string): void
  press(key: Key): void
  choose(offer: Offer): void
  remove(value: string): void
  /** Ask for the next page. */
  more(this: void): void
  /** Ask again what could not be asked. */
  retry(this: void): void
  /** Say that the user left. */
  leave(this: void): void
  /** Follow the field and those on which its choices depend; returns how to stop. */
  mount(): () => void
}

// This file comes alone, when a field needs it: what it shared with the page would tear the kernel into pieces.
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Go on without an answer: of the failures of a call, each has a code. */
function isFailure(error: unknown): boolean {
  return error instanceof Error && 'code' in error
}

const CLOSED = { isOpen: false, active: -1 } as const
const LONGEST_QUERY = 200

/** Make the combobox of a field; it waits `delay` milliseconds before it searches for what is typed. */
export function createCombobox<I, R, E>(client: Client, typed: ChoosingForm<I, R, E>, name: string, delay = 200): Combobox {
  const form = typed as unknown as AnyForm
  const isMultiple = Array.isArray(form.field(name).get().value) || form.def.fields[name]?.widget.kind === 'select-multiple'
  const labels = new Map<string, Offer>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let flight: AbortController | undefined
  let query = ''
  let page = 1

  const values = (): string[] => [form.field(name).get().value].flat().filter((value) => value !== '' && value !== null && value !== undefined).map(String)
  const known = (value: string): Offer => labels.get(value) ?? form.def.chosen?.[name]?.find((offer) => offer.value === value) ?? { value, label: value }
  const isKnown = (value: string): boolean => labels.has(value) || form.def.chosen?.[name]?.some((offer) => offer.value === value) === true
  const chosen = (): Offer[] => values().map(known)
  const shown = (): string => (isMultiple ? '' : (chosen()[0]?.label ?? ''))
  const sources = (): readonly string[] => form.def.choicesFrom?.[name] ?? []

  let state: ComboboxState = { ...CLOSED, text: shown(), status: 'idle', offers: [], hasMore: false, chosen: chosen() }
  const listeners = new Set<() => void>()
  const patch = (change: Partial<ComboboxState>): void => {
    state = { ...state, ...change }
    for (const listener of [...listeners]) listener()
  }

  function keep(next: readonly string[]): void {
    form.set(name, isMultiple ? next : (next[0] ?? ''))
  }

  async function ask(input: Omit<OptionsInput, 'field'>, signal?: AbortSignal): Promise<{ items: readonly Offer[]; next: number | null }> {
    const { options } = form.def
    if (!options) return { items: [], next: null }
    const data = Object.fromEntries(sources().map((source) => [source, form.field(source).get().value ?? '']))
    const rest = { ...(sources().length && { data }), ...(form.options.params !== undefined && { params: form.options.params }) }
    const answer = await client.call(options, { field: name, ...input, ...rest }, { signal })
    for (const offer of answer.items) labels.set(offer.value, offer)
    return answer
  }

  /** Ask for a page of what the query finds; what was asked before is of no interest any more. */
  async function load(wanted: number): Promise<void> {
    flight?.abort()
    const mine = (flight = new AbortController())
    patch({ status: 'loading' })
    try {
      const { items, next } = await ask({ query, page: wanted }, mine.signal)
      if (flight !== mine) return
      page = wanted
      const { offers, active } = state
      const all = wanted > 1 ? [...offers, ...items] : items
      const first = wanted > 1 ? active : query && all.length ? 0 : all.findIndex(({ value }) => values().includes(value))
      patch({ status: 'ready', offers: all, hasMore: next !== null, active: first })
    } catch (error) {
      if (!isFailure(error)) throw error
      if (flight === mine) patch({ status: 'error' })
    }
  }

  function search(next: string, pause = 0): void {
    query = next.trim().slice(0, LONGEST_QUERY)
    clearTimeout(timer)
    patch({ status: 'loading' })
    timer = setTimeout(() => void load(1), pause)
  }

  function stop(): void {
    clearTimeout(timer)
    flight?.abort()
    flight = undefined
  }

  /** Find labels for what the field holds; of `isOffered` only what is offered stays. */
  async function settle(isOffered: boolean): Promise<void> {
    const asked = values()
    const ids = isOffered ? asked : asked.filter((value) => !isKnown(value))
    if (!ids.length) return
    try {
      const { items } = await ask({ ids: ids.slice(0, 50) })
      if (!same(asked, values())) return
      if (isOffered) keep(asked.filter((value) => items.some((offer) => offer.value === value)))
      else for (const value of ids) labels.set(value, known(value)) // what is not offered is not asked about again
      follow()
    } catch (error) {
      if (!isFailure(error)) throw error // the server judges what is chosen
    }
  }

  function follow(): void {
    const { chosen: before, isOpen } = state
    const next = chosen()
    if (!same(before, next)) patch({ chosen: next, ...(!isOpen && { text: shown() }) })
  }

  function move(step: 1 | -1): void {
    const { isOpen, active, offers, hasMore } = state
    if (!isOpen) return open()
    if (step > 0 && active === offers.length - 1 && hasMore) return more()
    const next = (active < 0 && step < 0 ? 0 : active) + step
    if (offers.length) patch({ active: (next + offers.length) % offers.length })
  }

  function open(): void {
    if (state.isOpen || form.def.fields[name]?.disabled) return
    patch({ isOpen: true })
    search('')
  }

  function close(): void {
    stop()
    patch({ ...CLOSED, status: 'idle', text: shown() })
  }

  function more(): void {
    const { hasMore, status } = state
    if (hasMore && status === 'ready') void load(page + 1)
  }

  const box: Combobox = {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isMultiple,
    open,
    close,
    more,
    retry: () => search(query),
    type(text) {
      patch({ text, isOpen: true, active: -1 })
      if (!text && !isMultiple) keep([])
      search(text, delay)
    },
    press(event) {
      const { isOpen, active, offers, text } = state
      const act = (does: () => void): void => {
        event.preventDefault()
        does()
      }
      if (event.key === 'ArrowDown') act(() => move(1))
      else if (event.key === 'ArrowUp') act(() => move(-1))
      else if (event.key === 'Enter' && isOpen) act(() => offers[active] && box.choose(offers[active]))
      else if (event.key === 'Escape' && isOpen) act(close)
      else if (event.key === 'Backspace' && isMultiple && !text) keep(values().slice(0, -1))
    },
    choose(offer) {
      labels.set(offer.value, offer)
      const now = values()
      if (!isMultiple) {
        keep([offer.value])
        return close()
      }
      keep(now.includes(offer.value) ? now.filter((value) => value !== offer.value) : [...now, offer.value])
      if (state.text) {
        patch({ text: '' })
        search('')
      }
    },
    remove(value) {
      keep(values().filter((other) => other !== value))
    },
    leave() {
      if (state.isOpen) close()
      form.blur(name)
    },
    mount() {
      const others = sources().map((source) => {
        let before = form.field(source).get().value
        return form.field(source).subscribe(() => {
          const { value } = form.field(source).get()
          if (same(before, value)) return
          before = value
          close()
          patch({ offers: [], hasMore: false })
          void settle(true)
        })
      })
      const own = form.field(name).subscribe(() => {
        follow()
        void settle(false)
      })
      follow()
      void settle(false)
      return () => {
        stop()
        for (const end of [own, ...others]) end()
      }
    },
  }
  return box
}
