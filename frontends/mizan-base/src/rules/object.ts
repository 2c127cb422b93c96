import { isRecord, own } from '../json.js'
import type { FieldTexts, FormTexts, Issue, Rule, RulesSchema } from './types.js'

const noTexts: FieldTexts = { label: '', messages: {} }

const notAnObject: Issue = { path: [], code: 'invalid', message: 'Expected an object.', params: {} }

/** Join the rules of a form's fields to a validator of Standard Schema that needs no library. */
export const objectSchema = <Input extends object>(
  fields: { readonly [Key in keyof Input]-?: Rule },
  texts: FormTexts<Input>,
): RulesSchema<Input> => {
  const validate = (value: unknown) => {
    if (!isRecord(value)) return { issues: [notAnObject] }
    const issues = Object.entries<Rule>(fields).flatMap(([name, rule]) => {
      const words = (own(texts.fields, name) as FieldTexts | undefined) ?? noTexts
      return rule(own(value, name), words).map((issue) => ({ ...issue, path: [name, ...issue.path] }))
    })
    return issues.length ? { issues } : { value: value as Input }
  }
  return { '~standard': { version: 1, vendor: 'mizan', validate } }
}
