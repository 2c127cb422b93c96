import { type Client, type ContextDef, MizanError, type OperationDef, type Resource, createClient, resourceOf } from '@mizan/base'
import { type AnyAuthResult, authOf, authSubmit, sessionOf } from '@mizan/base/auth'
import { describe, expect, test, vi } from 'vitest'
import { type FakeSite, fakeSite, hydrationOf } from '../../../testing/auth.js'
import { type Answer, type FakeServer, fakeServer } from '../../../testing/server.js'

const order: OperationDef<object, unknown> = { name: 'order' }
const pay: OperationDef<object, unknown> = { name: 'pay' }
const mine: ContextDef<object, string> = { name: 'mine', scope: 'global', operation: { name: 'mine', readonly: true } }
const login = authSubmit<object, AnyAuthResult>({ name: 'auth.login.submit' })
const reauthenticate = authSubmit<object, AnyAuthResult>({ name: 'auth.reauthenticate.submit' })
const logout = authSubmit<object, AnyAuthResult>({ name: 'auth.logout' })

interface Page {
  readonly site: FakeSite
  readonly server: FakeServer
  readonly client: Client
}

function start(who?: string, more: Record<string, Answer> = {}): Page {
  const site = fakeSite(who, more)
  const server = fakeServer(site.operations)
  return { site, server, client: createClient({ fetch: server.fetch, hydration: hydrationOf(who), build: 'build' }) }
}

const caught = (promise: Promise<unknown>): Promise<MizanError> =>
  promise.then(
    () => expect.fail('the call succeeded'),
    (error: unknown) => (error instanceof MizanError ? error : expect.fail(String(error))),
  )
const names = (client: Client): string[] => authOf(client).held.get().calls.map(({ name }) => name)
const held = (client: Client, name: string): Promise<void> => vi.waitFor(() => expect(names(client)).toEqual([name]))
const logIn = (client: Client, username: string): Promise<unknown> => client.call(login, { data: { username, password: 'right' } })

describe('a call that lacks a proof', () => {
  test('fails at once where nothing can ask for one', async () => {
    const { client, server } = start()
    authOf(client)
    expect((await caught(client.call(order, {}))).code).toBe('unauthenticated')
    expect(server.count('call/order/')).toBe(1)
  })

  test('waits for log-in, and goes again as whoever logs in', async () => {
    const { client, server } = start()
    authOf(client).prove()
    const call = client.call(order, { amount: 2 })
    await held(client, 'order')
    await logIn(client, 'ann')
    expect(await call).toEqual({ for: 'ann', input: { amount: 2 } })
    expect(names(client)).toEqual([])
    expect(server.seen.filter(({ path }) => path === 'call/order/').map(({ headers }) => headers.get('X-Mizan-Identity'))).toEqual(['anonymous', 'ann'])
  })

  test('waits for a proof, says which one helps, and tells nothing of its input', async () => {
    const { client } = start('ann')
    authOf(client).prove()
    const call = client.call(pay, { card: '4242' })
    await held(client, 'pay')
    expect(authOf(client).held.get()).toEqual({
      calls: [{ name: 'pay', code: 'reauthenticate', by: [{ id: 'reauthenticate' }], settle: expect.any(Function) as unknown }],
      owner: undefined,
    })
    await caught(client.call(reauthenticate, { data: { password: 'wrong' } }))
    expect(names(client)).toEqual(['pay'])
    await client.call(reauthenticate, { data: { password: 'right' } })
    expect(await call).toEqual({ for: 'ann', input: { card: '4242' } })
  })

  test('several wait together, and all go on', async () => {
    const { client } = start()
    authOf(client).prove()
    const calls = [client.call(order, { n: 1 }), client.call(order, { n: 2 })]
    await vi.waitFor(() => expect(names(client)).toHaveLength(2))
    await logIn(client, 'ann')
    expect(await Promise.all(calls)).toHaveLength(2)
  })

  test('is held again where the proof was not enough', async () => {
    const { client, site } = start()
    authOf(client).prove()
    const call = client.call(pay, {})
    await held(client, 'pay')
    // Somebody logged in elsewhere, by a proof that is too old.
    site.who = 'ann'
    await client.refreshSession()
    await vi.waitFor(() => expect(authOf(client).held.get().calls[0]?.code).toBe('reauthenticate'))
    await client.call(reauthenticate, { data: { password: 'right' } })
    expect(await call).toEqual({ for: 'ann', input: {} })
  })

  test('fails as it did at first when the user gives up, or nothing is left that could ask', async () => {
    const { client, server } = start()
    const leave = authOf(client).prove()
    const first = caught(client.call(order, {}))
    await held(client, 'order')
    authOf(client).cancel()
    expect((await first).code).toBe('unauthenticated')
    const second = caught(client.call(order, {}))
    await held(client, 'order')
    leave()
    expect((await second).code).toBe('unauthenticated')
    expect(names(client)).toEqual([])
    expect(server.count('call/order/')).toBe(2)
  })

  test('lets go when it is broken off or has waited as long as its caller would', async () => {
    const { client } = start()
    authOf(client).prove()
    const abort = new AbortController()
    const aborted = caught(client.call(order, {}, { signal: abort.signal }))
    await held(client, 'order')
    abort.abort()
    expect((await aborted).code).toBe('aborted')
    expect((await caught(client.call(order, {}, { timeout: 40 }))).code).toBe('timeout')
    expect(names(client)).toEqual([])
  })

  test('a read is never held: it shows its failure, and is read again when somebody logs in', async () => {
    const { client } = start()
    authOf(client).prove()
    const resource = resourceOf(client, mine, {})
    resource.subscribe(() => undefined)
    await vi.waitFor(() => expect(resource.get().error?.code).toBe('unauthenticated'))
    expect(names(client)).toEqual([])
    await logIn(client, 'ann')
    await vi.waitFor(() => expect(resource.get()).toMatchObject({ status: 'ready', data: 'of ann', error: undefined }))
  })

  test('an operation of auth waits for a proof, never for a log-in', async () => {
    const { client, site } = start('ann')
    const add = authSubmit<object, AnyAuthResult>({ name: 'auth.add_email.submit' })
    const input = { data: { email: 'a@b' } }
    authOf(client).prove()
    const call = client.call(add, input)
    await held(client, 'auth.add_email.submit')
    await client.call(reauthenticate, { data: { password: 'right' } })
    expect(await call).toMatchObject({ kind: 'ok' })
    site.who = undefined
    expect((await caught(client.call(add, input))).code).toBe('unauthenticated')
  })
})

