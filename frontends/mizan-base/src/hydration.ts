import { isRecord } from './json.js'

/** Who and where the page is, as hydration and `session/` say. */
export interface Session {
  readonly csrf?: string
  /** The hash of the server's contract. */
  readonly build?: string
  /** An opaque tag of who is logged in. */
  readonly identity?: string
  /** Where the site includes `mizan.urls`, with a slash at the end. */
  readonly mount?: string
  /** The active language of the request. */
  readonly language?: string
  /** How many bytes a request with files may have. */
  readonly max_upload?: number
}

/** A context that was embedded in the page: its data, or how it failed. */
export interface HydratedContext {
  readonly name: string
  readonly input: unknown
  readonly data?: unknown
  readonly error?: unknown
}

/** What the hydration tag of the page holds. */
export interface Hydration extends Session {
  readonly contexts?: readonly HydratedContext[]
}

/** Read the page's `<script type="application/json" id="mizan-data">`; undefined without one, or without a page. */
export function readHydration(id = 'mizan-data'): Hydration | undefined {
  if (typeof document === 'undefined') return undefined
  const text = document.getElementById(id)?.textContent
  if (!text) return undefined
  const data: unknown = JSON.parse(text)
  return isRecord(data) ? data : undefined
}
