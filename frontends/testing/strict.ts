import { afterEach, beforeEach, expect, vi } from 'vitest'

/**
 * The whole run goes with a locked `Object.prototype`: what pollutes it fails at once.
 * In the browser it is closed to new keys only, because axe-core assigns a `toString` of its own to objects.
 */
const lock = '__vitest_browser__' in globalThis ? Object.preventExtensions : Object.freeze
lock(Object.prototype)

/** A warning (of React, of the browser) is an error. */
beforeEach(() => {
  const said = vi.spyOn(console, 'error')
  return () => said.mockRestore()
})
afterEach(() => expect(console.error).not.toHaveBeenCalled())
