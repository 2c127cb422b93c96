import type { FieldDef, Values } from './types.js'

/** What travels of a form: JSON values, and files beside them. */
export interface Payload {
  readonly data: Values
  readonly files: readonly (readonly [field: string, file: File])[]
}

/** Split values into JSON and files. A file that was there already stays at the server: its key is left out. */
export function payload(fields: Readonly<Record<string, FieldDef>>, values: Values): Payload {
  const isFile = (name: string): boolean => fields[name]?.widget.kind.endsWith('file') === true
  const entries = Object.entries(values).filter(([name, value]) => !isFile(name) || value === null)
  const files = Object.entries(values).flatMap(([name, value]) => filesOf(value).map((file) => [name, file] as const))
  return { data: Object.fromEntries(entries), files }
}

/** Describe files by name, size and type, as `.validate` wants them. */
export function withoutBytes(fields: Readonly<Record<string, FieldDef>>, values: Values): Values {
  const { data, files } = payload(fields, values)
  const described = files.map(([name, { name: file, size, type }]) => [name, { name: file, size, type }])
  return { ...data, ...(Object.fromEntries(described) as Values) }
}

function filesOf(value: unknown): File[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => item instanceof File)
}
