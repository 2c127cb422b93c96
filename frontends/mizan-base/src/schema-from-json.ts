import { own } from './json.js'
import * as m from './rules/index.js'
import type { FieldTexts, FormTexts, Rule, RulesSchema } from './rules/index.js'

type Data = Readonly<Record<string, unknown>>
type Make = (data: never) => unknown
type Table = Readonly<Record<string, Make>>

const textChecks: Table = {
  minLength: m.minLength,
  maxLength: m.maxLength,
  noNull: m.noNull,
  email: m.email,
  regex: m.regex,
  url: m.url,
  domainName: m.domainName,
  ipAddress: m.ipAddress,
}
const numberChecks: Table = { minValue: m.minValue, maxValue: m.maxValue, step: m.step, digits: m.digits }
const itemChecks: Table = { minItems: m.minItems, maxItems: m.maxItems }
const structureChecks: Readonly<Record<string, Table>> = {
  array: itemChecks,
  hstore: itemChecks,
  parts: { filled: m.filled, ordered: m.ordered },
  file: { extension: m.extension, maxSize: m.maxSize },
}
const rules: Table = {
  char: m.char,
  integer: m.integer,
  float: m.float,
  decimal: m.decimal,
  boolean: m.boolean,
  nullBoolean: m.nullBoolean,
  choice: m.choice,
  choices: m.choices,
  combo: m.combo,
  parts: m.parts,
  selectDate: m.selectDate,
  json: m.json,
  file: m.file,
  record: m.record,
  records: m.records,
  username: m.username,
  array: m.array,
  places: m.places,
  hstore: m.hstore,
  temporal: m.temporal,
  dateTime: m.dateTime,
  duration: m.duration,
  link: m.link,
  ip: m.ip,
  uuid: m.uuid,
  unknown: m.unknown,
}
const numbers: ReadonlySet<unknown> = new Set(['integer', 'float', 'decimal'])

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Look up the function of a kind and give it its data; undefined for a kind that this version does not know. */
const build = (table: Table, { k, ...data }: Data): unknown => {
  const make = typeof k === 'string' && Object.hasOwn(table, k) ? table[k] : undefined
  return make?.(data as never)
}

const listOf = (value: unknown): Data[] => (Array.isArray(value) ? value.filter(isData) : [])

const ruleOf = (data: unknown): Rule => {
  if (!isData(data)) return m.unknown()
  if (data.k === 'localized') return m.localized({ rule: ruleOf(data.rule) })
  const table = numbers.has(data.k) ? numberChecks : ((own(structureChecks, String(data.k)) as Table | undefined) ?? textChecks)
  const known = listOf(data.checks).flatMap((check) => build(table, check) ?? [])
  const inner = Array.isArray(data.rules) ? { rules: data.rules.map(ruleOf) } : {}
  return (build(rules, { ...data, checks: known, ...inner }) ?? m.unknown()) as Rule
}

/** The rule of a property; that of a formset judges its rows by their own schema. */
const fieldRule = (property: Data): Rule => {
  const { disabled, rule } = dataOf(property['x-mizan'])
  if (disabled === true) return m.unknown()
  if (dataOf(rule).k !== 'rows') return ruleOf(rule)
  return m.rows<Record<string, unknown>>(dataOf(rule), (texts) => schemaFromJson(property.items, texts))
}

const dataOf = (value: unknown): Data => (isData(value) ? value : {})

const textsOf = (property: Data): FieldTexts => {
  const { messages, formats, separators, inner, formset } = dataOf(property['x-mizan'])
  return {
    label: typeof property.title === 'string' ? property.title : '',
    messages: dataOf(messages) as FieldTexts['messages'],
    ...(Array.isArray(formats) && { formats: formats as FieldTexts['formats'] & object }),
    ...(isData(formset) && { row: { fields: fieldTexts(property.items) } }),
    ...(isData(separators) && { separators: separators as unknown as FieldTexts['separators'] & object }),
    ...(Array.isArray(inner) && { inner: inner as FieldTexts['inner'] & object }),
  }
}

const propertiesOf = (schema: unknown): (readonly [string, Data])[] =>
  Object.entries(dataOf(dataOf(schema).properties)).map(([name, value]) => [name, dataOf(value)] as const)

const fieldTexts = (schema: unknown): Record<string, FieldTexts> =>
  Object.fromEntries(propertiesOf(schema).map(([name, property]) => [name, textsOf(property)]))

const acceptAll = <Input>(): RulesSchema<Input> => ({
  '~standard': { version: 1, vendor: 'mizan', validate: (value) => ({ value: value as Input }) },
})

/**
 * Make a validator (Standard Schema v1) from a form's JSON Schema with `x-mizan`, by the engine that generated code uses.
 *
 * Its issues carry `code` and `params` beside `message` and `path`. A schema without texts takes them from `texts`;
 * what has no text in the active language, or is of a kind that this version does not know, is accepted. The rows of
 * a formset are accepted too: the server drops the empty ones before it judges.
 */
export const schemaFromJson = <Input extends object = Record<string, unknown>>(
  schema: unknown,
  texts?: FormTexts<Input>,
): RulesSchema<Input> => {
  if (dataOf(schema).type === 'array') return acceptAll()
  const fields = propertiesOf(schema).map(([name, property]) => [name, fieldRule(property)])
  const own = { language: '', fields: fieldTexts(schema) }
  const words = texts ?? (own as FormTexts<Input>)
  const judge = m.objectSchema<Input>(Object.fromEntries(fields) as { readonly [Key in keyof Input]-?: Rule }, words)
  const pairs = listOf(dataOf(dataOf(schema)['x-mizan']).equals)
  return pairs.length ? m.together(judge, words, pairs.map((pair) => m.equals(pair as never))) : judge
}
