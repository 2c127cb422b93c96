import { isRecord, own, same } from '../json.js'
import { createStore, patch } from '../store.js'
import { createField } from './field.js'
import { localVerdict } from './verdict.js'

/** What the rows of a formset are made with. */
export interface RowTools {
  readonly createField: typeof createField
  readonly createStore: typeof createStore
  readonly isRecord: typeof isRecord
  readonly localVerdict: typeof localVerdict
  readonly own: typeof own
  readonly patch: typeof patch
  readonly same: typeof same
}

/**
 * What the rows of a formset are made with, handed to `rowsOf`. They are loaded later than the form and import none
 * of it: bundlers would otherwise cut it out for both, and pages without rows would load them too.
 */
export const rowTools: RowTools = { createField, createStore, isRecord, localVerdict, own, patch, same }
