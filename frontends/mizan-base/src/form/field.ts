import { same } from '../json.js'
import type { Issue } from '../rules/types.js'
import { type Store, createStore, patch } from '../store.js'
import type { FieldState } from './types.js'

const NONE: readonly Issue[] = []

/** One field: its value, and two layers of complaints, ours and the server's. `show` publishes them in one change. */
export interface Field {
  readonly store: Store<FieldState>
  value: unknown
  /** What our own rules have against the value. */
  local: readonly Issue[]
  /** From the first judgement on, our own complaints are shown. */
  isJudged: boolean
  isDirty(): boolean
  /** The server has judged this very value. */
  isSettled(): boolean
  /** What there is to say about the present value. */
  issues(): readonly Issue[]
  /** Keep the server's verdict with the value that it judged; it holds while the field has this value. */
  accept(value: unknown, issues: readonly Issue[]): void
  show(change?: Pick<Partial<FieldState>, 'touched' | 'validating'>): void
  /** Take a value as the saved one. */
  keep(saved: unknown): void
  reset(initial: unknown): void
}

/** Make a field that begins with this value. */
export function createField(initial: unknown): Field {
  let verdict: { readonly value: unknown; readonly issues: readonly Issue[] } | undefined
  const field: Field = {
    store: createStore<FieldState>(pristine(initial)),
    value: initial,
    local: NONE,
    isJudged: false,
    isDirty: () => !same(field.value, initial),
    isSettled: () => verdict !== undefined && same(verdict.value, field.value),
    issues() {
      if (field.isJudged && field.local.length) return field.local
      return verdict && field.isSettled() ? verdict.issues : NONE
    },
    accept(value, issues) {
      verdict = { value, issues }
    },
    show(change) {
      const issues = field.issues()
      const errors = same(issues, field.store.get().issues) ? {} : { issues, errors: issues.map((issue) => issue.message) }
      patch(field.store, { value: field.value, initial, dirty: field.isDirty(), ...errors, ...change })
    },
    keep(saved) {
      initial = saved
      field.show()
    },
    reset(value) {
      field.value = initial = value
      field.isJudged = false
      field.local = NONE
      verdict = undefined
      field.store.set(pristine(value))
    },
  }
  return field
}

function pristine(value: unknown): FieldState {
  return { value, initial: value, errors: [], issues: NONE, touched: false, dirty: false, validating: false }
}
