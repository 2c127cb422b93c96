import type { FieldDef, Values } from './types.js'

/** What travels of a form: JSON values, and files beside them. */
export interface Payload {
  readonly data: Values
  readonly files: readonly (readonly [field: string, file: File])[]
}

/** Split values into JSON and files. A file that was there already stays at the server: its key is left out. */
export function payload(fields: Readonly<Record<string, FieldDef>>, values: Values): Payload {
  const data: [string, unknown][] = []
  const files: [string, File][] = []
  for (const [name, value] of Object.entries(values)) {
    const found = [value].flat().filter((item) => item instanceof File)
    files.push(...found.map((file): [string, File] => [name, file]))
    if (value === null || !fields[name]?.widget.kind.endsWith('file')) data.push([name, value])
  }
  return { data: Object.fromEntries(data), files }
}

/** Describe files by name, size and type, as `.validate` wants them. */
export function withoutBytes({ data, files }: Payload): Values {
  const described = files.map(([field, { name, size, type }]) => [field, { name, size, type }])
  return { ...data, ...(Object.fromEntries(described) as Values) }
}
