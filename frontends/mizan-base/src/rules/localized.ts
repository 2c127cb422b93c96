import { size, textOf } from './text.js'
import type { Rule, Separators } from './types.js'

/** What `localized` takes: the rule of the number. */
export interface LocalizedOptions {
  readonly rule: Rule
}

/** Whether a text is grouped by dots, and not a decimal number with one: Django suspects that of `1.5` (its ticket 22171). */
const isGrouped = (text: string, [separator]: readonly string[]): boolean => {
  const parts = text.split('.')
  return separator !== '.' || parts.length !== 2 || size(parts[1] ?? '') === 3
}

/** Take the separators of a language out, as Django's `sanitize_separators` does. */
const sanitize = (text: string, { decimal, group }: Separators): string => {
  const at = text.indexOf(decimal)
  const [whole, fraction] = at < 0 ? [text, ''] : [text.slice(0, at), '.' + text.slice(at + decimal.length)]
  const plain = isGrouped(whole, group) ? group.reduce((rest, separator) => rest.replaceAll(separator, ''), whole) : whole
  return plain + fraction
}

/** Write a number as the gate does for a localized field; a text stays as it is. */
const written = (value: unknown, decimal: string): string | undefined => {
  const text = textOf(value)
  return typeof value === 'string' ? text : text?.replace('.', decimal)
}

/** Judge a number that is written as the active language does. Without its separators: not known. */
export const localized =
  ({ rule }: LocalizedOptions): Rule =>
  (value, texts) => {
    if (!texts.separators) return []
    const text = written(value, texts.separators.decimal)
    if (!text) return rule(value, texts)
    // What consists of separators alone is no number, though it is not empty.
    return rule(sanitize(text, texts.separators) || '.', texts)
  }
