import type { CallOptions, Client } from './client.js'

/** What generated code says of an operation beside its name. */
export interface OperationTraits {
  /** May go by GET and in a batch, and is tried again when the network fails. */
  readonly readonly?: boolean
  /** Names of the contexts that a success makes stale. */
  readonly affects?: readonly string[]
  /** Who may: a hint for people, the server judges. */
  readonly auth?: true | null | string | readonly unknown[]
}

/** One remotely callable thing. `E` are its declared failures. */
export interface OperationDef<I, O, E = never> extends OperationTraits {
  readonly name: string
  /** The hash of its input schema, sent as `X-Mizan-Op`. */
  readonly hash?: string
  /** Calls it in another way: `bare`. */
  readonly through?: (client: Client, input: I, options: CallOptions) => Promise<O>
  /** Carries the types alone; never set. */
  readonly '~types'?: { readonly input: I; readonly output: O; readonly error: E }
}

/** Shared server data: a read-only operation whose answer is held for the page. */
export interface ContextDef<P, D> {
  readonly name: string
  readonly scope: 'global' | 'local'
  readonly operation: OperationDef<P, D>
}

/** An input without keys may be left out. */
export type CallArguments<I> = Record<string, never> extends I
  ? [input?: I, options?: CallOptions]
  : [input: I, options?: CallOptions]

/** An operation that is called by its name: `echo(client, { text: 'hello' })`. */
export interface Operation<I, O, E = never> extends OperationDef<I, O, E> {
  (client: Client, ...args: CallArguments<I>): Promise<O>
}

/** Make an operation that can be called. */
export function operation<I, O, E = never>(name: string, hash: string, traits: OperationTraits = {}): Operation<I, O, E> {
  const def: OperationDef<I, O, E> = { name, hash, ...traits }
  const call = (client: Client, input = {} as I, options?: CallOptions): Promise<O> => client.call(def, input, options)
  return Object.assign(Object.defineProperty(call, 'name', { value: name }), { hash, ...traits })
}
