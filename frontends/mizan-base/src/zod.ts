import * as z from 'zod/mini'
import type { FieldTexts, FormTexts, Issue, Rule, Together } from './rules/index.js'

/** What stands for a key that is absent: a rule must tell it from an empty text, which a list is never. */
const ABSENT = Symbol()

/** Let a rule decide everything about a value, also that it is null or absent; zod's own schemas would refuse those first. */
const decide = (rule: Rule, texts: FieldTexts) =>
  z._default(z.any(), ABSENT).check((payload) => {
    const isAbsent = payload.value === ABSENT
    if (isAbsent) payload.value = ''
    report(payload, rule(isAbsent ? undefined : payload.value, texts))
  })

const report = (payload: z.core.ParsePayload, issues: readonly Issue[]): void => {
  for (const { path, code, message, params } of issues)
    payload.issues.push({ code: 'custom', input: payload.value, path: [...path], message, params: { code, params } })
}

/** Make the zod schema of a field. Its issues carry `params: { code, params }`. */
export const field = <T>(rule: Rule, texts: FieldTexts): z.ZodMiniType<T, T> => decide(rule, texts)

/** Make the zod schema of a field whose key may be left out of the input's type. */
export const optional = <T>(rule: Rule, texts: FieldTexts): z.ZodMiniExactOptional<z.ZodMiniType<T, T>> =>
  decide(rule, texts) as unknown as z.ZodMiniExactOptional<z.ZodMiniType<T, T>>

/** Make the check of a form's zod schema that judges several fields together, whatever the rules of others say. */
export const together = <Input>(texts: FormTexts<Input>, rules: readonly Together[]): z.core.$ZodCheck<Input> =>
  z.check<Input>(
    (payload) => {
      const failed = new Set(payload.issues.map(({ path }) => path?.[0]))
      for (const rule of rules) report(payload, rule(payload.value as object, texts as unknown as FormTexts<never>, failed))
    },
    { when: () => true },
  )
