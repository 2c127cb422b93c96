import type { ContextDef, OperationDef } from '../operations.js'

/** An input without keys. */
export type Nothing = Record<string, never>

/** Something that may be begun: a way to log in, or to prove who one is. */
export interface AnyFlow {
  readonly id: string
  readonly providers?: readonly string[]
  readonly types?: readonly string[]
}

/** Who is logged in, as far as every project agrees; generated code knows steps and users more closely. */
export type AnyAuthState =
  | { readonly status: 'anonymous'; readonly flows: readonly AnyFlow[] }
  | { readonly status: 'pending'; readonly step: { readonly id: string }; readonly flows: readonly AnyFlow[] }
  | { readonly status: 'authenticated'; readonly user: object; readonly rights: readonly string[]; readonly methods: readonly object[] }
  | { readonly status: 'reauthenticate'; readonly user: object; readonly rights: readonly string[]; readonly methods: readonly object[]; readonly by: readonly AnyFlow[] }

/** What a write of `auth.` answers: who is logged in now, or its data. */
export type AnyAuthResult<D = unknown, S = AnyAuthState> =
  | { readonly kind: 'state'; readonly auth: S }
  | { readonly kind: 'ok'; readonly data: D }

/** What every page with a user needs, as generated code hands it over. */
export interface AuthDefs<S extends AnyAuthState, C> {
  readonly session: ContextDef<Nothing, S>
  readonly config: ContextDef<Nothing, C>
  readonly logout: OperationDef<Nothing, AnyAuthResult<unknown, S>>
}

/** The options of `navigator.credentials`, as JSON carries them. */
export interface CreationOptions {
  readonly creation_options: object
}

/** The same, to use a passkey. */
export interface RequestOptions {
  readonly request_options: object
}

/** What the server says of log-in by another site. */
export interface ProviderConfig {
  readonly socialaccount?: { readonly redirect_url: string } | undefined
}

/** Where a provider is asked, and where its answer leads. */
export interface ProviderRedirect {
  readonly provider: string
  /** Where the browser comes back to, with `?error=…` where it failed. */
  readonly callbackUrl: string
  /** `connect` adds the account to who is logged in (`login`). */
  readonly process?: 'login' | 'connect'
}
