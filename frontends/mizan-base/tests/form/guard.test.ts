// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { guard } from '../../src/form/guard.js'

/** jsdom knows no Navigation API: this stands where a browser has it (see `tests/walks` for the real one). */
const navigation = new EventTarget()
vi.stubGlobal('navigation', navigation)
beforeEach(() => void (life = new AbortController()))
afterEach(() => life.abort())
let life: AbortController

function go(url: string, more: object = {}): boolean {
  const event = Object.assign(new Event('navigate', { cancelable: true }), { hashChange: false, destination: { url, sameDocument: true }, ...more })
  navigation.dispatchEvent(event)
  return !event.defaultPrevented
}

const elsewhere = new URL('/elsewhere', location.href).href

test.each([
  ['another page of the app', elsewhere, {}, false],
  ['another document, of which the browser asks itself', elsewhere, { destination: { url: elsewhere, sameDocument: false } }, true],
  ['another query of this page', `${location.pathname}?page=2`, {}, true],
  ['another place of this page', elsewhere, { hashChange: true }, true],
])('on the way to %s the page is asked', (_what, url, more, goes) => {
  const ask = vi.fn(() => false)
  guard({ state: { get: () => ({ dirty: true }) }, options: { guard: ask } }, life)
  expect(go(new URL(url, location.href).href, more)).toBe(goes)
  expect(ask).toHaveBeenCalledTimes(goes ? 0 : 1)
})

test.each([
  ['unchanged', { dirty: false }, () => false],
  ['guarded by the browser alone', { dirty: true }, true as const],
  ['let go by its page', { dirty: true }, () => true],
])('a form that is %s holds nobody within the app', (_what, state, option) => {
  guard({ state: { get: () => state }, options: { guard: option } }, life)
  expect(go(elsewhere)).toBe(true)
})

test('a guard asks once, however often the form is touched', () => {
  const ask = vi.fn(() => false)
  const form = { state: { get: () => ({ dirty: true }) }, options: { guard: ask } }
  guard(form, life)
  guard(form, life)
  go(elsewhere)
  expect(ask).toHaveBeenCalledTimes(1)
})

test('a form that has left the page holds nobody, and does again when it is back', () => {
  const form = { state: { get: () => ({ dirty: true }) }, options: { guard: () => false } }
  guard(form, life)
  life.abort()
  guard(form, life)
  expect(go(elsewhere)).toBe(true)
  life = new AbortController()
  guard(form, life)
  expect(go(elsewhere)).toBe(false)
})
