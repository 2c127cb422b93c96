import type { PartDef } from './form/types.js'
import { isRecord } from './json.js'
import { type FieldView, shownValue } from './props.js'
import type { PartTexts } from './rules/types.js'

/** One control of a widget of several; `key` is its place in the value of the field. */
export interface PartView extends FieldView {
  readonly key: string
}

/** What the parts of a moment are called, and the language of the months. */
export interface PartWords {
  readonly date: string
  readonly time: string
  readonly language?: string | undefined
}

/** The controls of a widget of several, with the names and ids that Django gives them. */
export function partsOf(view: FieldView, words: PartWords): PartView[] {
  return view.def.widget.kind === 'select-date' ? dateParts(view, words.language) : severalParts(view, words)
}

function severalParts(view: FieldView, words: PartWords): PartView[] {
  const { def, texts, state } = view
  const values = isRecord(state.value) ? state.value : {}
  const isMoment = def.widget.kind.startsWith('split')
  return (def.widget.widgets ?? []).map((part, index) => {
    const own = isMoment ? (index ? words.time : words.date) : isNaN(+part.name) ? part.name : `${texts.label} ${index + 1}`
    return partOf(view, part, index, own, values[part.name], texts.parts?.[index])
  })
}

const DATE = /^(\d{4}|0)-(\d\d?)-(\d\d?)$/
const KEYS = ['year', 'month', 'day']

/** Three selects in the order of the language, with its names of months. What is empty may stay so until it is chosen. */
function dateParts(view: FieldView, language: string | undefined): PartView[] {
  const { def, state } = view
  const locale = localeOf(language)
  const months = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const order = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', day: 'numeric' }).formatToParts()
  const names = new Intl.DisplayNames(locale, { type: 'dateTimeField' })
  const values = dateValues(state.value)
  const offers: Readonly<Record<string, readonly number[]>> = { year: def.widget.years ?? numbers(10, new Date().getFullYear()), month: numbers(12), day: numbers(31) }
  const keys = order.map(({ type }) => type).filter((type) => KEYS.includes(type))
  return keys.map((name) => {
    const value = shownValue(values[name])
    const offered = (offers[name] ?? []).map(String)
    const choices = [...(def.required || !value ? [] : ['']), ...(offered.includes(value) ? [] : [value]), ...offered]
    const said = (choice: string): string => (!choice ? '---' : name === 'month' ? months.format(Date.UTC(2000, +choice - 1)) : choice)
    return partOf(view, { kind: 'select', name, choices }, name, names.of(name) ?? name, value, { choices: choices.map(said) })
  })
}

function dateValues(value: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value
  const found = DATE.exec(shownValue(value))
  return found ? Object.fromEntries(KEYS.map((key, index) => [key, Number(found[index + 1]) || ''])) : {}
}

function numbers(count: number, first = 1): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}

/** A language of Django's as a browser writes it; undefined, the browser's own, for one that no browser knows. */
function localeOf(language: string | undefined): string | undefined {
  try {
    return language && Intl.getCanonicalLocales(language)[0]
  } catch {
    return undefined
  }
}

function partOf(view: FieldView, part: PartDef, suffix: string | number, label: string, value: unknown, texts?: PartTexts): PartView {
  const { id, name, def, state } = view
  const { name: key, choices = [], ...widget } = part
  return {
    id: `${id}_${suffix}`,
    name: key ? `${name}_${key}` : name,
    key,
    def: { ...def, choices, widget: { ...widget, attrs: { 'aria-label': label, ...widget.attrs, ...def.widget.attrs } } },
    texts: { label, messages: {}, ...texts },
    state: { ...state, value },
  }
}

/** The value of a field in which one part has changed: an object with all that is to be seen. */
export function withPart(parts: readonly PartView[], key: string, value: unknown): Record<string, unknown> {
  return { ...Object.fromEntries(parts.map((part) => [part.key, part.state.value])), [key]: value }
}
