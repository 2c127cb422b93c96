import type { Client } from '../client.js'
import { MizanError } from '../errors.js'
import type { ContextDef } from '../operations.js'
import { resourceOf } from '../resource.js'
import type { Nothing, ProviderConfig, ProviderRedirect } from './types.js'

/**
 * Leave for another site to log in there: the browser itself posts a form, and comes back to `callbackUrl`.
 *
 * Raises MizanError: `unavailable` where this site has no providers.
 */
export async function redirectToProvider<C extends ProviderConfig>(
  client: Client,
  config: ContextDef<Nothing, C>,
  { provider, callbackUrl, process = 'login' }: ProviderRedirect,
): Promise<void> {
  const { socialaccount } = await resourceOf(client, config, {}).load()
  if (!socialaccount) throw new MizanError('unavailable', 0, 'No other site can be asked who you are.')
  if (!client.session.csrf) await client.refreshSession()
  const values = { provider, callback_url: callbackUrl, process, csrfmiddlewaretoken: client.session.csrf ?? '' }
  const form = document.createElement('form')
  form.method = 'post'
  form.action = socialaccount.redirect_url
  form.hidden = true
  for (const [name, value] of Object.entries(values)) {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name, value })
    form.append(input)
  }
  document.body.append(form)
  form.submit()
}
