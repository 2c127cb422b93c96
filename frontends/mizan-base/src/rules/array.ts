import { inner, prefixed } from './inner.js'
import { judgeList } from './list.js'
import type { Check, FieldTexts, Issue, Rule } from './types.js'
import { judgeText, missing, type RequiredOption } from './wire.js'

/** What `array` takes: what parts the items of a text, and the rule of them all. */
export interface ArrayOptions extends RequiredOption {
  readonly delimiter: string
  readonly rules: readonly Rule[]
  /** The rule of the items reads nothing: its `invalid` comes from a check. */
  readonly reads?: false
  readonly checks?: readonly Check<readonly unknown[]>[]
}

const emptiness = ['required', 'invalid_choice']

/** Judge items as `SimpleArrayField` does, in its three stages: all are read, then none may be missing, then all are checked. */
export const array = ({ delimiter, rules, reads, checks = [], ...options }: ArrayOptions): Rule => {
  const stageOf = ({ code }: Issue): number => {
    if (emptiness.includes(code)) return 1
    return code === 'invalid' && reads !== false ? 0 : 2
  }

  const judge = (items: readonly string[], texts: FieldTexts): Issue[] => {
    const stages: Issue[][] = [[], [], []]
    for (const [index, item] of items.entries())
      for (const found of rules[0]?.(item, inner(texts, 0)) ?? [])
        stages[stageOf(found)]?.push(...prefixed(texts, index + 1, found))
    const [misread = [], missed = [], checked = []] = stages
    if (misread.length) return misread
    if (!items.length) return missing(options, texts)
    if (missed.length) return missed
    const counted = checks.flatMap((check) => check(items, texts))
    return counted.length ? counted : checked
  }

  return (value, texts) =>
    Array.isArray(value)
      ? judgeList(value.map((item: unknown) => item ?? ''), texts, (items) => judge(items, texts))
      : judgeText(value, texts, (text) => judge(text === '' ? [] : text.split(delimiter), texts))
}
