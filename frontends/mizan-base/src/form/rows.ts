import type { Client } from '../client.js'
import type { DeclaredError } from '../errors.js'
import type { FormTexts, Issue } from '../rules/types.js'
import type { Store } from '../store.js'
import type { Field } from './field.js'
import type { Live } from './live.js'
import { below, judgedIn, offeredIn } from './row-operations.js'
import type { RowTools } from './row-tools.js'
import type { Form, FormState, RowsDef, Values } from './types.js'

type AnyForm = Form<Values, unknown, DeclaredError>
type AnyHolder = RowsHolder<Values, unknown, DeclaredError>

/** What is to be seen of the rows of a formset. */
export interface RowsState {
  /** The rows in their order, each by a key that it keeps for as long as it is there. */
  readonly keys: readonly string[]
  /** Those that will be removed by the submission. */
  readonly removed: readonly string[]
  /** What is wrong with the rows as a whole. */
  readonly errors: readonly string[]
}

/** As much of a form as rows need to hang on it: a row has that too. */
export type RowsHolder<I, R, E = never> = Pick<
  Form<I, R, E>,
  'state' | 'rows' | 'def' | 'options' | 'id' | 'prefix' | 'local' | 'field' | 'texts' | 'isLive' | 'values' | 'set' | 'blur'
>

/** One row: as much of a form as its fields need, and rows of its own. */
export type RowForm<Row extends object = Values> = {
  /** The server has it already. */
  readonly isStored: boolean
  /** The form that sends it. */
  readonly sender: AnyForm
} & RowsHolder<Row, unknown>

/** The rows of a formset on a page. What they hold is the value of the form's field; the form sends it. */
export interface Rows<Row extends object = Values> {
  readonly state: Store<RowsState>
  readonly def: RowsDef
  row(this: void, key: string): RowForm<Row>
  /** Add a row, at the end or at this place; returns its key. */
  add(this: void, values?: Partial<Row>, at?: number): string
  /** Take a row away. One that the server has is only marked; it goes with the submission. */
  remove(this: void, key: string): void
  /** Take back that a row goes. */
  restore(this: void, key: string): void
  /** Put a row at another place. */
  move(this: void, key: string, to: number): void
  /** Judge fields of rows here and at the server, and show what is wrong: `speakers.*.email`, `speakers.2`. True when nothing is. */
  validate(this: void, path: string): Promise<boolean>
  /** Follow the form; returns how to leave. */
  mount(this: void): () => void
}

/** A field of a row. */
interface Place {
  readonly entry: Entry
  readonly field: string
}

interface Entry {
  readonly key: string
  /** What the row says beside its fields, and what it began with. */
  readonly given: Values
  /** Sent though nobody filled it in: the form began with it. */
  readonly isKept: boolean
  readonly fields: Map<string, Field>
  readonly form: RowForm
  readonly state: Store<FormState>
  isRemoved: boolean
}

const IDLE = { status: 'idle', errors: [], error: undefined, result: undefined, dirty: false, submitCount: 0, version: 0 } as const

const made = new WeakMap<object, Map<string, Rows>>()

/** Return the rows of one formset of a form: always the same for the same form. `tools` is `rowTools` of `@mizan/base`. */
export function rowsOf<I, R, E>(tools: RowTools, client: Client, form: RowsHolder<I, R, E>, name: keyof I & string): Rows {
  const known = made.get(form) ?? new Map<string, Rows>()
  made.set(form, known)
  let rows = known.get(name)
  if (!rows) known.set(name, (rows = createRows(tools, client, form as unknown as AnyHolder, name)))
  form.rows.set(name, rows)
  return rows
}

