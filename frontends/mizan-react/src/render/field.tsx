import { type ReactNode, Suspense, lazy } from 'react'
import { type FieldHandle, useField } from '../field.js'
import type { ReactForm } from '../form.js'
import { useClient } from '../provider.js'
import { Choices } from './choices.js'
import { join } from './classes.js'
import { FileField } from './file.js'
import { type AnyField, type AnyForm, anyForm, useLook } from './look.js'
import { HiddenParts, Parts } from './multi.js'
import { Errors, Help, Label } from './parts.js'
import { Checkbox, Control, Hidden } from './widgets.js'

/** What `<Field>` takes. */
export interface FieldProps<I, R, K extends keyof I & string, E = never> {
  readonly form: ReactForm<I, R, E>
  readonly name: K
  /** A class for the element around. */
  readonly className?: string | undefined
  /** Draw the field yourself. */
  readonly children?: (field: FieldHandle<I[K]>) => ReactNode
}

/** Draw one field with its label, help and errors; it renders again only when this field changes. */
export function Field<I, R, K extends keyof I & string, E>({ form, name, className, children }: FieldProps<I, R, K, E>): ReactNode {
  const field = useField(form.form, name)
  return children ? children(field) : <Drawn form={anyForm(form).form} field={field as unknown as AnyField} className={className} />
}

/** Fields with rows come with code of their own, for pages that have one. */
const Remote = /* @__PURE__ */ lazy(() => import('./remote.js'))

const PARTS = { Choices, Errors, Help, Label, join, useClient, useLook }

interface DrawnProps {
  readonly form: AnyForm['form']
  readonly field: AnyField
  readonly className?: string | undefined
}

function Drawn({ form, field, className }: DrawnProps): ReactNode {
  const { classes } = useLook()
  const { kind } = field.def.widget
  if (kind === 'split-hidden-datetime') return <HiddenParts field={field} />
  if (kind.endsWith('hidden')) return <Hidden field={field} />
  if (kind === 'checkbox') return <Ticked field={field} className={className} />
  return (
    <div id={`div_${field.id}`} className={join(classes.field, className)}>
      {field.def.remote ? (
        <Suspense
          fallback={
            <div data-mizan-late>
              <Label field={field} />
            </div>
          }
        >
          <Remote form={form} field={field} parts={PARTS} />
        </Suspense>
      ) : (
        <Inside field={field} />
      )}
    </div>
  )
}

function Inside({ field }: { readonly field: AnyField }): ReactNode {
  const { kind } = field.def.widget
  if (kind === 'radio' || kind === 'checkboxes') return <Choices field={field} />
  if (/^(multi|split-datetime|select-date)$/.test(kind)) return <Parts field={field} />
  if (kind.endsWith('file')) return <FileField field={field} />
  return (
    <>
      <Label field={field} />
      <Control field={field} />
      <Errors field={field} />
      <Help field={field} />
    </>
  )
}

function Ticked({ field, className }: { readonly field: AnyField; readonly className?: string | undefined }): ReactNode {
  const { classes } = useLook()
  return (
    <div className={classes.field}>
      <div id={`div_${field.id}`} className={join(classes.check, className)}>
        <Checkbox field={field} />
        <Label field={field} part="checkLabel" />
        <Errors field={field} />
        <Help field={field} />
      </div>
    </div>
  )
}
