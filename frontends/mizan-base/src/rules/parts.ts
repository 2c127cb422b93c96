import { own } from '../json.js'
import { boolean } from './boolean.js'
import { inner } from './inner.js'
import { issue } from './issue.js'
import { textOf } from './text.js'
import type { Check, FieldTexts, Issue, Rule } from './types.js'
import { isStructure, judgeText, missing, refused, type RequiredOption } from './wire.js'

/** What `parts` takes: the sub-keys of its value, and the rule of each. */
export interface PartsOptions extends RequiredOption {
  readonly names: readonly string[]
  readonly rules: readonly Rule[]
  /** Where it is required, all of its parts are. */
  readonly all?: boolean
  /** The parts that must be filled in once any is. */
  readonly must?: readonly number[]
  /** The parts that are check boxes: they are never empty. */
  readonly boxes?: readonly number[]
  /** What two parts say alike is said twice where their values differ, because Django names these. */
  readonly named?: boolean
  readonly checks?: readonly Check<readonly unknown[]>[]
}

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === ''

/** Judge the value of several widgets as `MultiValueField` does. */
export const parts = (options: PartsOptions): Rule => {
  const { names, rules, must = [], boxes = [], checks = [] } = options
  const isBox = (index: number): boolean => boxes.includes(index)

  const misfit = (given: readonly unknown[], texts: FieldTexts): Issue[] =>
    given.flatMap((part, index) => (isBox(index) ? boolean({})(part, texts) : judgeText(part, texts, () => [])))

  const judge = (given: readonly unknown[], texts: FieldTexts): Issue[] => {
    const found = new Map<string, Issue>()
    for (const [index, rule] of rules.entries()) {
      const words = inner(texts, index)
      const isEmpty = !isBox(index) && textOf(given[index]) === ''
      if (isEmpty && options.all && options.required) return missing(options, texts)
      const isIncomplete = isEmpty && !options.all && must.includes(index)
      const issues = isIncomplete ? issue(words, 'invalid', {}, undefined, 'incomplete') : rule(given[index], words)
      for (const each of issues) {
        const key = JSON.stringify([each.code, each.message, each.params, options.named && textOf(given[index])])
        if (!found.has(key)) found.set(key, each)
      }
    }
    return found.size ? [...found.values()] : checks.flatMap((check) => check(given, texts))
  }

  return (value, texts) => {
    const fields = isBlank(value) ? {} : value
    if (typeof fields !== 'object') return refused(texts)
    if (fields === null || !isStructure(fields)) return []
    if (Array.isArray(fields)) return refused(texts)
    const given = names.map((name) => own(fields, name))
    const wrong = misfit(given, texts)
    if (wrong.length) return wrong.slice(0, 1)
    const isEmpty = given.every((part, index) => !isBox(index) && textOf(part) === '')
    return isEmpty ? missing(options, texts) : judge(given, texts)
  }
}
