/**
 * What travels of a call beside its JSON: loaded when a form takes files, or a call carries some. It imports nothing of
 * the page: bundlers would cut that out for both.
 */
import type { CallOptions, ClientOptions } from './client.js'
import type { FieldDef, Values } from './form/types.js'
import type { Exchange } from './transport.js'

/** Files by the name of their field. */
export type Files = readonly (readonly [field: string, file: Blob])[]

/** How many bytes of an upload have gone, and how many there are. */
export interface Progress {
  readonly loaded: number
  readonly total: number
}

/** What travels of a form: JSON values, and files beside them or their description. */
export interface Payload {
  readonly data: Values
  readonly files?: readonly (readonly [field: string, file: File])[]
  /** The values as `.validate` wants them: name, size and type of a file instead of its bytes. */
  readonly described?: Values
}

/** Split values into JSON and files. A file that was there already stays at the server: its key is left out. */
export function payload(fields: Readonly<Record<string, FieldDef>>, values: Values, under = ''): Required<Payload> {
  const all = Object.entries(values)
  const rows = all.flatMap(([name, value]) => {
    const inner = fields[name]?.rows?.fields
    if (!inner || !Array.isArray(value)) return []
    return [{ name, parts: value.map((row: Values, index) => payload(inner, row, `${under}${name}.${index}.`)) }]
  })
  const ofRows = (part: 'data' | 'described'): Values => Object.fromEntries(rows.map(({ name, parts }) => [name, parts.map((each) => each[part])]))
  const isJson = ([name, value]: [string, unknown]): boolean => value === null || !fields[name]?.widget.kind.endsWith('file')
  const filesOf = ([name, value]: [string, unknown]): [string, File][] =>
    [value].flat().flatMap((item) => (item instanceof File ? [[name, item]] : []))
  const data = Object.fromEntries(all.filter(isJson))
  const own = all.flatMap(filesOf)
  const described = own.map(([field, { name, size, type }]) => [field, { name, size, type }] as const)
  return {
    data: { ...data, ...ofRows('data') },
    files: [...own.map(([field, file]) => [under + field, file] as const), ...rows.flatMap(({ parts }) => parts.flatMap(({ files }) => files))],
    described: { ...data, ...Object.fromEntries(described), ...ofRows('described') },
  }
}

/** Make the request of a call with files; undefined where these are more than `limit`, which is what the server takes. */
export function carrying(input: string, files: Files, { onProgress, timeout = 0 }: CallOptions, limit = Infinity, page: ClientOptions = {}): Pick<Exchange, 'body' | 'fetch' | 'timeout'> | undefined {
  if (files.reduce((sum, [, { size }]) => sum + size, input.length) > limit) return undefined
  const body = new FormData()
  body.set('input', input)
  for (const [field, file] of files) body.append(`file:${field}`, file)
  const upload = page.upload ?? (page.fetch ? undefined : sending)
  return { body, timeout, fetch: onProgress && upload?.(onProgress) }
}

/** Make a `fetch` that tells how many bytes have gone; the browser's own cannot. */
function sending(onProgress: (progress: Progress) => void): typeof fetch {
  return (url, { method = 'POST', headers, body, signal } = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      const give = (): void => reject(new DOMException('The request broke off.', 'NetworkError'))
      request.open(method, url instanceof Request ? url.url : url)
      for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value)
      request.upload.onprogress = ({ loaded, total }) => onProgress({ loaded, total })
      request.onload = () => resolve(answerOf(request))
      request.onerror = request.onabort = give
      signal?.addEventListener('abort', () => request.abort())
      if (signal?.aborted) give()
      else request.send(body as XMLHttpRequestBodyInit | null)
    })
}

function answerOf(request: XMLHttpRequest): Response {
  const lines = request.getAllResponseHeaders().split('\r\n').filter(Boolean)
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  return new Response(request.responseText || null, { status: request.status, headers })
}
