import type { FieldTexts, Issue } from './types.js'
import { isStructure, judgeText } from './wire.js'

/** What only Python takes for JSON. */
const beyond = /NaN|Infinity/

/** Hand on what a JSON text says; `invalid` if it says nothing. */
const parse = (text: string, judge: (content: unknown) => Issue[], invalid: (text: string) => Issue[]): Issue[] => {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return beyond.test(text) ? [] : invalid(text)
  }
  return judge(content)
}

/**
 * Judge the wire value of a field that takes JSON: its text, or itself. Python's `json.loads` reads what `JSON.parse`
 * does, and a few words more. `judge` is given `''` where nothing was sent.
 */
export const judgeDocument = (
  value: unknown,
  texts: FieldTexts,
  judge: (content: unknown) => Issue[],
  invalid: (text: string) => Issue[],
): Issue[] => {
  if (typeof value === 'string' || value === null || value === undefined)
    return judgeText(value, texts, (text) => (text === '' ? judge('') : parse(text, judge, invalid)))
  return typeof value === 'boolean' || typeof value === 'number' || isStructure(value) ? judge(value) : []
}

/** Whether Django calls the content of a document empty. */
export const isHollow = (content: unknown): boolean =>
  content === null || content === '' || (typeof content === 'object' && !Object.keys(content).length)
