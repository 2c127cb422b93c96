import { textOf } from './text.js'
import type { FieldTexts, Issue } from './types.js'
import { isStructure, judgeText, refused } from './wire.js'

const isJson = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || isStructure(value)

/** Judge the wire value of a field that takes several texts: hand them to `judge`, or say why they are none. */
export const judgeList = (value: unknown, texts: FieldTexts, judge: (items: readonly string[]) => Issue[]): Issue[] => {
  if (value === null || value === undefined) return judge([])
  if (!Array.isArray(value)) return isJson(value) ? refused(texts) : []
  const items: readonly unknown[] = value
  const wrong = items.map((item) => (item === null || item === undefined ? refused(texts) : judgeText(item, texts, () => [])))
  const known = items.map(textOf).filter((item) => item !== undefined)
  return wrong.find((issues) => issues.length) ?? (known.length === items.length ? judge(known) : [])
}
