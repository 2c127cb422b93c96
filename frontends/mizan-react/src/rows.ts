import { type RowForm, rowTools } from '@mizan/base'
import { type RowsHolder, rowsOf } from '@mizan/base/rows'
import { useEffect, useMemo } from 'react'
import { type FieldHandle, useField } from './field.js'
import { useClient, useStore } from './provider.js'

/** The type of a row of a formset. */
export type RowOf<V> = NonNullable<V> extends readonly (infer Row extends object)[] ? Row : never

/** One row of a formset in a component. */
export interface ReactRow<Row extends object> {
  /** Its own for as long as it is there: the `key` of what draws it. */
  readonly key: string
  /** What its fields are followed by: `useField(row.form, name)`. */
  readonly form: RowForm<Row>
  /** Follow one field, in the component that draws it. */
  readonly useField: <K extends keyof Row & string>(name: K) => FieldHandle<Row[K]>
  /** It goes with the submission. */
  readonly removed: boolean
  readonly remove: () => void
  readonly restore: () => void
  /** Put it at another place. */
  readonly move: (to: number) => void
}

/** The rows of a formset in a component. */
export interface ReactRows<Row extends object> {
  readonly rows: readonly ReactRow<Row>[]
  /** What is wrong with the rows as a whole. */
  readonly errors: readonly string[]
  /** There may be another one. */
  readonly canAdd: boolean
  /** Add a row, at the end or at a place; returns its key. */
  readonly add: (values?: Partial<Row>, at?: number) => string
}

/** Follow the rows of a formset of a form, or of a row: those that there are, and their order. What they hold is followed field by field. */
export function useRows<I, R, E, K extends keyof I & string>(form: { readonly form: RowsHolder<I, R, E> }, name: K): ReactRows<RowOf<I[K]>> {
  type Row = RowOf<I[K]>
  const client = useClient()
  const rows = useMemo(() => rowsOf(rowTools, client, form.form, name), [client, form.form, name])
  useEffect(() => rows.mount(), [rows])
  const { keys, removed, errors } = useStore(rows.state)
  return {
    errors,
    canAdd: keys.length - removed.length < rows.def.max,
    add: (values, at) => rows.add(values, at),
    rows: keys.map((key) => {
      const row = rows.row(key) as unknown as RowForm<Row>
      return {
        key,
        form: row,
        useField: (field) => useField(row, field),
        removed: removed.includes(key),
        remove: () => rows.remove(key),
        restore: () => rows.restore(key),
        move: (to) => rows.move(key, to),
      }
    }),
  }
}