describe('a session that ended while somebody worked', () => {
  interface Work extends Page {
    readonly call: Promise<unknown>
    readonly resource: Resource<string>
  }

  /** Ann has a page and begins a call; her session is over. */
  async function expired(canAsk = true): Promise<Work> {
    const page = start('ann')
    const { client, site } = page
    if (canAsk) authOf(client).prove()
    else authOf(client)
    const resource = resourceOf(client, mine, {})
    resource.subscribe(() => undefined)
    await resource.load()
    await sessionOf(client).load()
    site.who = undefined
    const call = client.call(order, { amount: 2 })
    call.catch(() => undefined)
    if (canAsk) await held(client, 'order')
    return { ...page, call, resource }
  }

  test('keeps what is on the page until it is known who comes', async () => {
    const { client, resource } = await expired()
    expect([client.session.identity, authOf(client).held.get().owner, resource.get().data]).toEqual(['anonymous', 'ann', 'of ann'])
    expect(await sessionOf(client).load()).toMatchObject({ status: 'anonymous' })
  })

  test('goes on when the same user comes back', async () => {
    const { client, call, resource, server } = await expired()
    const seen: unknown[] = []
    resource.subscribe(() => seen.push(resource.get().data))
    await logIn(client, 'ann')
    expect(await call).toEqual({ for: 'ann', input: { amount: 2 } })
    await vi.waitFor(() => expect(resource.get()).toMatchObject({ data: 'of ann', stale: false, status: 'ready' }))
    expect(seen).not.toContain(undefined)
    expect(authOf(client).held.get().owner).toBeUndefined()
    expect(server.count('call/order/')).toBe(2)
  })

  test('is over when somebody else comes: nothing of the first one goes on or is seen', async () => {
    const { client, call, resource } = await expired()
    const seen: unknown[] = []
    resource.subscribe(() => seen.push(resource.get().data))
    await logIn(client, 'bob')
    expect((await caught(call)).code).toBe('conflict')
    await vi.waitFor(() => expect(resource.get().data).toBe('of bob'))
    expect(seen[0]).toBeUndefined()
    expect(seen).not.toContain('of ann')
  })

  test('leaves nothing on the page when the user gives up', async () => {
    const { client, call, resource } = await expired()
    authOf(client).cancel()
    expect((await caught(call)).code).toBe('unauthenticated')
    expect(resource.get().data).toBeUndefined()
    expect(authOf(client).held.get().owner).toBeUndefined()
  })

  test('is noticed where nothing can ask, too', async () => {
    const { client, call, resource } = await expired(false)
    expect((await caught(call)).code).toBe('unauthenticated')
    await vi.waitFor(() => expect(client.session.identity).toBe('anonymous'))
    expect(resource.get().data).toBeUndefined()
  })

  test('does not keep what waits from who logs out', async () => {
    const { client } = start('ann')
    authOf(client).prove()
    const call = caught(client.call(pay, {}))
    await held(client, 'pay')
    await client.call(logout, {})
    expect((await call).code).toBe('reauthenticate')
    expect(names(client)).toEqual([])
  })
})
