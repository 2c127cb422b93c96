import { isHollow, judgeDocument } from './document.js'
import type { CharOptions } from './char.js'
import { issue } from './issue.js'
import type { Rule } from './types.js'
import { missing } from './wire.js'

/** Judge a document as `JSONField` does: `null`, `""`, `[]` and `{}` are empty. What is checked are texts alone. */
export const json =
  ({ checks = [], ...options }: CharOptions): Rule =>
  (value, texts) =>
    judgeDocument(
      value,
      texts,
      (content) => {
        if (isHollow(content)) return missing(options, texts)
        return typeof content === 'string' ? checks.flatMap((check) => check(content, texts)) : []
      },
      (text) => issue(texts, 'invalid', {}, text),
    )
