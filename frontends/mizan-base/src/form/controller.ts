import type { Client } from '../client.js'
import { type DeclaredError, MizanError } from '../errors.js'
import { own, same } from '../json.js'
import type { Issue } from '../rules/types.js'
import { createStore, patch } from '../store.js'
import { loaded } from '../transport.js'
import type { Payload, Progress } from '../upload.js'
import { type Field, createField } from './field.js'
import type { Live } from './live.js'
import type { FieldDef, Form, FormDef, FormOptions, FormState, SchemaInput, ValidateOutput, Values } from './types.js'
import { byField, localVerdict } from './verdict.js'

type AnyForm = Form<Values, unknown, DeclaredError>
type AnyDef = FormDef<Values, unknown, DeclaredError>
type AnyOptions = FormOptions<Values, unknown, DeclaredError>
type AnyState = FormState<unknown, DeclaredError>

const BLANK = { status: 'idle', errors: [], error: undefined, result: undefined, dirty: false, submitCount: 0 } as const

/** Make a form for a page: `def` comes from generated code. */
export function createForm<I, R, E = never>(client: Client, def: FormDef<I, R, E>, options: FormOptions<I, R, E> = {}): Form<I, R, E> {
  return anyForm(client, def as unknown as AnyDef, options as AnyOptions) as unknown as Form<I, R, E>
}

