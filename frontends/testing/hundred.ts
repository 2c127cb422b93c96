import * as m from '@mizan/base/codegen/v1'

const names = Array.from({ length: 100 }, (_, index) => `f${index}`)
const each = <T>(make: (name: string) => T): Record<string, T> => Object.fromEntries(names.map((name) => [name, make(name)]))

/** A form of a hundred lines of text. */
export const hundredForm: m.FormDef<Record<string, string>, null> = {
  name: 'hundred',
  schema: { name: 'hundred.schema', readonly: true },
  validate: { name: 'hundred.validate' },
  submit: { name: 'hundred.submit' },
  order: names,
  fields: each(() => ({ widget: { kind: 'text' }, required: true })),
  initial: each(() => ''),
  texts: { language: 'en', fields: each((label) => ({ label, messages: { required: 'This field is required.' } })) },
  validator: (texts) => m.objectSchema<Record<string, string>>(each(() => m.char({ required: true })), texts),
}
