import { type Option, optionsOf } from '@mizan/base'
import type { ReactNode } from 'react'
import { type Widget, useControlClass } from './control.js'
import type { AnyField } from './look.js'

/** One line of text, whatever its type. */
export function Input({ field }: { readonly field: AnyField }): ReactNode {
  return <input {...field.inputProps} className={useControlClass(field, 'input')} />
}

/** Several lines of text. */
export function Textarea({ field }: { readonly field: AnyField }): ReactNode {
  const { type: _type, ...props } = field.inputProps
  return <textarea cols={40} rows={10} {...props} className={useControlClass(field, 'input')} />
}

/** One choice, or several, from a list. */
export function Select({ field }: { readonly field: AnyField }): ReactNode {
  const { type: _type, ...props } = field.inputProps
  return (
    <select {...props} className={useControlClass(field, 'select')}>
      {optionsOf(field).map(option)}
    </select>
  )
}

function option(choice: Option): ReactNode {
  if (choice.options)
    return (
      <optgroup key={`group ${choice.label}`} label={choice.label}>
        {choice.options.map(option)}
      </optgroup>
    )
  return (
    <option key={choice.value} value={choice.value}>
      {choice.label}
    </option>
  )
}

/** One box to tick. */
export function Checkbox({ field }: { readonly field: AnyField }): ReactNode {
  return <input {...field.inputProps} className={useControlClass(field, 'checkInput')} />
}

const CONTROLS: ReadonlyMap<string, Widget> = new Map<string, Widget>([
  ['textarea', Textarea],
  ['select', Select],
  ['select-multiple', Select],
  ['null-boolean-select', Select],
  ['checkbox', Checkbox],
])

/** The one control of a field. */
export function Control({ field }: { readonly field: AnyField }): ReactNode {
  const Drawn = CONTROLS.get(field.def.widget.kind) ?? Input
  return <Drawn field={field} />
}

/** What is never seen: one hidden input for each value. */
export function Hidden({ field }: { readonly field: AnyField }): ReactNode {
  const { id, name } = field.inputProps
  if (!Array.isArray(field.value)) return <input type="hidden" id={id} name={name} value={field.inputProps.value} readOnly />
  return field.value.map(String).map((value) => <input key={value} type="hidden" name={name} value={value} readOnly />)
}
