import { type ClientOptions, type ContextDef, MizanError, type OperationDef, createClient, resourceOf } from '@mizan/base'
import { describe, expect, test, vi } from 'vitest'
import { type Answer, type FakeServer, failure, fakeServer, json } from '../../testing/server.js'

const HYDRATION = { csrf: 'token', build: 'build', identity: 'ann', mount: '/api/mizan/', language: 'en' }
const read = (name: string): OperationDef<object, unknown> => ({ name, hash: `hash-${name}`, readonly: true })
const write: OperationDef<object, unknown> = { name: 'write', hash: 'w' }

function start(operations: Record<string, Answer>, options: ClientOptions = {}) {
  const server: FakeServer = fakeServer(operations)
  return { server, client: createClient({ fetch: server.fetch, hydration: HYDRATION, build: 'build', ...options }) }
}

const paths = (server: FakeServer): string[] => server.seen.map(({ method, path }) => `${method} ${path}`)
const caught = (promise: Promise<unknown>): Promise<MizanError> =>
  promise.then(
    () => expect.fail('the call succeeded'),
    (error: unknown) => (error instanceof MizanError ? error : expect.fail(String(error))),
  )

describe('reads', () => {
  // proves: call-get, skew-op, identity-reads
  test('one read goes by GET, with its input in the query and the hash of its operation', async () => {
    const { client, server } = start({ a: (input) => ({ got: input }) })
    expect(await client.call(read('a'), { b: 'é&?' })).toEqual({ got: { b: 'é&?' } })
    expect(paths(server)).toEqual(['GET call/a/'])
    expect(server.seen[0]?.headers.get('X-Mizan-Op')).toBe('hash-a')
    expect(server.seen[0]?.headers.get('X-CSRFToken')).toBeNull()
    expect(server.seen[0]?.headers.get('X-Mizan-Identity')).toBeNull()
  })

  // proves: batch, skew-op
  test('several reads of one tick go in one batch, each with an answer of its own', async () => {
    const { client, server } = start({ a: () => 1, b: () => failure(403, 'forbidden') })
    const [a, b] = await Promise.all([client.call(read('a'), {}), caught(client.call(read('b'), {}))])
    expect([a, b.code, b.status]).toEqual([1, 'forbidden', 403])
    expect(paths(server)).toEqual(['POST batch/'])
    expect(server.seen[0]?.input).toEqual({ calls: [{ name: 'a', input: {}, op: 'hash-a' }, { name: 'b', input: {}, op: 'hash-b' }] })
  })

  // proves: retry-after
  test('a read that is beyond its limit knows in a batch, too, when to come back', async () => {
    const refuse = (): Response => failure(429, 'rate_limited', { params: { retry_after: 42 } })
    const { client } = start({ a: () => 1, b: refuse })
    const [a, b] = await Promise.all([client.call(read('a'), {}), caught(client.call(read('b'), {}))])
    expect([a, b.code, b.retryAfter]).toEqual([1, 'rate_limited', 42])
  })

  test('more than ten reads are split', async () => {
    const { client, server } = start({ a: ({ n }: { n: number }) => n })
    const answers = await Promise.all(Array.from({ length: 21 }, (_, n) => client.call(read('a'), { n })))
    expect(answers).toEqual(Array.from({ length: 21 }, (_, n) => n))
    expect(paths(server).sort()).toEqual(['GET call/a/', 'POST batch/', 'POST batch/'])
  })

  test('the same read is asked once while it is on its way, whatever the order of its keys', async () => {
    const { client, server } = start({ a: () => 1 })
    await Promise.all([client.call(read('a'), { x: 1, y: 2 }), client.call(read('a'), { y: 2, x: 1 })])
    expect(paths(server)).toEqual(['GET call/a/'])
  })

  test('a read that follows a write does not join one that began before it', async () => {
    const gates: ((value: unknown) => void)[] = []
    const { client, server } = start({ a: () => new Promise((resolve) => gates.push(resolve)), write: () => null })
    const before = client.call(read('a'), {})
    await client.call(write, {})
    const after = client.call(read('a'), {})
    await vi.waitFor(() => expect(gates).toHaveLength(2))
    gates[0]?.('old')
    gates[1]?.('new')
    expect([await before, await after]).toEqual(['old', 'new'])
    expect(server.count('call/a/')).toBe(2)
  })

  test('a read too long for a query goes by POST', async () => {
    const { client, server } = start({ a: () => 1 })
    await client.call(read('a'), { text: 'x'.repeat(3000) })
    expect(paths(server)).toEqual(['POST call/a/'])
  })

  test.each([
    ['503', () => failure(503, 'unavailable')],
    ['429 with Retry-After', () => failure(429, 'rate_limited', {}, { 'Retry-After': '0' })],
    ['no network', () => Promise.reject(new TypeError('no network'))],
  ])('a read is tried again after %s', async (_name, fault) => {
    let tries = 0
    const { client, server } = start({ a: () => (tries++ ? 1 : fault()) })
    expect(await client.call(read('a'), {})).toBe(1)
    expect(server.seen).toHaveLength(2)
  })

  test('a read is given up after the last try, and a long Retry-After is not waited for', async () => {
    const patient = start({ a: () => failure(503, 'unavailable') })
    expect((await caught(patient.client.call(read('a'), {}))).code).toBe('unavailable')
    expect(patient.server.seen).toHaveLength(3)
    const { client, server } = start({ a: () => failure(429, 'rate_limited', {}, { 'Retry-After': '60' }) })
    expect((await caught(client.call(read('a'), {}))).retryAfter).toBe(60)
    expect(server.seen).toHaveLength(1)
  })
})

