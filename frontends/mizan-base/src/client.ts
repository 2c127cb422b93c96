import { MizanError } from './errors.js'
import { type Hydration, type Session, readHydration } from './hydration.js'
import { isRecord } from './json.js'
import type { ContextDef, OperationDef } from './operations.js'
import { Reads } from './reads.js'
import { type Resource, type Snapshot, createResource, resourceKey, revive } from './resource.js'
import type { FormTexts } from './rules/types.js'
import { type Wire, exchange, post } from './transport.js'

/** How one call goes. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds; 0 waits for ever. */
  readonly timeout?: number | undefined
  /** For whom a write acts: the user's tag when the work began. The present user's by default. */
  readonly identity?: string | undefined
  /** Files by field name; the call then travels as multipart. */
  readonly files?: readonly (readonly [field: string, file: Blob])[] | undefined
}

/** The texts of every form in one language. */
export type LocaleTexts = Readonly<Record<string, FormTexts<Record<string, unknown>>>>

/** How to load the texts of each language beside the default one. */
export type Locales = Readonly<Record<string, () => Promise<LocaleTexts>>>

/** What a page tells its client. All is optional: hydration and `session/` know the rest. */
export interface ClientOptions {
  /** `build` of the generated code; without it a newer server is noticed by `X-Mizan-Stale` alone. */
  readonly build?: string
  /** `locales` of the generated code. */
  readonly locales?: Locales
  /** What the page embeds (`readHydration()` by default). */
  readonly hydration?: Hydration | undefined
  /** Where the site includes `mizan.urls`, if neither hydration nor `session/` says so. */
  readonly mount?: string
  /** The active language, if neither hydration nor `session/` says so. */
  readonly language?: string
  readonly fetch?: typeof fetch
  /** Told once when the server is newer than this code. */
  readonly onStale?: () => void
  /** Told when another user is logged in than before. */
  readonly onIdentity?: (identity: string | undefined) => void
  /** Milliseconds until a request is given up (30,000). */
  readonly timeout?: number
  /** How often a read is tried again (2). */
  readonly retries?: number
  /** The most reads in one request (10, the server's `MAX_BATCH`). */
  readonly maxBatch?: number
}

/** The page's line to the server: one a page, and one a render on a server. */
export interface Client {
  readonly session: Session & { readonly mount: string }
  readonly locales: Locales
  /** True once the server is known to be newer than this code. */
  readonly isStale: boolean
  /** Call an operation. Rejects with MizanError (see `CallError`). */
  call<I, O, E>(operation: OperationDef<I, O, E>, input: I, options?: CallOptions): Promise<O>
  /** The one resource of this context and input. */
  resource<P, D>(context: ContextDef<P, D>, input: P): Resource<D>
  /** Whether this user may call an operation: a hint to show or hide, the server judges. */
  can(operation: string): Resource<Readonly<Record<string, boolean>>>
  /** Mark a context as stale, whatever its input. */
  invalidate(context: string): void
  /** Wait until the session is known, from hydration or the server. Never rejects. */
  ready(): Promise<void>
  /** Ask `session/` who is logged in, in which language, with which token. */
  refreshSession(): Promise<void>
}

const CAN: ContextDef<{ names: string[] }, Readonly<Record<string, boolean>>> = {
  name: 'mizan.can',
  scope: 'local',
  operation: { name: 'mizan.can', readonly: true },
}

/** Make the client of this page. */
export function createClient(options: ClientOptions = {}): Client {
  return new PageClient(options)
}

class PageClient implements Client, Wire {
  session: Session & { readonly mount: string }
  isStale = false
  readonly locales: Locales
  readonly fetch: typeof fetch
  readonly timeout: number
  readonly retries: number
  private readonly resources = new Map<string, { context: string; resource: Resource<unknown> }>()
  private readonly embedded = new Map<string, Snapshot<unknown>>()
  private readonly reads: Reads
  private isKnown: boolean
  private renewing: Promise<void> | undefined

