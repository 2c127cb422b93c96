import type { ReactNode } from 'react'
import { type AnyForm, useLook } from './look.js'

/** What is wrong with the form as a whole; the page's focus comes here when no field can take it. */
export function Summary({ form }: { readonly form: AnyForm }): ReactNode {
  const { classes, words } = useLook()
  if (!form.errors.length) return null
  return (
    <div id={`${form.form.id}_errors`} role="alert" tabIndex={-1} className={classes.summary}>
      <ul className={classes.summaryList}>
        {form.errors.map((error, index) => (
          <li key={index}>{error}</li>
        ))}
      </ul>
      {form.error?.issues.some(({ code }) => code === 'changed') && (
        <button type="button" className={classes.button} onClick={form.form.refresh}>
          {words.reload}
        </button>
      )}
    </div>
  )
}
