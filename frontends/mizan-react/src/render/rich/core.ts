import type { Core } from '../layout.js'

export type { Core }

/** What every page draws with. */
export let core: Core

/**
 * Take what every page draws with. What is loaded later imports none of it: bundlers would otherwise cut it
 * out for both, and pages that draw nothing would load it too.
 */
export function take(given: Core): void {
  core = given
}
