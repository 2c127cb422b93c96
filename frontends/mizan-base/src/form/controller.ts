import type { Client } from '../client.js'
import { type DeclaredError, MizanError } from '../errors.js'
import { own, same } from '../json.js'
import type { Issue } from '../rules/types.js'
import { createStore, patch } from '../store.js'
import { loaded } from '../transport.js'
import type { Progress } from '../upload.js'
import { type Field, createField } from './field.js'
import type { FormLive } from './live.js'
import type { FieldDef, Form, FormDef, FormOptions, FormState, Values } from './types.js'
import { byField, localVerdict } from './verdict.js'

type AnyForm = Form<Values, unknown, DeclaredError>
type AnyDef = FormDef<Values, unknown, DeclaredError>
type AnyOptions = FormOptions<Values, unknown, DeclaredError>
type AnyState = FormState<unknown, DeclaredError>

const BLANK = { status: 'idle', errors: [], error: undefined, result: undefined, dirty: false, submitCount: 0 } as const

/** Make a form for a page: `def` comes from generated code. */
export function createForm<I, R, E = never>(client: Client, def: FormDef<I, R, E>, options?: FormOptions<I, R, E>): Form<I, R, E>
export function createForm(client: Client, def: AnyDef, options: AnyOptions = {}): AnyForm {
  const fields = new Map<string, Field>()
  const isComplete = (): boolean =>
    !def.dynamic && options.params === undefined && client.session.language === def.texts.language

  let validator = isComplete() ? def.validator(def.texts) : undefined
  let element: HTMLFormElement | null = null
  let live: FormLive | undefined
  let preparing: Promise<void> | undefined
  let submission: Promise<unknown> | undefined
  let flight: AbortController | undefined
  let life: AbortController | undefined
  const progress = createStore<Progress | undefined>(undefined)
  const state = createStore<AnyState>({ ...BLANK, status: validator ? 'idle' : 'loading', version: 0 })

  const first = (name: string, over: Values = {}): unknown =>
    own({ ...def.initial, ...options.initial, ...over }, name)
  const at = (name: string): Field => {
    let field = fields.get(name)
    if (!field) fields.set(name, (field = createField(first(name))))
    return field
  }
  const values = (): Values => Object.fromEntries(def.order.map((name) => [name, at(name).value]))
  const texts: AnyForm['texts'] = (name) => def.texts.fields[name] ?? { label: name, messages: {} }
  const isDirty = (): boolean => def.order.some((name) => at(name).isDirty())
  const isLive = (name: string): boolean =>
    def.live === true ? def.fields[name]?.server === true : def.live ? def.live.includes(name) : false

  /** Wait until the rules in force are known to be those of this page; without them, nothing is refused here. */
  const ready = (): Promise<void> => (preparing ??= prepare())

  async function prepare(): Promise<void> {
    await client.ready()
    form.identity ??= client.session.identity
    if (validator) return
    try {
      adopt(isComplete() ? def : await (await loaded(import('./complete.js'))).complete(client, def, { params: options.params }))
    } catch (error) {
      preparing = undefined
      lack(error)
    }
  }

  /** Say that the form could not be had from the server. */
  function lack(error: unknown): void {
    if (!(error instanceof MizanError)) throw error
    patch(state, { status: 'error', error, errors: [error.message] })
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

  const anew = (ask: 'refresh' | 'reload'): Promise<void> =>
    loaded(import('./refresh.js')).then((refresh) => refresh[ask](client, form)).catch(lack)
  const refresh = (): void => void anew('refresh')

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

  /** Do what only a form needs that somebody works with; without its code, nothing. */
  const onPage = <T>(act: (page: typeof import('./page.js')) => T): Promise<T | undefined> =>
    import('./page.js').then((page) => (page.watch(client, form, life), act(page)), () => undefined)

  /** Get what asks the server about fields; a page without it asks at the submission. */
  const checking = (): Promise<FormLive | undefined> =>
    onPage(({ createFormLive }) => (live ??= createFormLive({ client, form, at, accept, isRefused })))

  /** Let the live check act. What waited for its code ends with a submission. */
  function lively(act: (live: FormLive) => void): void {
    if (live) act(live)
    else void checking().then((found) => found && !submission && act(found))
  }

  async function run(): Promise<unknown> {
    await ready()
    live?.stop()
    const isHeldBack = isRefused(def.order)
    patch(state, { submitCount: state.get().submitCount + 1 })
    if (isHeldBack) return stayOpen({ errors: complaints(def.order.flatMap((name) => at(name).local)) })
    patch(state, { status: 'submitting', errors: [], error: undefined })
    const sent = values()
    const undo = options.optimistic?.(sent)
    try {
      const { signal } = (flight = new AbortController())
      const { data, files } = def.multipart ? (await loaded(import('../upload.js'))).payload(def.fields, sent) : { data: sent, files: undefined }
      return succeed(await client.call(def.submit, { data, params: options.params, version: def.version }, { files, identity: form.identity, signal, onProgress: progress.set }), sent)
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

  /** Watch over it from now on. */
  const work = (): void => void onPage(() => undefined)

  /** Show what is wrong, and go to the first place where it can be mended. */
  function stayOpen(change: Partial<AnyState>): undefined {
    patch(state, { status: 'error', error: undefined, ...change })
    void onPage((page) => page.focusFirst(element, form))
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
    identity: client.session.identity,
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
      if (options.guard) work()
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
      field.show({ touched: true })
      work()
    },
    async validate(...only) {
      await ready()
      const names = only.length ? only : def.order
      const live = await checking()
      return live ? live.validate(names) : !isRefused(names)
    },
    submit: () => (submission ??= run().finally(() => (submission = undefined))),
    abort: () => flight?.abort(),
    focus: (name) => void onPage((page) => page.focusField(element, [name])),
    reload: () => anew('reload'),
    refresh,
    adopt,
    reset(to = {}) {
      live?.stop()
      void onPage((page) => page.forgetFiles(element))
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
      const mine = (life = new AbortController())
      client.early?.(form, true)
      if (options.guard) work()
      void ready()
      if (def.live) void checking()
      return () => {
        mine.abort()
        live?.stop()
      }
    },
  }
  client.early?.(form)
  return form
}
