import type { Rule } from './types.js'
import { missing, type RequiredOption } from './wire.js'

/** Accept what only the server can judge; `required` refuses `''`, `null`, `[]` and absence. */
export const unknown =
  (options: RequiredOption = {}): Rule =>
  (value, texts) => {
    const isEmpty = value === '' || value === null || value === undefined || (Array.isArray(value) && !value.length)
    return isEmpty ? missing(options, texts) : []
  }
