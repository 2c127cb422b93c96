import { ascii, exact } from './numbers.js'
import { numeric } from './numeric.js'
import { SPACE } from './text.js'

const zeroFraction = new RegExp(`\\.0*[${SPACE}]*$`)

/** Judge a whole number as `IntegerField` does: `1.0`, `1_000` and digits of all scripts are right, `1e3` is not. */
export const integer = /* @__PURE__ */ numeric((text) => {
  const parts = /^[\t-\r ]*([+-]?)(\d+(?:_\d+)*)[\t-\r ]*$/.exec(ascii(text.replace(zeroFraction, '')))
  return parts ? exact(parts[1], parts[2]?.replaceAll('_', '')) : undefined
})
