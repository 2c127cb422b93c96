import { isRecord } from '../json.js'
import { issue } from './issue.js'
import { strip, textOf } from './text.js'
import type { FormTexts, Issue, Rule, RulesSchema } from './types.js'

/** How many rows there may be, and which of them Django judges. */
export interface RowsOptions {
  readonly min?: number
  readonly max?: number
  /** More rows than this are never looked at. */
  readonly most?: number
  /** The first rows, of which each must be filled in. */
  readonly first?: number
  /** A row may say that it goes (`DELETE`). */
  readonly deletes?: boolean
  /** What says which record a row is. */
  readonly key?: string
  /** Fields of which any text proves that a new row was filled in; one that may be empty is for the server. */
  readonly shows?: readonly string[]
}

type Sent = Readonly<Record<string, unknown>>

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === ''

/** Judge the rows of a formset, as far as it is certain that Django judges them; `row` makes the validator of one. */
export const rows =
  <Row extends object>(options: RowsOptions, row: (texts: FormTexts<Row>) => RulesSchema<Row>): Rule =>
  (value, texts) => {
    if (!Array.isArray(value) || !value.every(isRecord)) return []
    const { min = 0, max = Infinity, most = Infinity, first = 0, deletes, key, shows = [] } = options
    const all: readonly Sent[] = value
    if (all.length > most) return [...issue(texts, 'too_many_forms')]
    const stays = all.filter(({ DELETE }) => !deletes || isEmpty(DELETE) || DELETE === false)
    const sure = all.filter(({ DELETE }) => !deletes || DELETE !== true)
    const isKnown = (each: Sent): boolean => key !== undefined && !isEmpty(each[key])
    const isFilled = (each: Sent): boolean => shows.some((name) => strip(textOf(each[name]) ?? '') !== '')
    let place = all.filter(isKnown).length
    const judge = row({ language: '', fields: {}, ...texts.row } as FormTexts<Row>)['~standard'].validate
    const found = all.flatMap((each, index): Issue[] => {
      const isJudged = isKnown(each) || place++ < first || isFilled(each)
      if (!isJudged || !stays.includes(each)) return []
      return (judge(each).issues ?? []).map((said) => ({ ...said, path: [index, ...said.path] }))
    })
    if (stays.length > max) return [...found, ...issue(texts, 'too_many_forms')]
    return sure.length < min ? [...found, ...issue(texts, 'too_few_forms')] : found
  }
