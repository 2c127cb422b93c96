import { issue } from './issue.js'
import { textOf } from './text.js'
import type { Check } from './types.js'

/** What `filled` takes: the code for each part that is empty, the first of which is said. */
export interface FilledOptions {
  readonly codes: readonly string[]
}

/** Refuse parts of which some are empty, as `SplitDateTimeField` does once one of them is filled in. */
export const filled =
  ({ codes }: FilledOptions): Check<readonly unknown[]> =>
  (given, texts) => {
    const code = codes.find((_, index) => textOf(given[index]) === '')
    return code === undefined ? [] : issue(texts, code)
  }
