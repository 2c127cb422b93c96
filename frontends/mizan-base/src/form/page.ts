/** What a form needs of the page once somebody works with it. */
import type { Client } from '../client.js'
import { guard } from './guard.js'
import { type AnyForm, keep } from './owner.js'

export { focusField, focusFirst, forgetFiles } from './element.js'
export { createFormLive, createLive } from './live.js'

/** Watch over what is typed, while the form's `life` on the page lasts: that it is not lost, and whose it is. */
export function watch(client: Client, form: AnyForm, life: AbortController | undefined): void {
  if (form.options.guard) guard(form, life)
  keep(client, form, life)
}
