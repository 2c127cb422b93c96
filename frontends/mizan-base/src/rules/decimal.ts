import { ascii, readExact } from './numbers.js'
import { numeric } from './numeric.js'
import { strip } from './text.js'

/** Judge a number as `DecimalField` does: what Python's `Decimal` reads, and finite; its digits are kept as typed. */
export const decimal = /* @__PURE__ */ numeric((text) => readExact(ascii(strip(text)).replaceAll('_', '')))
