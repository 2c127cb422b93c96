/** An exact decimal number, digits · 10^exponent. No leading zeros: zero has no digits, and no sign. */
export interface Exact {
  readonly negative: boolean
  readonly digits: string
  readonly exponent: number
}

/** What a number's rule hands to its checks; a double for `float`. */
export type Numeric = Exact | number

const digit = /\p{Nd}/u

/** Value of a decimal digit of any script: they stand in runs of ten, zero first. */
const digitValue = (char: string): string => {
  const code = char.codePointAt(0) ?? 0
  let start = code
  while (digit.test(String.fromCodePoint(start - 1))) start--
  return String((code - start) % 10)
}

/** Write the digits and spaces of all scripts in ASCII, as Python's `int` and `float` do; digits too new for this browser become 0. */
export const ascii = (text: string): string =>
  text
    .replace(/[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g, ' ')
    .replace(/(?![0-9])\p{Nd}/gu, digitValue)
    .replace(/\p{Cn}/gu, '0')

/** Whether a text holds characters that are newer than this browser: the server may know them as digits. */
export const hasUnassigned = (text: string): boolean => /\p{Cn}/u.test(text)

/** Build an exact number from the parts of a literal. */
export const exact = (sign: string | undefined, whole = '', fraction = '', exponent = '0'): Exact => {
  const digits = (whole + fraction).replace(/^0+/, '')
  return { negative: sign === '-' && digits !== '', digits, exponent: Number(exponent) - fraction.length }
}

/** Read a plain ASCII literal (`-1.50`, `.5`, `1e3`) exactly; undefined if it is none. */
export const readExact = (text: string): Exact | undefined => {
  const parts = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:e([+-]?\d+))?$/i.exec(text)
  return parts ? exact(parts[1], parts[2], parts[3] ?? parts[4], parts[5]) : undefined
}

const orderSizes = (a: Exact, b: Exact): number => {
  if (!a.digits || !b.digits) return a.digits.length - b.digits.length
  const places = a.digits.length + a.exponent - b.digits.length - b.exponent
  if (places) return places
  const width = Math.max(a.digits.length, b.digits.length)
  const [left, right] = [a.digits.padEnd(width, '0'), b.digits.padEnd(width, '0')]
  return left < right ? -1 : Number(left > right)
}

/** Compare a value with a limit (a decimal literal): negative, 0 or positive; undefined if that cannot be told. */
export const order = (value: Numeric, limit: string): number | undefined => {
  if (typeof value === 'number') return value - Number(limit)
  const other = readExact(limit)
  if (!other) return undefined
  if (value.negative !== other.negative) return value.negative ? -1 : 1
  return value.negative ? orderSizes(other, value) : orderSizes(value, other)
}

/** Turn a value into the nearest double. */
export const toNumber = (value: Numeric): number =>
  typeof value === 'number' ? value : Number(`${value.negative ? '-' : ''}${value.digits || '0'}e${value.exponent}`)

/** Write a value as Python's `str` does; integers that JavaScript holds exactly stay numbers. */
export const show = (value: Numeric): string | number => {
  if (typeof value === 'number') return value
  const plain = toNumber(value)
  if (value.exponent === 0 && Number.isSafeInteger(plain)) return plain
  return write(value)
}

const write = ({ negative, digits: known, exponent }: Exact): string => {
  const digits = known || '0'
  const left = digits.length + exponent
  const point = exponent <= 0 && left > -6 ? left : 1
  const padded = digits.padStart(digits.length - Math.min(point - 1, 0), '0')
  const whole = padded.slice(0, Math.max(point, 1))
  const fraction = padded.slice(Math.max(point, 1))
  const power = left === point ? '' : `E${left > point ? '+' : ''}${left - point}`
  return `${negative ? '-' : ''}${whole}${fraction && '.' + fraction}${power}`
}

/** Read a limit for `params`: a number where that is exact, its text otherwise. */
export const limitValue = (limit: string): string | number =>
  /^-?\d+$/.test(limit) && Number.isSafeInteger(Number(limit)) ? Number(limit) : limit
