import { own } from '../json.js'
import { boolean } from './boolean.js'
import { inner, prefixed } from './inner.js'
import { issue } from './issue.js'
import { textOf } from './text.js'
import type { FieldTexts, Issue, Rule } from './types.js'
import { isStructure, judgeText, refused, type RequiredOption } from './wire.js'

/** What `places` takes: how many there are, and the rule of them all. */
export interface PlacesOptions extends RequiredOption {
  readonly size: number
  readonly rules: readonly Rule[]
  /** Empty places at the end do not count. */
  readonly trim?: boolean
  /** Each place is a check box. */
  readonly boxes?: boolean
}

/** Django keeps the words of these complaints alone. */
const plain = (found: Issue): Issue => ({ ...found, code: 'invalid', params: {} })

/** Judge the places of an array as `SplitArrayField` does. What is sent beyond them is not read. */
export const places = ({ size, rules, trim, boxes, required }: PlacesOptions): Rule => {
  const isEmpty = (place: unknown): boolean =>
    boxes ? boolean({ required: true })(place, { label: '', messages: { required: 'empty' } }).length > 0 : textOf(place) === ''

  const judge = (given: readonly unknown[], texts: FieldTexts): Issue[] => {
    if (required && given.every(isEmpty)) return issue(texts, 'invalid', {}, undefined, 'required')
    const end = trim && !boxes ? given.findLastIndex((place) => !isEmpty(place)) + 1 : size
    return given.slice(0, end).flatMap((place, index) =>
      (rules[0]?.(place, inner(texts, 0)) ?? []).flatMap((found) => prefixed(texts, index + 1, found).map(plain)),
    )
  }

  return (value, texts) => {
    const places = value === null || value === undefined || value === '' ? [] : value
    if (typeof places !== 'object') return refused(texts)
    if (!isStructure(places)) return []
    const given = Array.from({ length: size }, (_, index) => own(places, String(index)))
    const wrong = given.flatMap((place) => (boxes ? boolean({})(place, texts) : judgeText(place, texts, () => [])))
    return wrong.length ? wrong.slice(0, 1) : judge(given, texts)
  }
}
