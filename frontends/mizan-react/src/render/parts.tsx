import type { ReactNode } from 'react'
import { join } from './classes.js'
import { type AnyField, useLook } from './look.js'

/** The text of a label, with a star where the field is required. */
export function LabelText({ field }: { readonly field: AnyField }): ReactNode {
  const { classes, html } = useLook()
  const { label_html: markup } = field.texts
  return (
    <>
      {html && markup ? html(markup) : field.label}
      {field.def.required && (
        <span className={classes.asterisk} aria-hidden>
          *
        </span>
      )}
    </>
  )
}

/** The label of one control. */
export function Label({ field, part = 'label' }: { readonly field: AnyField; readonly part?: 'label' | 'checkLabel' }): ReactNode {
  const { classes } = useLook()
  return (
    <label {...field.labelProps} className={join(classes[part], field.def.required && classes.required)}>
      <LabelText field={field} />
    </label>
  )
}

/** The label of a group of controls. */
export function Legend({ field }: { readonly field: AnyField }): ReactNode {
  const { classes } = useLook()
  return (
    <legend className={join(classes.legend, field.def.required && classes.required)}>
      <LabelText field={field} />
    </legend>
  )
}

/** What is wrong with a field. */
export function Errors({ field }: { readonly field: AnyField }): ReactNode {
  const { classes } = useLook()
  if (!field.errors.length) return null
  return (
    <div {...field.errorProps} className={classes.errors}>
      {field.errors.map((error, index) => (
        <p key={index} id={`error_${index + 1}_${field.id}`}>
          <strong>{error}</strong>
        </p>
      ))}
    </div>
  )
}

/** The help text of a field. */
export function Help({ field }: { readonly field: AnyField }): ReactNode {
  const { classes, html } = useLook()
  const { help_html: markup } = field.texts
  if (!field.help && !markup) return null
  return (
    <div {...field.helpProps} className={classes.help}>
      {html && markup ? html(markup) : field.help}
    </div>
  )
}
