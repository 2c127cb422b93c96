/** One request as the fake server saw it. */
export interface Seen {
  readonly method: string
  /** Below the mount, without the query: `call/echo/`. */
  readonly path: string
  readonly headers: Headers
  /** The input of a call, or the body of another request. */
  readonly input: unknown
  readonly files: readonly File[]
}

/** What an operation answers: a value, or a `Response` for what is no success. */
export type Answer = (input: never, seen: Seen) => unknown

/** A server for one test: its `fetch`, and what it was asked. */
export interface FakeServer {
  readonly fetch: typeof fetch
  readonly seen: Seen[]
  /** How often a path was asked. */
  count(path: string): number
}

const SESSION = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }

/** Serve operations by name as the protocol says; `session/` is there by itself. */
export function fakeServer(operations: Readonly<Record<string, Answer>>, mount = '/api/mizan/'): FakeServer {
  const seen: Seen[] = []
  const run = async (name: string, input: unknown, request: Seen): Promise<unknown> => {
    if (name === 'session') return (operations['session'] as (() => unknown) | undefined)?.() ?? SESSION
    const answer = operations[name]
    return answer ? await answer(input as never, request) : failure(404, 'not_found')
  }
  const fetch = (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const request = read(url instanceof Request ? url.url : url.toString(), mount, init)
    seen.push(request)
    const aborted = new Promise<never>((_resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')))
    })
    if (init.signal?.aborted) return Promise.reject(new DOMException('Aborted', 'AbortError'))
    return Promise.race([aborted, request.path === 'batch/' ? batch(request, run) : single(request, run)])
  }
  return { fetch, seen, count: (path) => seen.filter((request) => request.path === path).length }
}

/** Answer in the failure shape. */
export function failure(status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Response {
  return json({ code, message: `Failed: ${code}`, issues: [], ...more }, status, headers)
}

/** Answer with JSON. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })
}

type Run = (name: string, input: unknown, request: Seen) => Promise<unknown>

async function single(request: Seen, run: Run): Promise<Response> {
  const answer = await run(request.path.replace(/^call\//, '').replace(/\/$/, ''), request.input, request)
  return answer instanceof Response ? answer : json(answer, 200, { 'X-Mizan-Build': 'build' })
}

async function batch(request: Seen, run: Run): Promise<Response> {
  const { calls } = request.input as { calls: { name: string; input: unknown }[] }
  const results = await Promise.all(
    calls.map(async ({ name, input }) => {
      const answer = await run(name, input, request)
      if (!(answer instanceof Response)) return { status: 200, data: answer }
      return { status: answer.status, error: (await answer.json()) as unknown }
    }),
  )
  return json({ results })
}

function read(url: string, mount: string, init: RequestInit): Seen {
  const { pathname, searchParams } = new URL(url, 'http://site.test')
  const { body = null } = init
  const text = body instanceof FormData ? body.get('input') : typeof body === 'string' ? body : searchParams.get('input')
  return {
    method: init.method ?? 'GET',
    path: pathname.replace(mount, ''),
    headers: new Headers(init.headers),
    input: typeof text === 'string' ? JSON.parse(text) : undefined,
    files: body instanceof FormData ? [...body.values()].filter((part) => part instanceof File) : [],
  }
}
