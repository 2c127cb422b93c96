import { ascii } from './numbers.js'
import { numeric } from './numeric.js'

const literal =
  /^[\t-\r ]*([+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?)[\t-\r ]*$/i

/** Judge a number as `FloatField` does: what Python's `float` reads, and finite. */
export const float = /* @__PURE__ */ numeric((text) => {
  const number = Number(literal.exec(ascii(text))?.[1]?.replaceAll('_', '') ?? NaN)
  return Number.isFinite(number) ? number : undefined
})
