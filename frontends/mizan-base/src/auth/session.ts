import type { Client } from '../client.js'
import type { ContextDef } from '../operations.js'
import { type Resource, resourceOf } from '../resource.js'
import type { AnyAuthState, Nothing } from './types.js'

const SESSION: ContextDef<Nothing, AnyAuthState> = {
  name: 'auth.session',
  scope: 'global',
  operation: { name: 'auth.session', readonly: true },
}

/** Return what a page holds of who is logged in. */
export function sessionOf(client: Client): Resource<AnyAuthState> {
  return resourceOf(client, SESSION, {})
}
