import type { Client } from '../client.js'
import { MizanError } from '../errors.js'
import { same } from '../json.js'
import type { FieldTexts, Issue, StandardSchemaV1 } from '../rules/types.js'
import { type Store, createStore, patch } from '../store.js'
import { Field } from './field.js'
import { Live, type LiveHost } from './live.js'
import { complete, isComplete } from './prepare.js'
import type { FieldState, Form, FormDef, FormOptions, FormState, SchemaInput, Values } from './types.js'
import { focusFirst, forgetFiles } from './element.js'
import { byField, localVerdict } from './verdict.js'
import { payload, withoutBytes } from './wire.js'

/** Make a form for a page: `def` comes from generated code. */
export function createForm<I, R>(client: Client, def: FormDef<I, R>, options: FormOptions<I, R> = {}): Form<I, R> {
  const untyped = new FormController(client, def as unknown as AnyDef, options as FormOptions<Values, unknown>)
  return untyped as unknown as Form<I, R>
}

type AnyDef = FormDef<Values, unknown>

class FormController implements Form<Values, unknown>, LiveHost {
  readonly state: Store<FormState>
  readonly id: string
  private readonly fields = new Map<string, Field>()
  private readonly live = new Live(this)
  private validator: StandardSchemaV1 | undefined
  private preparing: Promise<void> | undefined
  private submission: Promise<unknown> | undefined
  private element: HTMLFormElement | null = null
  private identity: string | undefined

  constructor(
    private readonly client: Client,
    public def: AnyDef,
    public options: FormOptions<Values, unknown>,
  ) {
    this.id = options.id ?? `id_${def.name.replaceAll('.', '-')}`
    this.identity = client.session.identity
    this.state = createStore<FormState>({
      status: 'idle',
      errors: [],
      error: undefined,
      result: undefined,
      dirty: false,
      submitCount: 0,
      version: 0,
    })
    if (isComplete(client, def, this.input({}))) this.validator = def.validator(def.texts)
  }

  /** Wait until the rules in force are known to be those of this page; without them, nothing is refused here. */
  private ready(): Promise<void> {
    return (this.preparing ??= this.prepare())
  }

  private async prepare(): Promise<void> {
    await this.client.ready()
    this.identity ??= this.client.session.identity
    if (this.validator) return
    patch(this.state, { status: 'loading' })
    try {
      this.adopt(await complete(this.client, this.def, this.input({})))
      patch(this.state, { status: 'idle' })
    } catch (error) {
      if (!(error instanceof MizanError)) throw error
      this.preparing = undefined
      patch(this.state, { status: 'error', error, errors: [error.message] })
    }
  }

  /** Put a description into force; what the user typed is kept. */
  private adopt(def: AnyDef): void {
    this.def = def
    this.validator = def.validator(def.texts)
    for (const [name, field] of this.fields) {
      if (field.isDirty) field.store.set({ ...field.store.get() })
      else field.reset(this.first(name))
    }
    patch(this.state, { version: this.state.get().version + 1 })
  }

  private input<T extends object>(input: T): T & SchemaInput {
    return this.options.params === undefined ? input : { ...input, params: this.options.params }
  }

  field(name: string): Store<FieldState> {
    return this.at(name).store
  }

  texts(name: string): FieldTexts {
    return this.def.texts.fields[name] ?? { label: name, messages: {} }
  }

  values(): Values {
    return Object.fromEntries(this.def.order.map((name) => [name, this.value(name)]))
  }

  value(name: string): unknown {
    return this.at(name).value
  }

  set(name: string, value: unknown): void {
    const field = this.at(name)
    if (same(field.value, value)) return
    field.value = value
    field.isJudged ||= this.options.validateOn === 'input'
    if (field.isJudged) this.judge()
    field.show()
    patch(this.state, { dirty: field.isDirty || this.all().some((other) => other.isDirty) })
    if (field.isJudged && this.isLive(name)) this.live.later(name, this.options.debounce ?? 400)
  }

  blur(name: string): void {
    const field = this.at(name)
    if (this.options.validateOn !== 'submit') {
      field.isJudged = true
      this.judge()
      if (this.isLive(name)) void this.live.now(name)
    }
    field.show({ touched: true })
  }

  async validate(...only: string[]): Promise<boolean> {
    await this.ready()
    const names = only.length ? only : this.def.order
    this.expose(names)
    if (!this.client.isStale && names.some((name) => this.at(name).local.length)) return false
    await this.ask(names, new AbortController().signal)
    return names.every((name) => !this.at(name).issues.length)
  }

  submit(): Promise<unknown> {
    return (this.submission ??= this.run().finally(() => (this.submission = undefined)))
  }

