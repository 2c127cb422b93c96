import type { FormDef, FormOptions } from '@mizan/base'
import { type ReactForm, useForm } from './form.js'
import { type ReactRows, type RowOf, useRows } from './rows.js'

/** A formset that stands alone, in a component: a form, and its rows. */
export interface ReactFormSet<I, R, E = never> extends ReactForm<I, R, E>, Omit<ReactRows<RowOf<I[keyof I]>>, 'errors'> {
  /** What is wrong with the rows as a whole; `errors` are those of the submission. */
  readonly rowErrors: readonly string[]
}

/** Fill in a formset that belongs to no form: `name` is what the form that is made for it calls the rows. */
export function useFormSet<I, R, E, K extends keyof I & string>(def: FormDef<I, R, E>, name: K, options?: FormOptions<I, R, E>): ReactFormSet<Pick<I, K>, R, E> {
  const form = useForm(def, options)
  const { errors: rowErrors, ...rows } = useRows(form, name)
  return { ...form, ...rows, rowErrors } as unknown as ReactFormSet<Pick<I, K>, R, E>
}
