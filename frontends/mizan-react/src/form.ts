import { type Form, type FormDef, type FormOptions, type FormState, canonicalJson, createForm, formAttributes } from '@mizan/base'
import { type SubmitEvent, useLayoutEffect, useState } from 'react'
import { reactProps } from './attributes.js'
import { type FieldHandle, useField } from './field.js'
import { useClient, useStore } from './provider.js'

/** Props of a `<form>`. */
export interface FormProps {
  readonly id?: string
  readonly method?: string
  readonly action?: string
  readonly noValidate?: boolean
  readonly ref: (element: HTMLFormElement | null) => void
  readonly onSubmit: (event: SubmitEvent) => void
}

/** A form in a component: `<form {...form.formProps}>`, and `form.useField(name)` in a child for each field. */
export interface ReactForm<I, R, E = never> extends FormState<R, E> {
  /** The kernel's form. */
  readonly form: Form<I, R, E>
  readonly formProps: FormProps
  /** Follow one field, in the component that draws it. */
  readonly useField: <K extends keyof I & string>(name: K) => FieldHandle<I[K]>
  readonly title: string | undefined
  /** A submission is on its way. */
  readonly pending: boolean
  readonly set: Form<I, R>['set']
  readonly submit: Form<I, R>['submit']
  readonly validate: Form<I, R>['validate']
  readonly reset: Form<I, R>['reset']
  readonly reload: Form<I, R>['reload']
  readonly abort: Form<I, R>['abort']
}

/** Fill in a form. Other `params` make it another form, with values of its own. */
export function useForm<I, R, E = never>(def: FormDef<I, R, E>, options: FormOptions<I, R, E> = {}): ReactForm<I, R, E> {
  const client = useClient()
  const key = `${def.name}\n${canonicalJson(options.params ?? null)}`
  const make = (): { key: string; form: Form<I, R, E> } => ({ key, form: createForm(client, def, options) })
  const [held, hold] = useState(make)
  const current = held.key === key ? held : make()
  if (current !== held) hold(current)
  const { form } = current
  const { set, submit, validate, reset, reload, abort } = form
  useLayoutEffect(() => form.configure(options))
  useLayoutEffect(() => {
    // React watches the stores later, but for a change at once: a key that comes between would be lost.
    if (client.early) hold({ ...current })
    return form.mount()
  }, [form])
  const state = useStore(form.state)
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    void submit()
  }
  return {
    ...state,
    form,
    formProps: { ...reactProps(formAttributes(client, form)), ref: form.attach, onSubmit },
    useField: (name) => useField(form, name),
    title: form.def.texts.title,
    pending: state.status === 'submitting',
    set,
    submit,
    validate,
    reset,
    reload,
    abort,
  }
}
