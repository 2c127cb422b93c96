import { type Client, MizanError, type OperationDef } from '@mizan/base'
import { type AnyAuthResult, type CreationOptions, type Nothing, type RequestOptions, createPasskey, getPasskey, isPasskeySupported } from '@mizan/base/auth'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useClient } from '../provider.js'
import { type Actions, dataOf, useActions } from './actions.js'
import { useList } from './list.js'
import type { Factor } from './totp.js'

interface Made {
  readonly credential: Record<string, unknown>
}

/** How a new passkey is called, and whether it alone logs in. */
export interface NewPasskey {
  readonly name?: string
  readonly passwordless?: boolean
}

/** The operations on the passkeys of a user. */
export interface PasskeyDefs<A extends Factor, R> {
  readonly authenticators: OperationDef<Nothing, A[]>
  readonly passkeyCreation: OperationDef<{ passwordless?: boolean }, AnyAuthResult<CreationOptions>>
  readonly addPasskey: OperationDef<Made & NewPasskey, AnyAuthResult<R>>
  readonly renamePasskey: OperationDef<{ id: number; name: string }, AnyAuthResult>
  readonly removePasskeys: OperationDef<{ authenticators: number[] }, AnyAuthResult<null>>
}

/** What asks for a passkey, and what takes the answer. */
export interface PasskeyProofDefs {
  readonly options: OperationDef<Nothing, AnyAuthResult<RequestOptions>>
  readonly answer: OperationDef<Made, AnyAuthResult>
}

/** What makes the passkey of a new account, and what takes it. */
export interface PasskeySignupDefs {
  readonly passkeySignupCreation: OperationDef<Nothing, AnyAuthResult<CreationOptions>>
  readonly finishPasskeySignup: OperationDef<Made & { readonly name?: string }, AnyAuthResult>
}

/** What every hook for passkeys tells. A user who does not answer the browser's question is no `error` but `aborted`. */
export interface PasskeyActions extends Actions {
  readonly isSupported: boolean
}

/** The passkeys of the user. */
export interface Passkeys<A, R> extends PasskeyActions {
  readonly passkeys: readonly Extract<A, { readonly type: 'webauthn' }>[] | undefined
  /** Make one; the browser asks the user. */
  readonly add: (passkey?: NewPasskey) => Promise<R | undefined>
  readonly rename: (id: number, name: string) => Promise<void>
  readonly remove: (...ids: number[]) => Promise<void>
}

/** How to ask for a passkey. */
export interface PasskeyQuestion {
  /** Wait until the user picks one where a name is typed (`autocomplete="username webauthn"`), instead of asking. */
  readonly autofill?: boolean
}

/** A proof by passkey. */
export interface PasskeyProof extends PasskeyActions {
  /** Ask the user for a passkey; another question takes the place of this one. */
  readonly ask: (question?: PasskeyQuestion) => Promise<void>
}

/** Read and change the passkeys of the user. */
export function usePasskeys<A extends Factor, R>(defs: PasskeyDefs<A, R>): Passkeys<A, R> {
  const client = useClient()
  const { data, error: unread, resource } = useList(defs.authenticators)
  const { run, pending, error } = useActions()
  const isSupported = useIsSupported()

  async function add({ name, passwordless }: NewPasskey = {}): Promise<R | undefined> {
    const kind = passwordless === undefined ? {} : { passwordless }
    const credential = await made(client, defs.passkeyCreation, kind)
    const added = await dataOf(client, defs.addPasskey, { credential, ...kind, ...(name !== undefined && { name }) })
    await resource.refresh()
    return added
  }

  async function change<I>(operation: OperationDef<I, AnyAuthResult>, input: I): Promise<void> {
    await client.call(operation, input)
    await resource.refresh()
  }
  return {
    passkeys: data?.filter((each): each is Extract<A, { readonly type: 'webauthn' }> => each.type === 'webauthn'),
    add: (passkey) => run(add(passkey)),
    rename: (id, name) => run(change(defs.renamePasskey, { id, name })),
    remove: (...authenticators) => run(change(defs.removePasskeys, { authenticators })),
    isSupported,
    pending,
    error: error ?? unread,
  }
}

/** Prove by passkey who one is. */
export function usePasskey({ options, answer }: PasskeyProofDefs): PasskeyProof {
  const client = useClient()
  const { run, pending, error } = useActions()
  const flight = useRef<AbortController>(undefined)
  const isSupported = useIsSupported()
  useEffect(() => () => flight.current?.abort(), [])

  async function prove({ autofill = false }: PasskeyQuestion): Promise<void> {
    flight.current?.abort()
    const { signal } = (flight.current = new AbortController())
    const request = await dataOf(client, options, {})
    if (!request) return
    const credential = await getPasskey(request.request_options, { signal, autofill })
    await client.call(answer, { credential })
  }

  /** What lies in wait shows nothing, and may be left lying. */
  const lie = (work: Promise<void>): Promise<void> =>
    work.catch((failure: unknown) => {
      if (!(failure instanceof MizanError) || failure.code !== 'aborted') throw failure
    })
  return { ask: (question = {}) => (question.autofill ? lie(prove(question)) : run(prove(question))), isSupported, pending, error }
}

/** Finish signing up with a passkey instead of a password. */
export function usePasskeySignup(defs: PasskeySignupDefs): PasskeyActions & { readonly finish: (name?: string) => Promise<void> } {
  const client = useClient()
  const { run, pending, error } = useActions()
  const isSupported = useIsSupported()

  async function finish(name?: string): Promise<void> {
    const credential = await made(client, defs.passkeySignupCreation, {})
    await client.call(defs.finishPasskeySignup, { credential, ...(name !== undefined && { name }) })
  }
  return { finish: (name) => run(finish(name)), isSupported, pending, error }
}

async function made<I>(client: Client, operation: OperationDef<I, AnyAuthResult<CreationOptions>>, input: I): Promise<Made['credential']> {
  const options = await dataOf(client, operation, input)
  if (!options) throw new MizanError('conflict', 0, 'No passkey is to be made now.')
  return createPasskey(options.creation_options)
}

const never = (): (() => void) => () => undefined

/** A server cannot know; the page tells when it has come to life. */
function useIsSupported(): boolean {
  return useSyncExternalStore(never, isPasskeySupported, () => false)
}
