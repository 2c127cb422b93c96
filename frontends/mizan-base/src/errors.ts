import { recordOf } from './json.js'
import type { Issue } from './rules/types.js'

/** The published codes of the protocol (`protocol/protocol.md`, "Failure"). */
export type ProtocolCode =
  | 'bad_request'
  | 'unauthenticated'
  | 'reauthenticate'
  | 'forbidden'
  | 'csrf_failed'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'stale_contract'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'invalid'
  | 'rate_limited'
  | 'internal'
  | 'unavailable'

/** Codes of this side alone, with status 0: the answer never came. */
export type ClientCode = 'aborted' | 'network' | 'timeout'

/** A failure that an operation declares (`@client(errors=[…])`). */
export interface DeclaredError {
  readonly code: string
  readonly params: object
}

/** What a failure on the wire carries beside its code and message. */
export interface FailureDetails {
  readonly issues?: readonly Issue[]
  readonly params?: Readonly<Record<string, unknown>>
  readonly retryAfter?: number | undefined
  readonly id?: string | undefined
  readonly cause?: unknown
}

/** The failure of a call: one stable `code`, one HTTP `status` (0: no answer), issues about the input. */
export class MizanError extends Error {
  override readonly name = 'MizanError'
  declare readonly code: string
  declare readonly status: number
  declare readonly issues: readonly Issue[]
  /** The data of a declared failure. */
  declare readonly params: Readonly<Record<string, unknown>>
  /** Seconds to wait, where the server says so. */
  declare readonly retryAfter: number | undefined
  /** With `internal`: the same id stands in the server's log. */
  declare readonly id: string | undefined

  constructor(
    code: string,
    status: number,
    message: string,
    details: FailureDetails = {},
  ) {
    super(message)
    Object.assign(this, { code, status, issues: [], params: {} }, details)
  }
}

/** How a call of an operation fails: its declared failures by `code`, or a code of the protocol. */
export type CallError<E = never> =
  | (E extends DeclaredError ? MizanError & E : never)
  | (MizanError & { readonly code: ProtocolCode | ClientCode })

/** Read a failure in the published shape; what is not of this shape (a proxy's page) is judged by its status. */
export function failureOf(status: number, body: unknown, headers?: Headers): MizanError {
  const failure = recordOf(body)
  const params = recordOf(failure['params'])
  const asked = Number(headers?.get('Retry-After') ?? params['retry_after'])
  const retryAfter = asked >= 0 ? asked : undefined
  const code = text(failure['code'])
  if (code === undefined) return new MizanError(codeOf(status), status, 'The server gave no usable answer.', { retryAfter })
  return new MizanError(code, status, text(failure['message']) ?? '', {
    issues: Array.isArray(failure['issues']) ? (failure['issues'] as Issue[]) : [],
    params,
    retryAfter,
    id: text(failure['id']),
  })
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function codeOf(status: number): ProtocolCode {
  if (status === 413) return 'payload_too_large'
  if (status === 429) return 'rate_limited'
  return status >= 502 && status <= 504 ? 'unavailable' : 'internal'
}
