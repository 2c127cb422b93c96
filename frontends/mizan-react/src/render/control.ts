import type { ReactNode } from 'react'
import { type Part, join } from './classes.js'
import { type AnyField, useLook } from './look.js'

/** What draws the control of a field. */
export type Widget = (props: { readonly field: AnyField }) => ReactNode

/** The class of a control: that of its part, what Python gave it, and whether it is invalid. */
export function useControlClass(field: AnyField, part: Part): string | undefined {
  const { classes } = useLook()
  return join(classes[part], field.inputProps.className, field.errors.length > 0 && classes.invalid)
}
