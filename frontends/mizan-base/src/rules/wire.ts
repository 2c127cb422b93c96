import { isRecord } from '../json.js'
import { issue } from './issue.js'
import { textOf } from './text.js'
import type { FieldTexts, Issue } from './types.js'

/** What a rule of one text may say. */
export interface RequiredOption {
  readonly required?: boolean
}

/** Say that a value was left empty where Django wants one. */
export const missing = (options: RequiredOption, texts: FieldTexts): Issue[] =>
  options.required ? issue(texts, 'required') : []

/** Whether a value travels as an array or an object. One of a class is not known: it may have `toJSON`. */
export const isStructure = (value: unknown): boolean =>
  Array.isArray(value) || (isRecord(value) && Object.getPrototypeOf(value) === Object.prototype)

/** Say that a field cannot take this JSON type, as the wire gate does; texts of another language bring their own word for it. */
export const refused = (texts: FieldTexts): Issue[] =>
  issue({ label: '', messages: { invalid: 'Enter a valid value.', ...texts.messages } }, 'invalid')

/** Half of a surrogate pair: it can be written in JSON, but it is no text. */
const halved = /\p{Cs}/u

/** Judge the wire value of a field that takes text: hand its text to `judge`, or say why it is none. */
export const judgeText = (value: unknown, texts: FieldTexts, judge: (text: string) => Issue[]): Issue[] => {
  const text = textOf(value)
  if (text !== undefined) return halved.test(text) ? refused(texts) : judge(text)
  return typeof value === 'boolean' || isStructure(value) ? refused(texts) : []
}
