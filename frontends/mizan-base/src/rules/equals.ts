import { own } from '../json.js'
import { issue } from './issue.js'
import { size, textOf } from './text.js'
import type { FieldTexts, FormTexts, Issue, RulesSchema } from './types.js'

/** What `equals` takes: two fields that must say the same, and what is asked of it then. */
export interface EqualsOptions {
  readonly fields: readonly [string, string]
  readonly code: string
  /** How long the password must be. */
  readonly least?: number
  /** It may not be digits alone. */
  readonly numeric?: boolean
}

/** Judge values whose own rules found nothing: `failed` names the fields about which they complained. */
export type Together = (values: object, texts: FormTexts<never>, failed: ReadonlySet<unknown>) => Issue[]

const weakness = ({ least = 0, numeric }: EqualsOptions, text: string, texts: FieldTexts): Issue[] => [
  ...(size(text) < least ? issue(texts, 'password_too_short', { min_length: least }) : []),
  ...(numeric && /^[0-9]+$/.test(text) ? issue(texts, 'password_entirely_numeric') : []),
]

/** Judge a new password and its repetition as Django's `SetPasswordMixin` does; complaints stand at the second. */
export const equals =
  (options: EqualsOptions): Together =>
  (values, { fields }, failed) => {
    const [first, second] = options.fields
    const [one, other] = options.fields.map((name) => textOf(own(values, name)))
    const texts = own(fields, second) as FieldTexts | undefined
    if (failed.has(first) || failed.has(second) || !one || !other || !texts) return []
    const found = one === other ? weakness(options, other, texts) : issue(texts, options.code)
    return found.map((each) => ({ ...each, path: [second] }))
  }

/** Add rules about several fields to a form's validator. */
export const together = <Input>(
  schema: RulesSchema<Input>,
  texts: FormTexts<Input>,
  rules: readonly Together[],
): RulesSchema<Input> => ({
  '~standard': {
    ...schema['~standard'],
    validate(value) {
      const answer = schema['~standard'].validate(value)
      if (typeof value !== 'object' || value === null) return answer
      const known = answer.issues ?? []
      const failed = new Set(known.map(({ path }) => path[0]))
      const found = rules.flatMap((rule) => rule(value, texts as unknown as FormTexts<never>, failed))
      return found.length ? { issues: [...known, ...found] } : answer
    },
  },
})
