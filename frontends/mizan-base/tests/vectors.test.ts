import { readFileSync, readdirSync } from 'node:fs'
import { type Client, type Issue, MizanError, createClient } from '@mizan/base'
import { describe, expect, test } from 'vitest'

interface Vector {
  readonly name: string
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown; readonly text?: string }
  readonly response: { readonly status: number; readonly headers?: Record<string, string | null>; readonly body?: unknown }
}

interface Failure {
  readonly code: string
  readonly issues: readonly Issue[]
  readonly params?: object
}

interface Sent {
  readonly url: string
  readonly method: string | undefined
  readonly body: unknown
}

const FOLDER = new URL('../../../protocol/vectors/', import.meta.url)
const SESSION = { csrf: '$csrf', build: '$build', identity: '$identity:user', mount: '/m/', language: 'en' }
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'))
type Listed = Vector & { readonly request: { readonly path: string | readonly string[] } }
const each = ({ name, request, ...rest }: Listed): Vector[] => {
  const paths = [request.path].flat()
  return paths.map((path) => ({ ...rest, name: paths.length > 1 ? `${name} (${path})` : name, request: { ...request, path } }))
}
const read = (file: string): Vector[] => (JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Listed[]).flatMap(each)
const vectors = files.map((file) => [file, read(file)] as const)

/** A client whose every call gets the answer of a vector. */
function answered({ response }: Vector): { client: Client; sent: Sent[] } {
  const sent: Sent[] = []
  const headers = Object.entries(response.headers ?? {}).filter((entry): entry is [string, string] => entry[1] !== null)
  const answer = (body: unknown): Response => new Response(JSON.stringify(body), { status: response.status, headers })
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    if (url.endsWith('session/') && response.status !== 200) return Promise.resolve(new Response(JSON.stringify(SESSION)))
    sent.push({ url, method: init.method, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined })
    return Promise.resolve(answer(response.body))
  }
  return { client: createClient({ fetch: fetch as typeof globalThis.fetch, hydration: SESSION, build: '$build', retries: 0 }), sent }
}

const outcome = (call: Promise<unknown>): Promise<unknown> =>
  call.catch((error: unknown) => {
    if (!(error instanceof MizanError)) throw error
    const { code, status, issues, params } = error
    return { code, status, issues, params }
  })
const failed = (status: number, { code, issues, params = {} }: Failure): object => ({ code, status, issues, params })

/** `pages.json` is for other clients than ours. */
const ours = vectors.filter(([, all]) => all.some(({ request }) => /^(call|batch|session)\//.test(request.path)))

describe.each(ours)('%s', (_file, all) => {
  const isCall = ({ method, path }: Vector['request']): boolean => /^(GET|POST) call\/[^/]+\/(\?input=|$)/.test(`${method} ${path}`)
  const calls = all.filter(({ request, response }) => isCall(request) && response.status !== 304)
  test.each(calls)('$name', async (vector) => {
    const { request, response } = vector
    const { pathname, searchParams } = new URL(request.path, 'http://site.test/m/')
    const isRead = request.method === 'GET'
    const query = searchParams.get('input')
    const input = isRead && response.status === 200 && query ? (JSON.parse(query) as unknown) : (request.body ?? {})
    const { client, sent } = answered(vector)
    const name = pathname.split('/')[3] ?? ''
    const came = await outcome(client.call({ name, readonly: isRead }, input))
    if (response.status === 200) {
      const [one] = sent
      expect(came).toEqual(response.body)
      expect([one?.method, one && new URL(one.url, 'http://site.test').pathname]).toEqual([request.method, pathname])
    } else expect(came).toEqual(failed(response.status, response.body as Failure))
    expect(client.isStale).toBe(response.headers?.['X-Mizan-Stale'] === '1' || (response.body as Failure | null)?.code === 'stale_contract')
  })

  const isBatch = ({ request, response }: Vector): boolean =>
    request.path === 'batch/' && response.status === 200 && (request.body as { calls: unknown[] }).calls.length > 1
  const batches = all.filter(isBatch)
  test.each(batches)('$name', async (vector) => {
    const { calls: asked } = vector.request.body as { calls: { name: string; input: unknown }[] }
    const { results } = vector.response.body as { results: { status: number; data?: unknown; error?: Failure }[] }
    const { client } = answered(vector)
    const distinct = asked.map(({ name, input }, index) => client.call({ name, readonly: true }, { input, index }))
    const came = await Promise.all(distinct.map(outcome))
    expect(came).toEqual(results.map(({ status, data, error }) => (error ? failed(status, error) : data)))
  })

  const isSession = ({ request, response }: Vector): boolean => request.path === 'session/' && typeof response.body === 'object' && response.status === 200
  const sessions = all.filter(isSession)
  test.each(sessions)('$name', async (vector) => {
    const { client } = answered(vector)
    await client.refreshSession()
    expect(client.session).toEqual({ ...SESSION, ...(vector.response.body as object) })
  })
})