  constructor(private readonly options: ClientOptions) {
    const hydration = 'hydration' in options ? options.hydration : readHydration()
    const { contexts = [], ...session } = hydration ?? {}
    this.session = { mount: options.mount ?? '/api/mizan/', ...given({ language: options.language }), ...session }
    this.isKnown = this.session.language !== undefined
    this.locales = options.locales ?? {}
    this.fetch = options.fetch ?? ((input, init) => fetch(input, init))
    this.timeout = options.timeout ?? 30_000
    this.retries = options.retries ?? 2
    this.reads = new Reads(this, options.maxBatch ?? 10)
    for (const context of contexts) this.embedded.set(resourceKey(context.name, context.input), revive(context))
    if (session.build) this.compareBuild(session.build)
    if (typeof window !== 'undefined')
      window.addEventListener('pageshow', (event) => {
        if (event.persisted) void this.refreshSession().catch(() => undefined)
      })
  }

  call<I, O, E>(operation: OperationDef<I, O, E>, input: I, options: CallOptions = {}): Promise<O> {
    const def = operation as OperationDef<unknown, unknown, unknown>
    const { signal, timeout } = options
    const answer = def.readonly ? this.reads.read(def, input, { signal, timeout }) : this.write(def, input, options)
    answer.catch((error: unknown) => {
      if (error instanceof MizanError && error.code === 'stale_contract') this.noticeStale()
    })
    return answer as Promise<O>
  }

  private async write(
    operation: OperationDef<unknown, unknown, unknown>,
    input: unknown,
    { files = [], identity = this.session.identity, signal, timeout }: CallOptions,
  ): Promise<unknown> {
    const text = JSON.stringify(input)
    const headers = {
      ...given({ 'X-Mizan-Op': operation.hash, 'X-Mizan-Identity': identity }),
      ...(files.length ? {} : { 'Content-Type': 'application/json' }),
    }
    const limit = timeout ?? (files.length ? 0 : undefined)
    const body = files.length ? multipart(text, files) : text
    try {
      return await post(this, `call/${operation.name}/`, { body, headers, signal, timeout: limit })
    } finally {
      this.reads.forget()
    }
  }

  resource<P, D>(context: ContextDef<P, D>, input: P): Resource<D> {
    const key = resourceKey(context.name, input)
    let known = this.resources.get(key)
    if (!known) {
      const resource = createResource<unknown>(() => this.call(context.operation, input), this.embedded.get(key))
      known = { context: context.name, resource }
      this.resources.set(key, known)
    }
    return known.resource as Resource<D>
  }

  can(operation: string): Resource<Readonly<Record<string, boolean>>> {
    return this.resource(CAN, { names: [operation] })
  }

  invalidate(context: string): void {
    for (const known of this.resources.values()) if (known.context === context) known.resource.invalidate()
  }

  async ready(): Promise<void> {
    if (!this.isKnown) await this.refreshSession().catch(() => undefined)
  }

  refreshSession(): Promise<void> {
    return (this.renewing ??= this.askSession().finally(() => (this.renewing = undefined)))
  }

  private async askSession(): Promise<void> {
    const before = this.session.identity
    const answer = await exchange(this, 'session/')
    if (isRecord(answer)) this.session = { ...this.session, ...answer }
    this.isKnown = true
    if (before === undefined || before === this.session.identity) return
    this.reads.forget()
    for (const { resource } of this.resources.values()) resource.invalidate()
    this.options.onIdentity?.(this.session.identity)
  }

  mount(): string {
    return this.session.mount
  }

  csrf(): string | undefined {
    return this.session.csrf
  }

  renew(): Promise<void> {
    return this.refreshSession()
  }

  seen(headers: Headers): void {
    this.compareBuild(headers.get('X-Mizan-Build'))
    if (headers.get('X-Mizan-Stale')) this.noticeStale()
    const names = headers.get('X-Mizan-Invalidate')?.split(',') ?? []
    if (!names.length) return
    this.reads.forget()
    for (const name of names) this.invalidate(name.trim())
  }

  private compareBuild(server: string | null): void {
    if (server && this.options.build && server !== this.options.build) this.noticeStale()
  }

  private noticeStale(): void {
    if (this.isStale) return
    this.isStale = true
    this.options.onStale?.()
  }
}

function multipart(input: string, files: readonly (readonly [string, Blob])[]): FormData {
  const body = new FormData()
  body.set('input', input)
  for (const [field, file] of files) body.append(`file:${field}`, file)
  return body
}

/** Leave out the keys whose value is undefined. */
function given(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
