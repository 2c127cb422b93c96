/** Whatever Python's `str.strip` and its regular expressions call a space; JavaScript's own set differs in six characters. */
export const SPACE = String.raw`\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`

const space = new RegExp(`[${SPACE}]`)

const isSpace = (text: string, index: number): boolean => space.test(text.charAt(index))

/** Strip as Python does. A loop, because a regular expression would need quadratic time inside long runs of spaces. */
export const strip = (text: string): string => {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text, start)) start++
  while (start < end && isSpace(text, end - 1)) end--
  return text.slice(start, end)
}

/** Count code points, as Python's `len` does. */
export const size = (text: string): number => text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ' ').length

/** Read a wire value as the text that a POST would carry; `''` where it was left empty, undefined where it is no text. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'bigint') return String(value)
  return value === null || value === undefined ? '' : undefined
}
