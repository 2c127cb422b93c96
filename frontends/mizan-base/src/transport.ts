import { type ClientCode, MizanError, failureOf } from './errors.js'
import type { Session } from './hydration.js'

/** What carries a request: the page's own state, as the transport needs it. */
export interface Wire {
  readonly fetch: typeof fetch
  /** How often a read is tried again. */
  readonly retries: number
  /** Milliseconds until a request without a limit of its own is given up. */
  readonly timeout: number
  session(): Session & { readonly mount: string }
  /** Ask `session/` again. */
  readonly renew: () => Promise<void>
  /** Look at the headers of every answer. */
  seen(headers: Headers): void
}

/** One HTTP request below the mount. */
export interface Exchange {
  readonly body?: string | FormData
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
  /** Milliseconds; 0 waits for ever. */
  readonly timeout?: number | undefined
  /** What sends it, where it is not the page's own. */
  readonly fetch?: typeof fetch | undefined
}

/** Say that no answer came. */
export function unanswered(code: ClientCode, cause: unknown): MizanError {
  return new MizanError(code, 0, `The request was not answered (${code}).`, { cause })
}

/** Load a part of the kernel that few pages need. Raises MizanError `network`. */
export function loaded<T>(part: Promise<T>): Promise<T> {
  return part.catch((cause: unknown) => {
    throw unanswered('network', cause)
  })
}

/** Send one request (POST where there is a body) and return its JSON. Raises MizanError. */
export async function exchange(wire: Wire, path: string, { body, headers, signal, timeout = wire.timeout, fetch = wire.fetch }: Exchange = {}): Promise<unknown> {
  const limit = timeout ? AbortSignal.timeout(timeout) : undefined
  let response: Response
  let text: string
  try {
    response = await fetch(wire.session().mount + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        Accept: 'application/json',
        ...(typeof body === 'string' && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body ?? null,
      signal: AbortSignal.any([signal, limit].filter((each) => each !== undefined)),
    })
    text = await response.text()
  } catch (cause) {
    throw unanswered(signal?.aborted ? 'aborted' : limit?.aborted ? 'timeout' : 'network', cause)
  }
  wire.seen(response.headers)
  const answer = parse(text)
  if (!response.ok || answer === undefined) throw failureOf(response.status, answer, response.headers)
  return answer
}

/** Send what is no safe read, with the CSRF token; a refused token is fetched anew, once. */
export async function post(wire: Wire, path: string, request: Exchange): Promise<unknown> {
  const token = (): string => wire.session().csrf ?? ''
  if (!token()) await wire.renew()
  const send = (): Promise<unknown> =>
    exchange(wire, path, { ...request, headers: { ...request.headers, 'X-CSRFToken': token() } })
  try {
    return await send()
  } catch (error) {
    if (!(error instanceof MizanError) || error.code !== 'csrf_failed') throw error
    await wire.renew()
    return send()
  }
}

/** Try a read again while its failure may pass by itself, after a random pause that grows ("full jitter"). */
export async function retrying<T>(wire: Wire, attempt: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      const pause = tries < wire.retries ? pauseAfter(error, tries) : undefined
      if (pause === undefined) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
      if (signal?.aborted) throw error
    }
  }
}

/** In seconds. */
const LONGEST_PAUSE = 10

function pauseAfter(error: unknown, tries: number): number | undefined {
  if (!(error instanceof MizanError) || !['network', 'unavailable', 'rate_limited'].includes(error.code)) return undefined
  const jitter = Math.random() * Math.min(LONGEST_PAUSE, 2 ** tries / 4)
  const { retryAfter = 0 } = error
  return retryAfter > LONGEST_PAUSE ? undefined : (retryAfter + jitter) * 1000
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
