import { issue } from './issue.js'
import type { Rule } from './types.js'
import { judgeText, missing, type RequiredOption } from './wire.js'

/** What `choice` takes: the values of all choices, as Python's `str` writes them. */
export interface ChoiceOptions extends RequiredOption {
  readonly values: readonly string[]
}

/** Judge one choice as `ChoiceField` does: no strip, `''` is always empty. */
export const choice =
  (options: ChoiceOptions): Rule =>
  (value, texts) =>
    judgeText(value, texts, (text) => {
      if (text === '') return missing(options, texts)
      return options.values.includes(text) ? [] : issue(texts, 'invalid_choice', {}, text)
    })
