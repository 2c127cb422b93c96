import { bootstrap5, Field, MizanForm } from '@mizan/react'
import { Done } from './done'
import { useFieldsForm, useLayoutsForm } from './mizan/react.gen'
import type { FieldsInput } from './mizan/mizan.gen'
import { Verdicts } from './verdicts'

type Name = keyof FieldsInput

/** The fields by what they take, in the order of the form. */
const GROUPS: readonly (readonly [string, readonly Name[]])[] = [
  ['Words', ['char', 'slug', 'regex', 'email', 'url', 'uuid', 'ip', 'data', 'combo', 'textarea', 'password', 'username', 'new_password', 'new_password_again', 'search', 'phone', 'color']],
  ['Numbers', ['integer', 'number', 'decimal']],
  ['Time', ['day', 'picker', 'time', 'moment', 'duration', 'split', 'selects']],
  ['Choices', ['boolean', 'maybe', 'null_boolean', 'choice', 'typed_choice', 'radio', 'radio_groups', 'multiple', 'checkboxes', 'typed_multiple', 'model', 'models', 'path']],
  ['Several parts and files', ['multi', 'file', 'clearable', 'image']],
]
const HIDDEN: readonly Name[] = ['hidden', 'multiple_hidden', 'split_hidden']

/** Every field and every widget, each with what the page and the server say of its value. */
export function Fields() {
  const form = useFieldsForm({ validateOn: 'submit' })
  if (form.result !== undefined) return <Done title="The server accepts all of it">{form.result} of the fields were filled in.</Done>
  return (
    <MizanForm form={form} classes={bootstrap5} submit="Ask the server about all">
      {GROUPS.map(([title, names]) => (
        <section key={title} className="gallery" aria-labelledby={`of-${title}`}>
          <h2 id={`of-${title}`}>{title}</h2>
          {names.map((name) => (
            <div key={name} className="gallery-field">
              <Field form={form} name={name} />
              <Verdicts form={form.form} name={name} />
            </div>
          ))}
        </section>
      ))}
      {HIDDEN.map((name) => (
        <Field key={name} form={form} name={name} />
      ))}
    </MizanForm>
  )
}

/** What a layout of crispy-forms can say. */
export function Layouts() {
  const form = useLayoutsForm()
  if (form.status === 'success') return <Done title="The server accepts all of it">Nothing was kept.</Done>
  return <MizanForm form={form} classes={bootstrap5} />
}
