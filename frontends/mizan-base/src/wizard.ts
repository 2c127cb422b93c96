import type { Client } from './client.js'
import { type CallError, MizanError } from './errors.js'
import type { OperationDef } from './operations.js'
import type { Issue } from './rules/types.js'
import { type Store, createStore, patch } from './store.js'

/** One step of a wizard: it has an answer, it is the next to want one, or it comes later. */
export interface WizardStep<S extends string = string> {
  readonly name: S
  readonly title: string
  readonly status: 'done' | 'next' | 'later'
}

/** Where a wizard stands: what to show (null once every step has its answer), and the steps that are asked. */
export interface WizardProgress<S extends string = string> {
  readonly step: S | null
  readonly steps: readonly WizardStep<S>[]
}

type Nothing = Record<string, never>

/** A wizard as generated code describes it: `S` its steps, `R` what the end answers, `E` its declared failures. */
export interface WizardDef<S extends string, R, E = never> {
  readonly name: string
  readonly steps: readonly S[]
  readonly state: OperationDef<Nothing, WizardProgress<S>>
  readonly go: OperationDef<{ step: S }, WizardProgress<S>>
  readonly submit: OperationDef<Nothing, R, E>
  readonly reset: OperationDef<Nothing, WizardProgress<S>>
}

/** What is to be seen of a wizard. `step` is undefined until the server has said where it stands. */
export interface WizardState<S extends string, R, E = never> {
  readonly status: 'loading' | 'idle' | 'moving' | 'submitting' | 'success' | 'error'
  readonly step: S | null | undefined
  readonly steps: readonly WizardStep<S>[]
  /** Why the last request failed. */
  readonly error: CallError<E> | undefined
  readonly result: R | undefined
}

/** Several forms, one after the other. What was answered is kept at the server. */
export interface Wizard<S extends string, R, E = never> {
  readonly state: Store<WizardState<S, R, E>>
  /** Go to a step that has its answer, or to the next one. Never rejects. */
  go(this: void, step: S): Promise<void>
  /** Submit all answers; resolves with undefined when one of them is wrong: its step is shown. Never rejects. */
  submit(this: void): Promise<R | undefined>
  /** Forget all answers. Never rejects. */
  reset(this: void): Promise<void>
  /** Take what the submission of a step answered. */
  arrive(this: void, progress: WizardProgress<S>): void
  /** What the end had against a step, by the fields of its form. */
  issues(this: void, step: S): readonly Issue[]
  /** Ask the server where the wizard stands. Never rejects. */
  load(this: void): Promise<void>
}

/** Make a wizard for a page: `def` comes from generated code. */
export function createWizard<S extends string, R, E = never>(client: Client, def: WizardDef<S, R, E>): Wizard<S, R, E> {
  const state = createStore<WizardState<S, R, E>>({ status: 'loading', step: undefined, steps: [], error: undefined, result: undefined })
  let issues: readonly Issue[] = []

  const arrive = ({ step, steps }: WizardProgress<S>): void =>
    patch(state, { step, steps, error: undefined, status: 'idle' })

  const fail = (error: unknown): void => {
    if (!(error instanceof MizanError)) throw error
    patch(state, { status: 'error', error: error as CallError<E> })
  }

  const moved = (progress: Promise<WizardProgress<S>>): Promise<void> => progress.then(arrive).catch(fail)
  const load = (): Promise<void> => moved(client.call(def.state, {}))

  async function submit(): Promise<R | undefined> {
    if (state.get().status === 'submitting') return undefined
    patch(state, { status: 'submitting', error: undefined })
    try {
      const result = await client.call(def.submit, {})
      patch(state, { status: 'success', result })
      return result
    } catch (error) {
      issues = error instanceof MizanError ? error.issues : []
      await load()
      fail(error)
      return undefined
    }
  }

  return {
    state,
    arrive(progress) {
      issues = []
      arrive(progress)
    },
    load,
    submit,
    go(step) {
      patch(state, { status: 'moving' })
      return moved(client.call(def.go, { step }))
    },
    reset() {
      issues = []
      patch(state, { status: 'moving', result: undefined })
      return moved(client.call(def.reset, {}))
    },
    issues: (step) => issues.flatMap(({ path, ...issue }) => (path[0] === step ? [{ ...issue, path: path.slice(1) }] : [])),
  }
}
