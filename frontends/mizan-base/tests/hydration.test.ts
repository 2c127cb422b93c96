// @vitest-environment jsdom
import { createClient, readHydration } from '@mizan/base'
import { afterEach, expect, test, vi } from 'vitest'
import { fakeServer } from '../../testing/server.js'

const embed = (text: string): void => {
  document.body.innerHTML = `<script type="application/json" id="mizan-data">${text}</script>`
}
afterEach(() => (document.body.innerHTML = ''))

// proves: mount, hydration
test('the page tells its client where it is mounted, for whom, with which token', () => {
  embed('{"csrf":"t","build":"b","identity":"i","mount":"/m/","language":"de","contexts":[]}')
  expect(createClient().session).toEqual({ csrf: 't', build: 'b', identity: 'i', mount: '/m/', language: 'de' })
})

test.each(['', '[1]', '"text"'])('a tag that holds %j is no hydration', (text) => {
  embed(text)
  expect(readHydration()).toBeUndefined()
})

test('what was escaped for the page comes out as it was', () => {
  embed(String.raw`{"csrf":"\u003c/script\u003e\u003c!--\u0026"}`)
  expect(readHydration()?.csrf).toBe('</script><!--&')
})

// proves: identity-pageshow
test('a page that comes back from the cache asks who is logged in', async () => {
  const server = fakeServer({})
  createClient({ fetch: server.fetch, hydration: { csrf: 't', identity: 'old' } })
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  await vi.waitFor(() => expect(server.count('session/')).toBe(1))
})
