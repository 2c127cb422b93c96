import type { FieldTexts, Issue } from './types.js'

/**
 * Word one complaint. Without a text for it in the active language the rule does not know: no issue.
 * `m` is the key of the text; `value`, where Django names it, fills `%(value)s` but never travels in `params`.
 */
export const issue = (
  texts: FieldTexts,
  code: string,
  params: Readonly<Record<string, unknown>> = {},
  value?: unknown,
  m = code,
): Issue[] => {
  const text: unknown = texts.messages[m]
  if (typeof text !== 'string') return []
  const words: Readonly<Record<string, unknown>> = value === undefined ? params : { ...params, value }
  const message = text.replace(/%\((\w+)\)[sd]/g, (whole, name: string) =>
    Object.hasOwn(words, name) ? String(words[name]) : whole,
  )
  return [{ path: [], code, message, params }]
}