function anyForm(client: Client, def: AnyDef, options: AnyOptions): AnyForm {
  const fields = new Map<string, Field>()
  const withParams = <T extends object>(input: T): T & SchemaInput => ({ ...input, params: options.params })
  const isComplete = (): boolean =>
    !def.dynamic && options.params === undefined && client.session.language === def.texts.language

  let validator = isComplete() ? def.validator(def.texts) : undefined
  let { identity } = client.session
  let element: HTMLFormElement | null = null
  let live: Live | undefined
  let preparing: Promise<void> | undefined
  let submission: Promise<unknown> | undefined
  let flight: AbortController | undefined
  let leaving: (() => void)[] | undefined
  const progress = createStore<Progress | undefined>(undefined)
  const state = createStore<AnyState>({ ...BLANK, status: isComplete() ? 'idle' : 'loading', version: 0 })

  const first = (name: string, over: Values = {}): unknown =>
    own({ ...def.initial, ...options.initial, ...over }, name)
  const at = (name: string): Field => {
    let field = fields.get(name)
    if (!field) fields.set(name, (field = createField(first(name))))
    return field
  }
  const all = (): Field[] => def.order.map(at)
  const value = (name: string): unknown => at(name).value
  const values = (): Values => Object.fromEntries(def.order.map((name) => [name, value(name)]))
  const texts: AnyForm['texts'] = (name) => def.texts.fields[name] ?? { label: name, messages: {} }
  const isDirty = (): boolean => all().some((field) => field.isDirty())
  const isLive = (name: string): boolean =>
    def.live === true ? def.fields[name]?.server === true : def.live ? def.live.includes(name) : false

  /** Wait until the rules in force are known to be those of this page; without them, nothing is refused here. */
  const ready = (): Promise<void> => (preparing ??= prepare())

  async function prepare(isAnew = false): Promise<void> {
    await client.ready()
    identity ??= client.session.identity
    if (validator && !isAnew) return
    try {
      adopt(isAnew || !isComplete() ? await (await loaded(import('./complete.js'))).complete(client, def, withParams({}), isAnew) : def)
      if (isAnew) form.reset(def.initial)
    } catch (error) {
      if (!(error instanceof MizanError)) throw error
      preparing = undefined
      patch(state, { status: 'error', error, errors: [error.message] })
    }
  }

  /** Put a description into force; what the user typed is kept. */
  function adopt(next: AnyDef): void {
    def = next
    validator = def.validator(def.texts)
    for (const [name, field] of fields) {
      if (!field.isDirty()) field.reset(first(name))
      field.store.set({ ...field.store.get() })
    }
    patch(state, { status: 'idle', version: state.get().version + 1 })
  }

  const refresh = (): void => void import('./refresh.js').then((refresh) => refresh.refresh(client, form))

  /** Keep our own verdict on every field; who shows it is decided elsewhere. */
  function judge(): void {
    const issues = localVerdict(validator, values())
    for (const name of def.order) at(name).local = issues.get(name) ?? []
  }

  /** Judge fields here, and show it. Returns whether that holds them back; once the server is newer, it only advises. */
  function isRefused(names: readonly string[]): boolean {
    for (const name of names) at(name).isJudged = true
    judge()
    for (const name of names) at(name).show({ touched: true, validating: false })
    return !client.isStale && names.some((name) => at(name).local.length)
  }

  /** Tell files from the rest. Raises MizanError. */
  async function parts(all: Values): Promise<Payload> {
    return def.multipart ? (await loaded(import('../upload.js'))).payload(def.fields, all) : { data: all }
  }

  async function ask(only: readonly string[], signal?: AbortSignal): Promise<void> {
    if (!def.validate) return
    const asked = values()
    for (const name of only) at(name).show({ validating: true })
    const answer = await question(def.validate, asked, only, signal).catch(() => undefined)
    if (answer) accept(asked, answer.issues, answer.checked)
    if (!signal?.aborted) for (const name of only) at(name).show({ validating: false })
  }

  async function question(validate: NonNullable<AnyDef['validate']>, asked: Values, only: readonly string[], signal: AbortSignal | undefined): Promise<ValidateOutput> {
    const { data, described = data } = await parts(asked)
    return client.call(validate, withParams({ data: described, only }), { signal, identity })
  }

  async function verdictOn(names: readonly string[]): Promise<boolean> {
    if (isRefused(names)) return false
    await ask(names)
    return !names.some((name) => at(name).issues().length)
  }

  const isOpen = (name: string): boolean => {
    const field = at(name)
    return field.isDirty() && !field.local.length && !field.isSettled()
  }

  /** Let the live check act. Its code comes when a form with live fields is mounted; what waited for it ends with a submission. */
  function lively(act: (live: Live) => void): void {
    if (live) return act(live)
    const use = ({ createLive }: typeof import('./live.js')): void => {
      live ??= createLive({ isOpen, value, ask })
      if (!submission) act(live)
    }
    import('./live.js').then(use, () => undefined)
  }

  async function run(): Promise<unknown> {
    await ready()
    live?.stop()
    const isHeldBack = isRefused(def.order)
    patch(state, { submitCount: state.get().submitCount + 1 })
    if (isHeldBack) return stayOpen({ errors: complaints(all().flatMap((field) => field.local)) })
    patch(state, { status: 'submitting', errors: [], error: undefined })
    const sent = values()
    const undo = options.optimistic?.(sent)
    flight = new AbortController()
    try {
      const { signal } = flight
      const { data, files } = await parts(sent)
      return succeed(await client.call(def.submit, withParams({ data, version: def.version }), { files, identity, signal, onProgress: progress.set }), sent)
    } catch (error) {
      undo?.()
      return fail(error, sent)
    } finally {
      progress.set((flight = undefined))
    }
  }

  function succeed(result: unknown, sent: Values): unknown {
    for (const name of def.order) at(name).keep(sent[name])
    patch(state, { status: 'success', result, dirty: isDirty() })
    options.onSuccess?.(result)
    if (def.version) refresh()
    return result
  }

  function fail(error: unknown, sent: Values): undefined {
    if (!(error instanceof MizanError)) throw error
    if (error.code === 'aborted') return patch(state, { status: 'idle' }) as undefined
    accept(sent, error.issues)
    stayOpen({ error, errors: error.issues.length ? complaints(error.issues) : [error.message] })
    options.onError?.(error)
  }

  /** Do what only a form needs that somebody works with; without its code, nothing. */
  const onPage = (act: (page: typeof import('./page.js')) => unknown): void => void import('./page.js').then(act, () => undefined)

  const hold = (): void => {
    if (options.guard) onPage((page) => leaving?.length === 0 && leaving.push(page.guard(form)))
  }

  /** Show what is wrong, and go to the first place where it can be mended. */
  function stayOpen(change: Partial<AnyState>): undefined {
    patch(state, { status: 'error', error: undefined, ...change })
    const names = def.order.filter((name) => at(name).issues().length)
    onPage((page) => page.focusFirst(element, names, form.id))
  }

  /** What no shown field can say: complaints about the whole form, about hidden fields and unknown ones. */
  function complaints(issues: readonly Issue[]): string[] {
    return [...byField(issues)].flatMap(([name, said]) => {
      const field = own(def.fields, name) as FieldDef | undefined
      if (field && !field.widget.kind.includes('hidden')) return []
      return said.map(({ message }) => (name ? `${field ? texts(name).label : name}: ${message}` : message))
    })
  }

  function accept(judged: Values, issues: readonly Issue[], names: readonly string[] = def.order): void {
    const said = byField(issues)
    for (const name of names) {
      at(name).accept(judged[name], said.get(name) ?? [])
      at(name).show()
    }
  }

  const form: AnyForm = {
    state,
    progress,
    rows: new Map(),
    id: options.id ?? `id_${def.name.replaceAll('.', '-')}`,
    get def() {
      return def
    },
    get options() {
      return options
    },
    field: (name) => at(name).store,
    texts,
    isLive,
    values,
    set(name, next) {
      const field = at(name)
      if (same(field.value, next)) return
      field.value = next
      field.isJudged ||= options.validateOn === 'input'
      if (field.isJudged) judge()
      field.show()
      patch(state, { dirty: field.isDirty() || isDirty() })
      hold()
      if (field.isJudged && isLive(name)) lively((live) => live.later(name, options.debounce ?? 400))
      if (def.refreshOn?.includes(name)) refresh()
    },
    blur(name) {
      const field = at(name)
      if (options.validateOn !== 'submit') {
        field.isJudged = true
        judge()
        if (isLive(name)) lively((live) => live.now(name))
      }
      onPage(() => undefined)
      field.show({ touched: true })
    },
    async validate(...only) {
      await ready()
      const named = (name: string) => name.split('.')[0] as string
      const below = only.filter((name) => name !== named(name))
      const names = only.length ? only.filter((name) => !below.includes(name)) : def.order
      const verdicts = below.flatMap((path) => form.rows.get(named(path))?.validate(path) ?? [])
      if (names.length) verdicts.push(verdictOn(names))
      return (await Promise.all(verdicts)).every(Boolean)
    },
    submit: () => (submission ??= run().finally(() => (submission = undefined))),
    abort: () => flight?.abort(),
    focus: (name) => onPage((page) => page.focusField(element, [name])),
    reload: () => prepare(true),
    refresh,
    adopt,
    reset(to = {}) {
      live?.stop()
      onPage((page) => page.forgetFiles(element))
      for (const [name, field] of fields) field.reset(first(name, to))
      patch(state, BLANK)
    },
    setIssues(issues) {
      accept(values(), issues)
      patch(state, { errors: complaints(issues) })
    },
    attach(next) {
      element = next
    },
    configure(next) {
      options = next
    },
    mount() {
      const steps: typeof leaving = (leaving = [])
      client.early?.(form, true)
      hold()
      void ready()
      if (def.live) lively(() => undefined)
      return () => {
        for (const step of steps) step()
        leaving = undefined
        live?.stop()
      }
    },
  }
  client.early?.(form)
  return form
}
