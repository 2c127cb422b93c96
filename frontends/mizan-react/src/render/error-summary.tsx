import type { Store } from '@mizan/base'
import type { MouseEvent, ReactNode } from 'react'
import { useField } from '../field.js'
import { useStore } from '../provider.js'
import { type AnyForm, useLook } from './look.js'

/** Everything that is wrong, each complaint about a field with the way there: after a failed submission the focus comes here. */
export function ErrorSummary({ form }: { readonly form: AnyForm }): ReactNode {
  const { classes } = useLook()
  const { id, def } = form.form
  const names = form.status === 'error' ? def.order.filter((name) => !def.fields[name]?.widget.kind.endsWith('hidden')) : []
  const isWrong = useStore(anyWrong(form, names))
  if (!isWrong && !form.errors.length) return null
  return (
    <div id={`${id}_errors`} data-first="" role="alert" tabIndex={-1} className={classes.summary}>
      <ul className={classes.summaryList}>
        {form.errors.map((error, index) => (
          <li key={index}>{error}</li>
        ))}
        {names.map((name) => (
          <Links key={name} form={form} name={name} />
        ))}
      </ul>
    </div>
  )
}

/** Each complaint about a field, as the way there. */
function Links({ form, name }: { readonly form: AnyForm; readonly name: string }): ReactNode {
  const { id, label, errors } = useField(form.form, name)
  const go = (event: MouseEvent): void => {
    event.preventDefault()
    form.form.focus(name)
  }
  return errors.map((error, index) => (
    <li key={index}>
      <a href={`#div_${id}`} onClick={go}>
        {label}: {error}
      </a>
    </li>
  ))
}

/** Whether one of these fields has a complaint, as a store. */
function anyWrong({ form }: AnyForm, names: readonly string[]): Pick<Store<boolean>, 'get' | 'subscribe'> {
  const fields = names.map((name) => form.field(name))
  return {
    get: () => fields.some((field) => field.get().errors.length > 0),
    subscribe(listener) {
      const stops = fields.map((field) => field.subscribe(listener))
      return () => stops.forEach((stop) => stop())
    },
  }
}
