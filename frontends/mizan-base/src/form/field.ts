import { same } from '../json.js'
import type { Issue } from '../rules/types.js'
import { type Store, createStore, patch } from '../store.js'
import type { FieldState } from './types.js'

const NONE: readonly Issue[] = []

/** One field: its value, and two layers of complaints, ours and the server's. `show` publishes them in one change. */
export class Field {
  readonly store: Store<FieldState>
  value: unknown
  /** What our own rules have against the value. */
  local: readonly Issue[] = NONE
  /** From the first judgement on, our own complaints are shown. */
  isJudged = false
  /** What the server said about one value; it holds while the field has this value. */
  private verdict: { readonly value: unknown; readonly issues: readonly Issue[] } | undefined

  constructor(private initial: unknown) {
    this.value = initial
    this.store = createStore<FieldState>(pristine(initial))
  }

  get isDirty(): boolean {
    return !same(this.value, this.initial)
  }

  /** The server has judged this very value. */
  get isSettled(): boolean {
    return this.verdict !== undefined && same(this.verdict.value, this.value)
  }

  /** What there is to say about the present value. */
  get issues(): readonly Issue[] {
    if (this.isJudged && this.local.length) return this.local
    return this.verdict && this.isSettled ? this.verdict.issues : NONE
  }

  /** Keep the server's verdict with the value that it judged. */
  accept(value: unknown, issues: readonly Issue[]): void {
    this.verdict = { value, issues }
  }

  show(change: Pick<Partial<FieldState>, 'touched' | 'validating'> = {}): void {
    const { value, initial, isDirty: dirty, issues } = this
    const errors = same(issues, this.store.get().issues) ? {} : { issues, errors: issues.map((issue) => issue.message) }
    patch(this.store, { value, initial, dirty, ...errors, ...change })
  }

  /** Take the present value as the saved one. */
  keep(): void {
    this.initial = this.value
    this.show()
  }

  reset(initial: unknown): void {
    this.value = this.initial = initial
    this.isJudged = false
    this.local = NONE
    this.verdict = undefined
    this.store.set(pristine(initial))
  }
}

function pristine(value: unknown): FieldState {
  return { value, initial: value, errors: [], issues: NONE, touched: false, dirty: false, validating: false }
}
