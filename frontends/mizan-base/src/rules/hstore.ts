import { isHollow, judgeDocument } from './document.js'
import { issue } from './issue.js'
import type { Check, Rule } from './types.js'
import { missing, type RequiredOption } from './wire.js'

/** What `hstore` takes. */
export interface HStoreOptions extends RequiredOption {
  readonly checks?: readonly Check<readonly unknown[]>[]
}

/** Judge pairs as `HStoreField` does: a JSON object; its values become texts, whatever they are. */
export const hstore =
  ({ checks = [], ...options }: HStoreOptions): Rule =>
  (value, texts) =>
    judgeDocument(
      value,
      texts,
      (content) => {
        if (content === '' && value !== '""') return missing(options, texts)
        if (typeof content !== 'object' || content === null || Array.isArray(content)) return issue(texts, 'invalid_format')
        const pairs = Object.keys(content)
        return isHollow(content) ? missing(options, texts) : checks.flatMap((check) => check(pairs, texts))
      },
      () => issue(texts, 'invalid_json'),
    )