function createRows({ createField, createStore, isRecord, localVerdict, own, patch, same }: RowTools, client: Client, form: AnyHolder, name: string): Rows {
  const store = form.field(name)
  const sender = (form as unknown as Partial<RowForm>).sender ?? (form as AnyForm)
  const definition = (): RowsDef => form.def.fields[name]?.rows ?? NOTHING
  const texts = (): FormTexts<Values> => ({ language: form.def.texts.language, fields: {}, ...form.texts(name).row })
  const state = createStore<RowsState>({ keys: [], removed: [], errors: [] })
  let entries: Entry[] = []
  /** What the form was given last, and the rows that this is. */
  let pushed: unknown
  /** The definition that the rows began with. */
  let begun: RowsDef
  let sent: readonly Entry[] = []
  let seen: readonly Issue[] = []
  let serial = 0
  let live: Promise<Live> | undefined
  let ruled: AnyForm['def'] | undefined
  let rules: ReturnType<AnyForm['def']['validator']>

  const isLive = (field: string): boolean => {
    const { live } = form.def
    return Array.isArray(live) ? live.includes(`${name}.*.${field}`) : live === true && definition().fields[field]?.server === true
  }

  function entryOf(given: Values, isKept: boolean): Entry {
    const key = `${serial++}`
    const { blank } = definition()
    const fields = new Map<string, Field>()
    const own_ = createStore<FormState>(IDLE)
    const at = (field: string): Field => {
      let found = fields.get(field)
      if (!found) fields.set(field, (found = createField(own({ ...blank, ...given }, field) ?? '')))
      return found
    }
    const row: RowForm = {
      state: own_,
      sender,
      rows: new Map(),
      id: `${form.id}-${name}-${key}`,
      prefix: `${form.prefix ?? ''}${name}-${key}-`,
      get def() {
        const { order, fields: defs, choices_from } = definition()
        const { schema, validate, submit, options, live, chosen } = form.def as unknown as RowForm['def']
        return {
          ...form.def,
          schema,
          validate: validate && judgedIn(validate, name, () => sent.indexOf(entry), told),
          submit,
          ...(options && { options: offeredIn(options, name, recordOf(entry)) }),
          name: `${form.def.name}.${name}`,
          order,
          fields: defs,
          initial: { ...blank, ...given },
          texts: texts(),
          layout: null,
          live: Array.isArray(live) ? (live as readonly string[]).flatMap((path) => below(name, path) as `${string}.*.${string}`[]) : live === true,
          choicesFrom: choices_from ?? {},
          chosen: Object.fromEntries(Object.entries(chosen ?? {}).flatMap(([path, offers]) => below(name, path).map((field) => [field, offers]))),
        }
      },
      get options() {
        return form.options as RowForm['options']
      },
      get isStored() {
        return isStored(entry)
      },
      local: () => local().filter(({ path }) => path[1] === sent.indexOf(entry)).map((issue) => ({ ...issue, path: issue.path.slice(2) })),
      field: (field) => at(field).store,
      texts: (field) => texts().fields[field] ?? { label: field, messages: {} },
      isLive,
      values: () => Object.fromEntries(definition().order.map((field) => [field, at(field).value])),
      set(field, value) {
        const found = at(field)
        if (same(found.value, value)) return
        found.value = value
        push()
        if (found.isJudged) judge()
        found.show()
        patch(own_, { dirty: isFilled(entry) })
        if (found.isJudged && isLive(field)) lively((live) => live.later(`${key} ${field}`, form.options.debounce ?? 400))
      },
      blur(field) {
        at(field).isJudged = true
        judge()
        at(field).show({ touched: true })
        if (isLive(field)) lively((live) => live.now(`${key} ${field}`))
      },
    }
    const entry: Entry = { key, given, isKept, fields, form: row, state: own_, isRemoved: false }
    return entry
  }

  /** What the server is told of all values before a submission. */
  async function told(): Promise<Values> {
    const values = form.values()
    return form.def.multipart ? (await import('../upload.js')).payload(form.def.fields, values).described : values
  }

  /** What says which record a row is; nothing for a new one. */
  const recordOf = ({ given }: Entry): Values => {
    const { key } = definition()
    const record = key === undefined ? undefined : own(given, key)
    return key === undefined || record === undefined ? {} : { [key]: record }
  }
  const isStored = (entry: Entry): boolean => Object.keys(recordOf(entry)).length > 0
  const isFilled = (entry: Entry): boolean => [...entry.fields.values()].some((field) => field.isDirty())
  const isSent = (entry: Entry): boolean => entry.isKept || isFilled(entry)

  /** What the row says beside its fields: which record it is, and rows of its own that nobody draws. */
  const valueOf = (entry: Entry): Values => {
    const said = { ...entry.given, ...entry.form.values() }
    if (entry.isRemoved) said['DELETE'] = true
    return said
  }

  /** Give the form what the rows hold. Rows that nobody filled in stay here. */
  function push(): void {
    sent = entries.filter(isSent)
    pushed = sent.map(valueOf)
    form.set(name, pushed)
    if (form.field(name).get().value !== pushed) pushed = form.field(name).get().value
  }

  function tell(): void {
    const errors = seen.filter(({ path }) => path.length === 1).map(({ message }) => message)
    const keys = entries.map(({ key }) => key)
    const removed = entries.filter((entry) => entry.isRemoved).map(({ key }) => key)
    const now = state.get()
    state.set({
      keys: same(keys, now.keys) ? now.keys : keys,
      removed: same(removed, now.removed) ? now.removed : removed,
      errors: same(errors, now.errors) ? now.errors : errors,
    })
  }

  /** Begin with what the form holds, and as many empty rows as Django would show. */
  function begin(value: unknown): void {
    begun = definition()
    const { min, extra, max } = begun
    const rows = Array.isArray(value) ? value.filter(isRecord) : []
    entries = rows.map((row) => entryOf(row, true))
    const wanted = Math.min(Math.max(rows.length, min) + extra, Math.max(max, rows.length))
    while (entries.length < wanted) entries.push(entryOf({}, false))
    sent = entries.filter(isSent)
    pushed = value
    seen = []
    tell()
  }

  /** Hang complaints on the rows that they are about: `path` counts the rows that were sent. */
  function hang(issues: readonly Issue[], take: (field: Field, said: readonly Issue[]) => void): void {
    sent.forEach((entry, index) => {
      const mine = issues.filter(({ path }) => path[0] === name && path[1] === index)
      for (const field of definition().order) {
        entry.form.field(field)
        const found = entry.fields.get(field)
        if (found) take(found, mine.filter(({ path }) => path[2] === field).map((issue) => ({ ...issue, path: issue.path.slice(2) })))
      }
      const errors = mine.filter(({ path }) => path.length === 2 || !definition().order.includes(String(path[2]))).map(({ message }) => message)
      if (!same(errors, entry.state.get().errors)) patch(entry.state, { errors })
    })
  }

  /** What our own rules say of the rows as they stand. */
  function local(): readonly Issue[] {
    if (form.local) return form.local().filter(({ path }) => path[0] === name)
    if (ruled !== form.def) [ruled, rules] = [form.def, form.def.validator(form.def.texts)]
    return localVerdict(rules, { ...form.values(), [name]: sent.map(valueOf) }).get(name) ?? []
  }

  /** Keep our own verdict on the fields that were left; others wait. */
  function judge(): void {
    hang(local(), (field, said) => {
      field.local = said
      field.show()
    })
  }

  const fieldAt = ({ entry, field }: Place): Field => {
    entry.form.field(field)
    return entry.fields.get(field) as Field
  }
  const placesOf = (names: readonly string[]): Place[] =>
    names.flatMap((each) => {
      const [key, field = ''] = each.split(' ')
      return sent.filter((entry) => entry.key === key).map((entry) => ({ entry, field }))
    })

  /** Let the live check act. A page without it asks at the submission. */
  function lively(act: (live: Live) => void): void {
    const at = (each: string): Field | undefined => placesOf([each]).map(fieldAt)[0]
    const askAll = (names: readonly string[], signal: AbortSignal): Promise<boolean> => {
      const places = placesOf(names)
      const only = places.map(({ entry, field }) => `${name}.${sent.indexOf(entry)}.${field}`)
      return ask(places, only, signal)
    }
    live ??= import('./page.js').then(({ createLive }) => createLive({ at, ask: askAll }))
    live.then((found) => sender.state.get().status !== 'submitting' && act(found), () => (live = undefined))
  }

  /** Ask the server about fields of rows, and show its verdict; true when it has nothing against what was asked. */
  async function ask(places: readonly Place[], only: readonly string[], signal?: AbortSignal): Promise<boolean> {
    const asked = places.map((place) => ({ field: fieldAt(place), value: fieldAt(place).value, at: [sent.indexOf(place.entry), place.field] }))
    const { submitCount } = sender.state.get()
    for (const { field } of asked) field.show({ validating: true })
    const { validate: question } = form.def
    const data = await told()
    const answer = await (question && client.call(question, { data, only, params: form.options.params }, { signal }).catch(() => undefined))
    for (const { field, value, at } of asked) {
      const said = answer?.issues.filter(({ path }) => path[1] === at[0] && path[2] === at[1]) ?? []
      // What a submission said since then is newer.
      if (answer && submitCount === sender.state.get().submitCount) field.accept(value, said.map((issue) => ({ ...issue, path: issue.path.slice(2) })))
      if (!signal?.aborted) field.show({ validating: false })
    }
    return !answer?.issues.length
  }

  async function validate(path: string): Promise<boolean> {
    const [, place, wanted, ...rest] = path.split('.')
    const entriesAt = sent.filter((_, index) => place === '*' || place === `${index}`)
    if (wanted !== undefined && rest.length) {
      const verdicts = await Promise.all(entriesAt.map(async ({ form: row }) => (await row.rows.get(wanted)?.validate([wanted, ...rest].join('.'))) !== false))
      return verdicts.every(Boolean)
    }
    const fields = definition().order.filter((field) => wanted === undefined || field === wanted)
    const places = entriesAt.flatMap((entry) => fields.map((field) => ({ entry, field })))
    for (const field of places.map(fieldAt)) field.isJudged = true
    judge()
    for (const field of places.map(fieldAt)) field.show({ touched: true })
    if (!client.isStale && places.some((each) => fieldAt(each).local.length)) return false
    return ask(places, [path])
  }

  /** The form has changed: by its reset, by its description, by what the server said. */
  function follow(): void {
    const { value, issues } = store.get()
    const isOther = value !== pushed && !same(value, pushed)
    if (isOther || (!entries.some(isFilled) && !same(definition(), begun))) return begin(value)
    if (issues === seen) return
    seen = issues
    if (issues.length)
      hang(issues, (field, said) => {
        field.accept(field.value, said)
        field.show({ touched: true })
      })
    tell()
  }

  function change(next: Entry[]): void {
    entries = next
    push()
    tell()
  }

  begin(store.get().value)
  return {
    state,
    get def() {
      return definition()
    },
    row(key) {
      const entry = entries.find((each) => each.key === key)
      if (!entry) throw new Error(`There is no row ${key}.`)
      return entry.form
    },
    add(values = {}, place = entries.length) {
      const entry = entryOf(values, Object.keys(values).length > 0)
      change([...entries.slice(0, place), entry, ...entries.slice(place)])
      return entry.key
    },
    remove(key) {
      const entry = entries.find((each) => each.key === key)
      if (!entry) return
      entry.isRemoved = isStored(entry)
      change(entry.isRemoved ? entries : entries.filter((each) => each !== entry))
    },
    restore(key) {
      for (const entry of entries) if (entry.key === key) entry.isRemoved = false
      change(entries)
    },
    move(key, to) {
      const entry = entries.find((each) => each.key === key)
      if (!entry) return
      const others = entries.filter((each) => each !== entry)
      change([...others.slice(0, to), entry, ...others.slice(to)])
    },
    validate,
    mount: () => {
      follow()
      const stop = store.subscribe(follow)
      return () => {
        stop()
        void live?.then((live) => live.stop())
      }
    },
  }
}

const NOTHING: RowsDef = { min: 0, max: 0, extra: 0, can_delete: false, can_order: false, blank: {}, order: [], fields: {} }
