import { issue } from './issue.js'
import type { FieldTexts, Issue } from './types.js'

/** The texts of the rule that stands at `index` inside a rule; without texts it does not know. */
export const inner = (texts: FieldTexts, index: number): FieldTexts => ({ label: '', messages: {}, ...texts.inner?.[index] })

/** Say of which item a complaint is, as Django does: one code for all, the number before the words. */
export const prefixed = (texts: FieldTexts, nth: number, { message, params }: Issue): Issue[] =>
  issue(texts, 'item_invalid', { ...params, nth }).map((found) => ({ ...found, message: `${found.message} ${message}` }))
