import type { ChoiceOptions } from './choice.js'
import { issue } from './issue.js'
import { judgeList } from './list.js'
import type { Rule } from './types.js'
import { missing } from './wire.js'

/** What `choices` takes. */
export interface ChoicesOptions extends ChoiceOptions {
  /** Choices that the field's own coercion refuses once all are known. */
  readonly odd?: readonly string[]
}

/** Judge several choices as `MultipleChoiceField` does: each must be one, and may come twice; the first that is none is named. */
export const choices =
  ({ values, odd = [], ...options }: ChoicesOptions): Rule =>
  (value, texts) =>
    judgeList(value, texts, (items) => {
      if (!items.length) return missing(options, texts)
      const wrong = items.find((item) => !values.includes(item)) ?? items.find((item) => odd.includes(item))
      return wrong === undefined ? [] : issue(texts, 'invalid_choice', {}, wrong)
    })
