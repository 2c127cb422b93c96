import { type PartView, partsOf, withPart } from '@mizan/base'
import type { FocusEvent, ReactNode } from 'react'
import { handleOf } from '../field.js'
import { useClient } from '../provider.js'
import { Options } from './choices.js'
import { join } from './classes.js'
import { type AnyField, useLook } from './look.js'
import { Errors, Help, Legend } from './parts.js'
import { Control, Hidden } from './widgets.js'

/** A widget of several controls: one group, one value, one verdict once all of it is left. */
export function Parts({ field }: { readonly field: AnyField }): ReactNode {
  return (
    <fieldset name={field.name} aria-describedby={field.inputProps['aria-describedby']} onBlur={leaving(field)}>
      <Legend field={field} />
      <Several field={field} />
      <Errors field={field} />
      <Help field={field} />
    </fieldset>
  )
}

/** Judge a field of several controls once all of it is left. */
export function leaving({ inputProps }: AnyField): (event: FocusEvent) => void {
  return ({ currentTarget, relatedTarget }) => {
    if (!currentTarget.contains(relatedTarget)) inputProps.onBlur?.()
  }
}

/** A widget of several controls, none of which is seen. */
export function HiddenParts({ field }: { readonly field: AnyField }): ReactNode {
  return useParts(field).map((part) => <Hidden key={part.id} field={part} />)
}

/** The parts of a widget of several. */
export function Several({ field }: { readonly field: AnyField }): ReactNode {
  return useParts(field).map((part) => <One key={part.id} field={part} />)
}

function One({ field }: { readonly field: AnyField }): ReactNode {
  const { classes } = useLook()
  const { kind, attrs } = field.def.widget
  const isSeveral = /^(multi|split-datetime|select-date)$/.test(kind)
  if (!isSeveral && kind !== 'radio' && kind !== 'checkboxes') return kind.endsWith('hidden') ? <Hidden field={field} /> : <Control field={field} />
  return (
    <div role="group" aria-label={attrs?.['aria-label'] as string} className={join(field.errors.length > 0 && classes.invalid)}>
      {isSeveral ? <Several field={field} /> : <Options field={field} />}
    </div>
  )
}

/** The parts as fields of their own, which change the whole; the group tells what is wrong with it. */
function useParts(field: AnyField): AnyField[] {
  const { words } = useLook()
  const { language } = useClient().session
  const at = (value: unknown): PartView[] => partsOf({ ...field, state: { ...field, value } }, { ...words, language })
  return at(field.value).map((part, index) => {
    const now = (): unknown => at(field.now())[index]?.state.value
    const set = (value: unknown): void => field.set(withPart(at(field.now()), part.key, value))
    const { inputProps, ...handle } = handleOf(part, now, set)
    return { ...handle, inputProps: { ...inputProps, 'aria-describedby': undefined } }
  })
}
