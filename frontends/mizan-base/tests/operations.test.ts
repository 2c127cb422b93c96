import { createClient } from '@mizan/base'
import { operation } from '@mizan/base/codegen/v1'
import { expect, test } from 'vitest'
import { fakeServer } from '../../testing/server.js'

const server = fakeServer({ ping: (input) => input })
const client = createClient({ fetch: server.fetch, hydration: { csrf: 't', identity: 'ann', mount: '/api/mizan/', language: 'en' } })
const ping = operation<{ count?: number }, object>('ping', 'abc', { readonly: true })

test('an operation describes itself', () => {
  expect({ name: ping.name, hash: ping.hash, readonly: ping.readonly, affects: ping.affects }).toEqual({
    name: 'ping',
    hash: 'abc',
    readonly: true,
    affects: undefined,
  })
})

test('an operation is called by its name, with its input or without', async () => {
  expect(await ping(client)).toEqual({})
  expect(await ping(client, { count: 1 })).toEqual({ count: 1 })
  expect(await client.call(ping, { count: 2 })).toEqual({ count: 2 })
  expect(server.seen.map(({ method, headers }) => [method, headers.get('X-Mizan-Op')])).toEqual(Array(3).fill(['GET', 'abc']))
})
