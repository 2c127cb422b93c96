import { type FieldDef, type FieldState, type FieldTexts, type FieldView, type Form, controlAttributes, controlValue, inputType, readControl, shownValue } from '@mizan/base'
import type { ChangeEvent } from 'react'
import { reactProps } from './attributes.js'
import { useStore } from './provider.js'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Props of an `<input>`, `<select>` or `<textarea>`. */
export interface ControlProps {
  readonly id?: string
  readonly name?: string
  readonly type?: string
  readonly value?: string | readonly string[]
  readonly checked?: boolean
  readonly multiple?: boolean
  readonly required?: boolean
  readonly disabled?: boolean
  readonly placeholder?: string
  readonly 'aria-invalid'?: boolean | undefined
  readonly 'aria-describedby'?: string | undefined
  readonly className?: string
  readonly onChange: (event: ChangeEvent<Control>) => void
  readonly onBlur?: () => void
}

/** One field in a component. */
export interface FieldHandle<V> extends FieldState<V> {
  readonly id: string
  readonly name: string
  readonly def: FieldDef
  readonly texts: FieldTexts
  readonly label: string
  readonly help: string | undefined
  /** Its value now, between two renders too. */
  readonly now: () => V
  readonly set: (value: V) => void
  readonly inputProps: ControlProps
  readonly labelProps: { readonly htmlFor: string }
  readonly helpProps: { readonly id: string }
  readonly errorProps: { readonly id: string }
}

/** Make the props of the input of one choice (radio buttons, several checkboxes; see `optionsOf`). */
export function optionProps({ inputProps, ...field }: FieldHandle<unknown>, value: string, index: number): ControlProps {
  const checked = Array.isArray(field.value) ? field.value.includes(value) : shownValue(field.value) === value
  return { ...inputProps, id: `${field.id}_${index}`, value, checked, 'aria-describedby': undefined }
}

/** As much of a form as its fields need: a row has that too. */
export type FieldsOf<I, R, E> = Pick<Form<I, R, E>, 'id' | 'prefix' | 'def' | 'field' | 'texts' | 'set' | 'blur'>

/** Follow one field; only the component that calls this renders again when the field changes. */
export function useField<I, R, E, K extends keyof I & string>(form: FieldsOf<I, R, E>, name: K): FieldHandle<I[K]> {
  const state = useStore(form.field(name))
  const def: FieldDef = form.def.fields[name]
  const texts = form.texts(name)
  return handleOf<I[K]>(
    { id: `${form.id}-${name}`, name: `${form.prefix ?? ''}${name}`, def, texts, state },
    () => form.field(name).get().value,
    (value) => form.set(name, value),
    () => form.blur(name),
  )
}

/** Make the handle of a field, or of a part of one. */
export function handleOf<V>(view: FieldView, now: () => V, set: (value: V) => void, blur?: () => void): FieldHandle<V> {
  const { id, def, texts } = view
  const state = view.state as FieldState<V>
  const { kind } = def.widget
  const attributes = reactProps(controlAttributes(view))
  const listeners = {
    onChange: ({ currentTarget }: ChangeEvent<Control>) => set(readControl(kind, currentTarget, now()) as V),
    ...(blur && { onBlur: blur }),
  }
  return {
    ...state,
    id,
    name: view.name,
    def,
    texts,
    label: texts.label,
    help: texts.help,
    now,
    set,
    inputProps: { type: inputType(kind), ...attributes, ...controlValue(kind, state.value), ...listeners },
    labelProps: { htmlFor: id },
    helpProps: { id: `${id}_helptext` },
    errorProps: { id: `${id}_error` },
  }
}
