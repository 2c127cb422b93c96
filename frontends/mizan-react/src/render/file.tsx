import { type ComponentProps, type ReactNode, Suspense, lazy } from 'react'
import { useStore } from '../provider.js'
import { useControlClass } from './control.js'
import { type AnyField, type AnyForm, useLook } from './look.js'
import { Errors, Help, Label } from './parts.js'

const Upload = /* @__PURE__ */ lazy(() => import('./upload.js').catch(() => ({ default: (): null => null })))

/** Draw what only files need that are there; without its code, nothing. */
function Later(props: Omit<ComponentProps<typeof Upload>, 'look'>): ReactNode {
  return (
    <Suspense>
      <Upload {...props} look={useLook()} />
    </Suspense>
  )
}

/** How far the files of a form are on their way. */
export function Sending({ form }: { readonly form: AnyForm }): ReactNode {
  return useStore(form.form.progress) && <Later form={form} />
}

/** A file to upload; a stored one is named, and can be cleared where none is required. */
export function FileField({ field }: { readonly field: AnyField }): ReactNode {
  const { classes } = useLook()
  const className = useControlClass(field, 'input')
  return (
    <>
      <Label field={field} />
      {!!(field.initial ?? field.value) && <Later field={field} />}
      <div className={field.errors.length ? classes.invalid : undefined}>
        <input {...field.inputProps} className={className} />
        <Errors field={field} />
        <Help field={field} />
      </div>
    </>
  )
}
