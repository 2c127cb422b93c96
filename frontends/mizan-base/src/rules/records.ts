import { issue } from './issue.js'
import { judgeList } from './list.js'
import { ascii } from './numbers.js'
import type { FieldTexts, Issue, Rule } from './types.js'
import { judgeText, missing, type RequiredOption } from './wire.js'

/** What `record` and `records` take. */
export interface RecordOptions extends RequiredOption {
  /** Rows are named by whole numbers. */
  readonly of?: 'integer'
}

const integer = /^[\t-\r ]*[+-]?\d+(?:_\d+)*[\t-\r ]*$/

const isNumber = (text: string): boolean => integer.test(ascii(text))

const noNull = (text: string, texts: FieldTexts): Issue[] =>
  text.includes('\0') ? issue(texts, 'null_characters_not_allowed', {}, text) : []

/** Judge the name of a row as far as `ModelChoiceField` can be foreseen: whether there is such a row, the server knows. */
export const record =
  ({ of, ...options }: RecordOptions): Rule =>
  (value, texts) =>
    judgeText(value, texts, (text) => {
      if (text === '') return missing(options, texts)
      const nulls = noNull(text, texts)
      return nulls.length || of !== 'integer' || isNumber(text) ? nulls : issue(texts, 'invalid_choice', {}, text)
    })

/** Judge the names of rows as far as `ModelMultipleChoiceField` can be foreseen. A number must be written as Python writes it. */
export const records =
  ({ of, ...options }: RecordOptions): Rule =>
  (value, texts) =>
    judgeList(value, texts, (items) => {
      if (!items.length) return missing(options, texts)
      for (const item of items) {
        const nulls = noNull(item, texts)
        if (nulls.length) return nulls
        if (of === 'integer' && !isNumber(item)) return issue(texts, 'invalid_pk_value', { pk: item })
      }
      const odd = of === 'integer' ? items.find((item) => !/^(?:0|-?[1-9]\d*)$/.test(item)) : undefined
      return odd === undefined ? [] : issue(texts, 'invalid_choice', {}, odd)
    })
