/** The operations of a form as one of its rows has them: what a row says of itself is said in the words of the form. */
import type { DeclaredError } from '../errors.js'
import type { FormDef, Values } from './types.js'

type AnyDef = FormDef<Values, unknown, DeclaredError>
type Judging = NonNullable<AnyDef['validate']>
type Offering = NonNullable<AnyDef['options']>

/** Ask about rows of a row, whose place among the sent ones is `place()`: with all values of the form, by the whole path. */
export function judgedIn(def: Judging, name: string, place: () => number, values: () => Promise<Values>): Judging {
  const through: Judging['through'] = async (client, { only, ...input }, options) => {
    const at = place()
    const head = `${name}.${at}.`
    const asked = only?.map((path) => head + path) ?? [`${name}.${at}`]
    const { issues, checked } = await client.call(def, { ...input, data: await values(), only: asked }, options)
    return {
      issues: issues.filter(({ path }) => path[0] === name && path[1] === at).map((issue) => ({ ...issue, path: issue.path.slice(2) })),
      checked: checked.filter((path) => path.startsWith(head)).map((path) => path.slice(head.length)),
    }
  }
  return { ...def, through }
}

/** Ask what a field of a row offers: of the record that the row is, whose key `record` says, or of any new one. */
export function offeredIn(def: Offering, name: string, record: Values): Offering {
  const through: Offering['through'] = (client, { field, data, ...input }, options) => {
    const row = { ...record, ...data }
    const isNew = Object.keys(row).length === 0
    return client.call(def, { ...input, field: `${name}.${isNew ? '*' : 0}.${field}`, ...(!isNew && { data: { [name]: [row] } }) }, options)
  }
  return { ...def, through }
}

/** What a path of any row says from the row on; nothing where it is of something else. */
export function below(name: string, path: string): string[] {
  const head = `${name}.*.`
  return path.startsWith(head) ? [path.slice(head.length)] : []
}
