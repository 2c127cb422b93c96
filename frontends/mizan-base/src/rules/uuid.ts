import { issue } from './issue.js'
import { ascii } from './numbers.js'
import { size, strip } from './text.js'
import type { Rule } from './types.js'
import { judgeText, missing, type RequiredOption } from './wire.js'

/** What `uuid` takes. */
export interface UuidOptions extends RequiredOption {
  /** True unless said otherwise. */
  readonly strip?: boolean
}

/** What Python's `int(text, 16)` reads. */
const hexadecimal = /^[\t-\r\x1c- ]*\+?(?:0x_?)?[\da-f]+(?:_[\da-f]+)*[\t-\r\x1c- ]*$/i

const isUuid = (text: string): boolean => {
  const digits = text
    .replaceAll('urn:', '')
    .replaceAll('uuid:', '')
    .replace(/^[{}]+|[{}]+$/g, '')
    .replaceAll('-', '')
  return size(digits) === 32 && hexadecimal.test(ascii(digits))
}

/** Judge a UUID as `UUIDField` does: strip, then empty?, then what Python's `uuid.UUID` reads, of any version. */
export const uuid =
  (options: UuidOptions): Rule =>
  (value, texts) =>
    judgeText(value, texts, (raw) => {
      const text = options.strip === false ? raw : strip(raw)
      if (text === '') return missing(options, texts)
      return isUuid(text) ? [] : issue(texts, 'invalid')
    })