describe('writes', () => {
  // proves: identity-sent, skew-op, csrf
  test('a write goes alone, as who the page is, and is never tried again', async () => {
    const { client, server } = start({ write: () => failure(503, 'unavailable'), a: () => 1 })
    const [error] = await Promise.all([caught(client.call(write, { x: 1 })), client.call(read('a'), {})])
    expect(error.code).toBe('unavailable')
    expect(server.count('call/write/')).toBe(1)
    const headers = server.seen.find(({ path }) => path === 'call/write/')?.headers
    expect(['X-CSRFToken', 'X-Mizan-Op', 'X-Mizan-Identity', 'Content-Type'].map((name) => headers?.get(name))).toEqual([
      'token',
      'w',
      'ann',
      'application/json',
    ])
  })

  // proves: code-csrf-failed
  test('a refused token is fetched anew and the call repeated, once', async () => {
    let asked = 0
    const { client, server } = start({
      session: () => ({ csrf: `token-${++asked}` }),
      write: (_input, { headers }) => (headers.get('X-CSRFToken') === 'token-1' ? 'done' : failure(403, 'csrf_failed')),
    })
    expect(await client.call(write, {})).toBe('done')
    expect(paths(server)).toEqual(['POST call/write/', 'GET session/', 'POST call/write/'])
    const stubborn = start({ write: () => failure(403, 'csrf_failed') })
    expect((await caught(stubborn.client.call(write, {}))).code).toBe('csrf_failed')
    expect(stubborn.server.count('call/write/')).toBe(2)
  })

  test('a page without hydration asks for the session once, before its first write', async () => {
    const { client, server } = start({ write: () => 1 }, { hydration: undefined })
    await Promise.all([client.call(write, {}), client.call(write, {})])
    expect(paths(server)).toEqual(['GET session/', 'POST call/write/', 'POST call/write/'])
    expect(client.session).toMatchObject({ csrf: 'token', identity: 'ann', language: 'en' })
  })

  // proves: multipart
  test('files go as multipart beside the input', async () => {
    const { client, server } = start({ write: () => 1 })
    await client.call(write, { line: 'a\r\nb' }, { files: [['paper', new File(['x'], 'x.txt')]] })
    expect(server.seen[0]?.input).toEqual({ line: 'a\r\nb' })
    expect(server.seen[0]?.files).toHaveLength(1)
    expect(server.seen[0]?.headers.get('Content-Type')).toBeNull()
  })

  // proves: upload-told
  test('files that are more than the server takes are refused before they go', async () => {
    const { client, server } = start({ write: () => 1 }, { hydration: { ...HYDRATION, max_upload: 12 } })
    const files = (...sizes: number[]) => ({ files: sizes.map((size) => ['paper', new File(['x'.repeat(size)], 'x.txt')] as const) })
    expect(await caught(client.call(write, {}, files(6, 5)))).toMatchObject({ code: 'payload_too_large', status: 413, message: 'The request is too large.' })
    expect(server.seen).toHaveLength(0)
    expect(await client.call(write, {}, files(5, 5))).toBe(1)
  })
})

