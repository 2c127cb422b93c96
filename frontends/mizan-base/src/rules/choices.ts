import type { ChoiceOptions } from './choice.js'
import { issue } from './issue.js'
import { judgeList } from './list.js'
import type { Rule } from './types.js'
import { missing } from './wire.js'

/** Judge several choices as `MultipleChoiceField` does: each must be one, and may come twice; the first that is none is named. */
export const choices =
  (options: ChoiceOptions): Rule =>
  (value, texts) =>
    judgeList(value, texts, (items) => {
      if (!items.length) return missing(options, texts)
      const wrong = items.find((item) => !options.values.includes(item))
      return wrong === undefined ? [] : issue(texts, 'invalid_choice', {}, wrong)
    })
