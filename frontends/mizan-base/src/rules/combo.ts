import { inner } from './inner.js'
import { strip } from './text.js'
import type { Check, Rule } from './types.js'
import { judgeText, missing, type RequiredOption } from './wire.js'

/** What `combo` takes: rules that are asked in turn, until one refuses. */
export interface ComboOptions extends RequiredOption {
  readonly rules: readonly Rule[]
  /** The rule that strips: the next ones are given what it made of the text. */
  readonly strips?: number
  readonly checks?: readonly Check<string>[]
}

/** Judge text as `ComboField` does: by its own validators, then by each of its fields. */
export const combo =
  ({ rules, strips = rules.length, checks = [], ...options }: ComboOptions): Rule =>
  (value, texts) =>
    judgeText(value, texts, (raw) => {
      const first = raw === '' ? missing(options, texts) : checks.flatMap((check) => check(raw, texts))
      if (first.length) return first
      for (const [index, rule] of rules.entries()) {
        const issues = rule(index > strips ? strip(raw) : raw, inner(texts, index))
        if (issues.length) return issues
      }
      return []
    })