  private async run(): Promise<unknown> {
    await this.ready()
    this.live.stop()
    this.expose(this.def.order)
    const local = this.all().flatMap((field) => field.local)
    patch(this.state, { submitCount: this.state.get().submitCount + 1 })
    if (local.length && !this.client.isStale) return this.stayOpen(local, undefined)
    patch(this.state, { status: 'submitting', errors: [], error: undefined })
    const values = this.values()
    const { data, files } = payload(this.def.fields, values)
    try {
      const result = await this.client.call(this.def.submit, this.input({ data }), { files, identity: this.identity })
      return this.succeed(result)
    } catch (error) {
      if (!(error instanceof MizanError)) throw error
      this.acceptAll(values, error.issues)
      this.stayOpen(error.issues, error)
      this.options.onError?.(error)
      return undefined
    }
  }

  private succeed(result: unknown): unknown {
    for (const field of this.all()) field.keep()
    patch(this.state, { status: 'success', result, errors: [], error: undefined, dirty: false })
    this.options.onSuccess?.(result)
    return result
  }

  /** Show what is wrong, and go to the first place where it can be mended. */
  private stayOpen(issues: readonly Issue[], error: MizanError | undefined): undefined {
    const errors = this.formErrors(issues)
    const isSaid = errors.length > 0 || issues.length > 0
    patch(this.state, { status: 'error', error, errors: isSaid || !error ? errors : [error.message] })
    queueMicrotask(() => this.focusFirst())
  }

  /** What no shown field can say: complaints about the whole form, about hidden fields and unknown ones. */
  private formErrors(issues: readonly Issue[]): string[] {
    return [...byField(issues)].flatMap(([name, said]) => {
      const field = Object.hasOwn(this.def.fields, name) ? this.def.fields[name] : undefined
      if (field && !field.widget.kind.endsWith('hidden')) return []
      return said.map(({ message }) => (name ? `${field ? this.texts(name).label : name}: ${message}` : message))
    })
  }

  setIssues(issues: readonly Issue[]): void {
    this.acceptAll(this.values(), issues)
    patch(this.state, { errors: this.formErrors(issues) })
  }

  reset(values: Values = {}): void {
    this.live.stop()
    forgetFiles(this.element)
    for (const [name, field] of this.fields) field.reset(Object.hasOwn(values, name) ? values[name] : this.first(name))
    patch(this.state, { status: 'idle', errors: [], error: undefined, result: undefined, dirty: false, submitCount: 0 })
  }

  readonly attach = (element: HTMLFormElement | null): void => {
    this.element = element
  }

  configure(options: FormOptions<Values, unknown>): void {
    this.options = options
  }

  mount(): () => void {
    const warn = (event: BeforeUnloadEvent): void => {
      if (this.options.guard && this.state.get().dirty) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    void this.ready()
    return () => {
      removeEventListener('beforeunload', warn)
      this.live.stop()
    }
  }

  isOpen(name: string): boolean {
    const field = this.at(name)
    return field.isDirty && !field.local.length && !field.isSettled
  }

  async ask(only: readonly string[], signal: AbortSignal): Promise<void> {
    const values = this.values()
    const input = this.input({ data: withoutBytes(this.def.fields, values), only })
    for (const name of only) this.at(name).show({ validating: true })
    const answer = await this.client
      .call(this.def.validate, input, { signal, identity: this.identity })
      .catch(() => undefined)
    const issues = byField(answer?.issues ?? [])
    for (const name of answer?.checked ?? []) this.at(name).accept(values[name], issues.get(name) ?? [])
    if (!signal.aborted) for (const name of only) this.at(name).show({ validating: false })
  }

  private at(name: string): Field {
    let field = this.fields.get(name)
    if (!field) this.fields.set(name, (field = new Field(this.first(name))))
    return field
  }

  private all(): Field[] {
    return this.def.order.map((name) => this.at(name))
  }

  private first(name: string): unknown {
    const initial: Values = { ...this.def.initial, ...this.options.initial }
    return Object.hasOwn(initial, name) ? initial[name] : undefined
  }

  /** Keep our own verdict on every field; who shows it is decided elsewhere. */
  private judge(): void {
    const issues = localVerdict(this.validator, this.values())
    for (const name of this.def.order) this.at(name).local = issues.get(name) ?? []
  }

  private expose(names: readonly string[]): void {
    for (const name of names) this.at(name).isJudged = true
    this.judge()
    for (const name of names) this.at(name).show({ touched: true, validating: false })
  }

  private focusFirst(): void {
    focusFirst(this.element, this.def.order.filter((name) => this.at(name).issues.length), this.id)
  }

  private acceptAll(values: Values, issues: readonly Issue[]): void {
    const said = byField(issues)
    for (const name of this.def.order) {
      this.at(name).accept(values[name], said.get(name) ?? [])
      this.at(name).show()
    }
  }

  private isLive(name: string): boolean {
    const { live, fields } = this.def
    return live === true ? fields[name]?.server === true : Array.isArray(live) && live.includes(name)
  }
}
