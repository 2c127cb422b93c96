import * as z from 'zod/mini'
import type { FieldTexts, Rule } from './rules/index.js'

/** Let a rule decide everything about a value, also that it is null or absent; zod's own schemas would refuse those first. */
const decide = (rule: Rule, texts: FieldTexts) =>
  z._default(z.any(), '').check((payload) => {
    for (const { path, code, message, params } of rule(payload.value, texts))
      payload.issues.push({ code: 'custom', input: payload.value, path: [...path], message, params: { code, params } })
  })

/** Make the zod schema of a field. Its issues carry `params: { code, params }`. */
export const field = <T>(rule: Rule, texts: FieldTexts): z.ZodMiniType<T, T> => decide(rule, texts)

/** Make the zod schema of a field whose key may be left out of the input's type. */
export const optional = <T>(rule: Rule, texts: FieldTexts): z.ZodMiniExactOptional<z.ZodMiniType<T, T>> =>
  decide(rule, texts) as unknown as z.ZodMiniExactOptional<z.ZodMiniType<T, T>>
