import type { Auth } from './auth/held.js'
import { MizanError } from './errors.js'
import type { Early } from './form/early.js'
import { type HydratedContext, type Hydration, type Session, readHydration } from './hydration.js'
import { isRecord } from './json.js'
import type { OperationDef } from './operations.js'
import { createReads } from './reads.js'
import type { Resource } from './resource.js'
import type { FormTexts } from './rules/types.js'
import { type Wire, exchange, loaded, post } from './transport.js'
import type { Files, Progress } from './upload.js'

/** How one call goes. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds; 0 waits for ever. */
  readonly timeout?: number | undefined
  /** For whom a write acts: the user's tag when the work began. The present user's by default. */
  readonly identity?: string | undefined
  /** Files by field name; the call then travels as multipart. */
  readonly files?: Files | undefined
  /** Told how far an upload is. With a `fetch` of the page's own, only its `upload` can tell. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** Something that sends what `fetch` takes, and tells how far it is. */
export type Upload = (onProgress: (progress: Progress) => void) => typeof fetch

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
  /** What sends files (XMLHttpRequest, for `fetch` tells no progress; the `fetch` above where there is one). */
  readonly upload?: Upload
  /** `earlyForms()`, to take over what was typed before the script came. */
  readonly early?: Early
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
  /** The contexts that the page embeds, as far as they are not old. */
  readonly embedded: readonly HydratedContext[]
  /** What takes over forms that the user filled in before the script came. */
  readonly early: Early | undefined
  /** What is held of contexts, by name and input; `resourceOf` fills it. Forms hear here that their data is another user's. */
  readonly resources: Map<unknown, readonly [context: string, resource: Pick<Resource<unknown>, 'invalidate'>]>
  /** What keeps calls that wait for a proof, where `@mizan/base/auth` is used. */
  auth: Auth | undefined
  /** True once the server is known to be newer than this code. */
  readonly isStale: boolean
  /** Call an operation. Rejects with MizanError (see `CallError`). */
  call<I, O, E>(operation: OperationDef<I, O, E>, input: I, options?: CallOptions): Promise<O>
  /** Mark a context as stale, whatever its input; all of them without a name. `isOthers` empties them: they are another user's. */
  invalidate(context?: string, isOthers?: boolean): void
  /** Wait until the session is known, from hydration or the server. Never rejects. */
  ready(): Promise<void>
  /** Ask `session/` anew who is logged in, in which language, with which token. */
  refreshSession(this: void): Promise<void>
}

/** Make the client of this page. */
export function createClient(options: ClientOptions = {}): Client {
  const { contexts = [], ...hydrated }: Hydration = ('hydration' in options ? options.hydration : readHydration()) ?? {}
  const { mount = '/api/mizan/', language = '' } = options
  let session: Client['session'] = { mount, ...(language && { language }), ...hydrated }
  let embedded = contexts
  let isStale = false
  let renewing: Promise<void> | undefined

  const wire: Wire = {
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    retries: options.retries ?? 2,
    timeout: options.timeout ?? 30_000,
    session: () => session,
    renew: () => renewing ?? renewal(),
    seen(headers) {
      compareBuild(headers.get('X-Mizan-Build'))
      if (headers.get('X-Mizan-Stale')) noticeStale()
      for (const name of headers.get('X-Mizan-Invalidate')?.split(',') ?? []) client.invalidate(name.trim())
    },
  }
  const reads = createReads(wire, options.maxBatch ?? 10)

  /** Ask anew: an answer that is on its way may be older than what the caller knows. */
  function renewal(): Promise<void> {
    const mine = renew().finally(() => {
      if (renewing === mine) renewing = undefined
    })
    return (renewing = mine)
  }

  async function renew(): Promise<void> {
    const before = session.identity
    const answer = await exchange(wire, 'session/')
    if (isRecord(answer)) session = { ...session, ...answer }
    if (before === undefined || before === session.identity) return
    if (client.auth) client.auth.renewed(before)
    else client.invalidate(undefined, true)
    options.onIdentity?.(session.identity)
  }

  function compareBuild(server: string | null | undefined): void {
    if (server && options.build && server !== options.build) noticeStale()
  }

  function noticeStale(): void {
    if (!isStale) options.onStale?.()
    isStale = true
  }

  async function write({ name, hash }: AnyOperation, input: unknown, given: CallOptions): Promise<unknown> {
    const { files, signal, timeout } = given
    // What nobody began goes on as whoever logs in.
    const identity = given.identity === 'anonymous' ? session.identity : given.identity
    const headers = { ...(hash && { 'X-Mizan-Op': hash }), ...(identity && { 'X-Mizan-Identity': identity }) }
    const body = JSON.stringify(input)
    const request = files?.length ? (await loaded(import('./upload.js'))).carrying(body, files, given, session.max_upload, options) : { body, timeout }
    if (!request) throw new MizanError('payload_too_large', 413, 'The request is too large.')
    try {
      return await post(wire, `call/${name}/`, { ...request, headers, signal })
    } finally {
      reads.forget()
    }
  }

  const client: Client = {
    locales: options.locales ?? {},
    early: options.early,
    resources: new Map(),
    auth: undefined,
    get embedded() {
      return embedded
    },
    get session() {
      return session
    },
    get isStale() {
      return isStale
    },
    async call<I, O, E>(operation: OperationDef<I, O, E>, input: I, given: CallOptions = {}): Promise<O> {
      if (operation.through) return operation.through(client, input, given)
      const untyped = operation as AnyOperation
      const { identity = session.identity } = given
      for (;;) {
        try {
          return (await (operation.readonly ? reads.read(untyped, input, given) : write(untyped, input, { ...given, identity }))) as O
        } catch (error) {
          if (!(error instanceof MizanError)) throw error
          if (error.code === 'stale_contract') noticeStale()
          if (!(await client.auth?.hold(error, untyped, given))) throw error
        }
      }
    },
    invalidate(context, isOthers) {
      const isMeant = (name: string): boolean => name === (context ?? name)
      reads.forget()
      embedded = embedded.filter(({ name }) => !isMeant(name))
      for (const [name, resource] of client.resources.values()) if (isMeant(name)) resource.invalidate(isOthers)
    },
    ready: async () => (session.language === undefined ? wire.renew().catch(() => undefined) : undefined),
    refreshSession: renewal,
  }

  compareBuild(session.build)
  if (typeof window !== 'undefined')
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) void wire.renew().catch(() => undefined)
    })
  return client
}

/** An operation whose types do not matter. */
export type AnyOperation = OperationDef<unknown, unknown, unknown>
