import { type Client, type ContextDef, type OperationDef, createClient, resourceOf } from '@mizan/base'
import { type AnyAuthResult, authOperation, authSubmit, sessionOf } from '@mizan/base/auth'
import { expect, test, vi } from 'vitest'
import { fakeSite, hydrationOf } from '../../../testing/auth.js'
import { type Answer, type FakeServer, fakeServer } from '../../../testing/server.js'

const read = (name: string): OperationDef<object, string> => ({ name, readonly: true })
const mine: ContextDef<object, string> = { name: 'mine', scope: 'global', operation: read('mine') }
const login = authSubmit<object, AnyAuthResult>({ name: 'auth.login.submit', hash: 'l' })
const logout = authOperation<Record<string, never>, AnyAuthResult>('auth.logout', 'o')

function start(who?: string, more: Record<string, Answer> = {}, contexts: object[] = []): { client: Client; server: FakeServer } {
  const server = fakeServer(fakeSite(who, more).operations)
  const hydration = { ...hydrationOf(who), contexts: contexts as never[] }
  return { server, client: createClient({ fetch: server.fetch, hydration, build: 'build' }) }
}

const paths = (server: FakeServer): string[] => server.seen.map(({ method, path }) => `${method} ${path}`)

test('what a write answers is in force before its caller has it, with the token and tag of the new user', async () => {
  const { client, server } = start()
  expect(await client.call(login, { data: { username: 'ann', password: 'right' } })).toMatchObject({ kind: 'state' })
  expect(sessionOf(client).get()).toMatchObject({ status: 'ready', data: { status: 'authenticated', user: { display: 'ann' } } })
  expect(client.session).toMatchObject({ csrf: 'token of ann', identity: 'ann' })
  expect(paths(server)).toEqual(['POST call/auth.login.submit/', 'GET session/'])
  expect(server.seen[0]?.headers.get('X-Mizan-Op')).toBe('l')
})

test('the data of another user is gone, not only old, and is asked for where somebody watches', async () => {
  const { client } = start('ann', { other: () => 'other' })
  const [watched, unwatched] = [resourceOf(client, mine, {}), resourceOf(client, { ...mine, name: 'other', operation: read('other') }, {})]
  const seen: unknown[] = []
  watched.subscribe(() => seen.push(watched.get().data))
  await Promise.all([watched.load(), unwatched.load()])
  seen.length = 0
  await logout(client)
  expect([watched.get().data, unwatched.get().data, unwatched.get().status]).toEqual([undefined, undefined, 'idle'])
  await vi.waitFor(() => expect(watched.get().error?.code).toBe('unauthenticated'))
  expect(seen.every((data) => data === undefined)).toBe(true)
  await client.call(login, { data: { username: 'bob', password: 'right' } })
  await vi.waitFor(() => expect(watched.get().data).toBe('of bob'))
})

test('the state that was answered is not lost with the data of the other user', async () => {
  const { client } = start()
  const session = sessionOf(client)
  const seen: unknown[] = []
  session.subscribe(() => undefined)
  await session.load()
  // As a framework draws: after the step of the program that told it.
  session.subscribe(() => queueMicrotask(() => seen.push(session.get().data?.status)))
  await client.call(login, { data: { username: 'ann', password: 'right' } })
  await vi.waitFor(() => expect(session.get()).toMatchObject({ status: 'ready', stale: false }))
  expect(new Set(seen)).toEqual(new Set(['authenticated']))
})

test('what the page embeds for one user is not shown to the next', async () => {
  const { client } = start('ann', {}, [{ name: 'mine', input: {}, data: 'embedded for ann' }])
  await logout(client)
  await client.call(login, { data: { username: 'bob', password: 'right' } })
  expect(await resourceOf(client, mine, {}).load()).toBe('of bob')
})

test('a step that is to be done is no other user', async () => {
  const { client, server } = start()
  await client.call(login, { data: { username: 'half', password: 'right' } })
  expect(sessionOf(client).get().data).toMatchObject({ status: 'pending', step: { id: 'mfa_authenticate' } })
  expect(server.count('session/')).toBe(0)
})

test('data that is no state leaves the state alone', async () => {
  const { client, server } = start('ann', { 'auth.totp': () => ({ kind: 'ok', data: { secret: 'x' } }) })
  expect(await client.call(authSubmit<object, AnyAuthResult>({ name: 'auth.totp' }), {})).toEqual({ kind: 'ok', data: { secret: 'x' } })
  expect(sessionOf(client).get().status).toBe('idle')
  expect(paths(server)).toEqual(['POST call/auth.totp/'])
})

test('a log-in is in force even where the session cannot be asked', async () => {
  const { client } = start(undefined, { session: () => Promise.reject(new TypeError('no network')) })
  await client.call(login, { data: { username: 'ann', password: 'right' } })
  expect(sessionOf(client).get().data?.status).toBe('authenticated')
})

test('a write that came too late has the page look who is logged in', async () => {
  const site = fakeSite('ann')
  const server = fakeServer(site.operations)
  const client = createClient({ fetch: server.fetch, hydration: hydrationOf('ann') })
  site.who = undefined
  await expect(logout(client)).rejects.toMatchObject({ code: 'conflict' })
  await vi.waitFor(() => expect(client.session.identity).toBe('anonymous'))
})
