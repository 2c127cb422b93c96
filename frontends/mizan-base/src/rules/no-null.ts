import { issue } from './issue.js'
import type { Check, CheckOptions } from './types.js'

/** Refuse text with a NUL in it. */
export const noNull =
  (options: CheckOptions = {}): Check<string> =>
  (value, texts) =>
    value.includes('\0')
      ? issue(texts, options.code ?? 'null_characters_not_allowed', {}, value, options.m)
      : []
