import type { FieldDef, Values } from './types.js'

/** What travels of a form: JSON values, and files beside them. */
export interface Payload {
  readonly data: Values
  readonly files: readonly (readonly [field: string, file: File])[]
}

/** Split values into JSON and files. A file that was there already stays at the server: its key is left out. */
export function payload(fields: Readonly<Record<string, FieldDef>>, values: Values): Payload {
  const all = Object.entries(values)
  const isJson = ([name, value]: [string, unknown]): boolean => value === null || !fields[name]?.widget.kind.endsWith('file')
  const filesOf = ([name, value]: [string, unknown]): [string, File][] =>
    [value].flat().flatMap((item) => (item instanceof File ? [[name, item]] : []))
  return { data: Object.fromEntries(all.filter(isJson)), files: all.flatMap(filesOf) }
}

/** Describe files by name, size and type, as `.validate` wants them. */
export function withoutBytes({ data, files }: Payload): Values {
  const described = files.map(([field, { name, size, type }]) => [field, { name, size, type }])
  return { ...data, ...(Object.fromEntries(described) as Values) }
}
