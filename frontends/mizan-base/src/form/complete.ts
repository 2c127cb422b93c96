import type { Client } from '../client.js'
import type { DeclaredError } from '../errors.js'
import type { FormTexts } from '../rules/types.js'
import { describedForm, formsetsOf, told } from './schema.js'
import type { FormDef, SchemaInput, Values } from './types.js'

type AnyDef = FormDef<Values, unknown, DeclaredError>

/**
 * Complete a form for this page: its texts in the active language, and what depends on the request.
 *
 * What generated code does not know comes from `<form>.schema`; with `isAnew` the first values do, too. Raises MizanError.
 */
export async function complete(client: Client, def: AnyDef, input: SchemaInput, isAnew = false): Promise<AnyDef> {
  const texts = await textsOf(client, def)
  const spoken = texts && { ...def, texts, layout: texts.layout ?? def.layout ?? null }
  if (spoken && !def.dynamic && input.params === undefined && !isAnew) return spoken
  const answer = await client.call(def.schema, input)
  if (!spoken || def.dynamic === true || def.refreshOn) return describedForm(def, answer)
  return {
    ...spoken,
    fields: { ...def.fields, ...formsetsOf(answer) },
    initial: { ...def.initial, ...answer.initial },
    layout: answer.layout ?? spoken.layout,
    ...told(answer),
  }
}

async function textsOf(client: Client, def: AnyDef): Promise<FormTexts<Values> | undefined> {
  const language = client.session.language
  if (language === def.texts.language) return def.texts
  if (language === undefined || !Object.hasOwn(client.locales, language)) return undefined
  return (await client.locales[language]?.())?.[def.name]
}