describe('failures', () => {
  const issue = { path: ['a'], code: 'required', message: 'Missing.', params: {} }
  test('a failure carries code, status, issues, params and id', async () => {
    const { client } = start({ write: () => failure(409, 'out_of_stock', { issues: [issue], params: { left: 1 }, id: '7' }) })
    const error = await caught(client.call(write, {}))
    expect(error).toMatchObject({ code: 'out_of_stock', status: 409, issues: [issue], params: { left: 1 }, id: '7' })
  })

  test.each([
    [502, 'unavailable'],
    [413, 'payload_too_large'],
    [429, 'rate_limited'],
    [500, 'internal'],
    [200, 'internal'],
  ])('an answer of status %s that is no JSON is %s', async (status, code) => {
    const { client } = start({ write: () => new Response('<html>', { status }) })
    expect(await caught(client.call(write, {}))).toMatchObject({ code, status })
  })

  test('aborting, a time limit and a lost network have codes of their own', async () => {
    const never = (): Promise<never> => new Promise(() => undefined)
    const { client } = start({ write: never, lost: () => Promise.reject(new TypeError()) })
    const abort = new AbortController()
    const aborted = caught(client.call(write, {}, { signal: abort.signal }))
    abort.abort()
    expect((await aborted).code).toBe('aborted')
    expect((await caught(client.call(write, {}, { timeout: 5 }))).code).toBe('timeout')
    expect((await caught(client.call({ name: 'lost' }, {}))).code).toBe('network')
  })
})

describe('version and identity', () => {
  test.each<[string, ClientOptions, Answer]>([
    ['another build', {}, () => json(1, 200, { 'X-Mizan-Build': 'newer' })],
    ['X-Mizan-Stale', {}, () => json(1, 200, { 'X-Mizan-Stale': '1' })],
    ['stale_contract', {}, () => failure(409, 'stale_contract')],
    ['the build of the page', { build: 'older' }, () => 1],
  ])('%s is reported once', async (_name, options, answer) => {
    const onStale = vi.fn()
    const { client } = start({ write: answer }, { ...options, onStale })
    await client.call(write, {}).catch(() => undefined)
    await client.call(write, {}).catch(() => undefined)
    expect(onStale).toHaveBeenCalledTimes(1)
    expect(client.isStale).toBe(true)
  })

  test('the same build is no news', async () => {
    const { client } = start({ write: () => 1 })
    await client.call(write, {})
    expect(client.isStale).toBe(false)
  })

  test('when another user is logged in, the page is told and every context is old', async () => {
    const onIdentity = vi.fn()
    let reads = 0
    const { client } = start({ user: () => ++reads, session: () => ({ ...HYDRATION, identity: 'eve' }) }, { onIdentity })
    const user = resourceOf(client, { name: 'user', scope: 'global', operation: read('user') }, {})
    await user.load()
    await client.refreshSession()
    expect(onIdentity).toHaveBeenCalledWith('eve')
    expect(await user.load()).toBe(2)
  })
})

