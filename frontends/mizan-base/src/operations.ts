/** One remotely callable thing, as generated code describes it. `E` are its declared failures. */
export interface OperationDef<I, O, E = never> {
  readonly name: string
  /** The hash of its input schema, sent as `X-Mizan-Op`. */
  readonly hash?: string
  /** May go by GET and in a batch, and is tried again when the network fails. */
  readonly readonly?: boolean
  /** Names of the contexts that a success makes stale. */
  readonly affects?: readonly string[]
  /** Who may: a hint for people, the server judges. */
  readonly auth?: true | null | string | readonly unknown[]
  /** Carries the types alone; never set. */
  readonly '~types'?: { readonly input: I; readonly output: O; readonly error: E }
}

/** Shared server data: a read-only operation whose answer is held for the page. */
export interface ContextDef<P, D> {
  readonly name: string
  readonly scope: 'global' | 'local'
  readonly operation: OperationDef<P, D>
}