describe('contexts', () => {
  const user: ContextDef<object, unknown> = { name: 'user', scope: 'global', operation: read('user') }

  test('a context is one resource, whatever the order of its keys', () => {
    const { client } = start({})
    expect(resourceOf(client, user, { a: 1, b: 2 })).toBe(resourceOf(client, user, { b: 2, a: 1 }))
    expect(resourceOf(client, user, { a: 1 })).not.toBe(resourceOf(client, user, { a: 2 }))
  })

  test('it is read when somebody first watches, and again when a write made it stale', async () => {
    let reads = 0
    const { client } = start({ user: () => ++reads, write: () => json(1, 200, { 'X-Mizan-Invalidate': 'other, user' }) })
    const resource = resourceOf(client, user, {})
    const stop = resource.subscribe(() => undefined)
    await vi.waitFor(() => expect(resource.get()).toMatchObject({ status: 'ready', data: 1, stale: false }))
    await client.call(write, {})
    await vi.waitFor(() => expect(resource.get().data).toBe(2))
    stop()
    await client.call(write, {})
    expect(resource.get()).toMatchObject({ data: 2, stale: true })
    expect(await resource.load()).toBe(3)
  })

  test('an answer that a write overtook is not kept', async () => {
    const gates: ((value: unknown) => void)[] = []
    const { client } = start({ user: () => new Promise((resolve) => gates.push(resolve)) })
    const resource = resourceOf(client, user, {})
    const loaded = resource.load()
    await vi.waitFor(() => expect(gates).toHaveLength(1))
    client.invalidate('user')
    gates[0]?.('old')
    await vi.waitFor(() => expect(gates).toHaveLength(2))
    expect(resource.get().data).toBeUndefined()
    gates[1]?.('new')
    expect(await loaded).toBe('new')
  })

  test('a failure that somebody else was told is not shown', async () => {
    const gates: ((value: unknown) => void)[] = []
    const { client } = start({ user: () => new Promise((resolve) => gates.push(resolve)) })
    const resource = resourceOf(client, user, {})
    const loaded = resource.load()
    await vi.waitFor(() => expect(gates).toHaveLength(1))
    client.invalidate(undefined, true)
    gates[0]?.(failure(401, 'unauthenticated'))
    await vi.waitFor(() => expect(gates).toHaveLength(2))
    expect(resource.get().error).toBeUndefined()
    gates[1]?.('mine')
    expect(await loaded).toBe('mine')
  })

  test('an embedded failure stands until it is asked again', async () => {
    const contexts = [{ name: 'user', input: {}, error: { code: 'forbidden', message: 'No.', issues: [] } }]
    const { client, server } = start({ user: () => 1 }, { hydration: { ...HYDRATION, contexts } })
    const resource = resourceOf(client, user, {})
    resource.subscribe(() => undefined)
    expect(resource.get()).toMatchObject({ status: 'error', error: { code: 'forbidden' } })
    expect(server.seen).toEqual([])
    expect(await resource.refresh()).toBe(1)
  })

  test('a local change shows at once and gives way to the server', async () => {
    const { client } = start({ user: () => 'server' })
    const resource = resourceOf(client, user, {})
    resource.mutate(() => 'here')
    expect(resource.get().data).toBe('here')
    await resource.refresh()
    expect(resource.get().data).toBe('server')
  })
})

test.each(['__proto__', 'constructor', 'prototype'])('a key %s from the server pollutes nothing', async (key) => {
  const evil: unknown = JSON.parse(`{"${key}": {"polluted": true}, "data": {"${key}": {"polluted": true}}}`)
  const hydration = { ...HYDRATION, contexts: [{ name: key, input: evil, data: evil }] }
  const { client } = start({ [`x${key}`]: () => evil, session: () => evil }, { hydration })
  await client.call(read(`x${key}`), evil as object)
  await client.refreshSession()
  client.invalidate(key)
  expect(({} as { polluted?: true }).polluted).toBeUndefined()
})
