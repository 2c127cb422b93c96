import type { Client } from '../client.js'
import type { DeclaredError } from '../errors.js'
import type { Form, Values } from './types.js'

export type AnyForm = Form<Values, unknown, DeclaredError>

const NOBODY = 'anonymous'

/** Keep a form for who fills it in: when another user is logged in, it is emptied. What nobody began belongs to whoever logs in. */
export function keep(client: Client, form: AnyForm, life: AbortController | undefined): void {
  look(client, form)
  if (client.resources.has(form) || life?.signal.aborted) return
  client.resources.set(form, ['', { invalidate: (isOthers) => isOthers && look(client, form) }])
  life?.signal.addEventListener('abort', () => client.resources.delete(form))
}

function look({ session: { identity } }: Client, form: AnyForm): void {
  const owner = form.identity
  // Nobody: the owner may come back.
  if (identity === undefined || identity === NOBODY) return
  form.identity = identity
  if (owner !== undefined && owner !== NOBODY && owner !== identity) empty(form)
}

function empty(form: AnyForm): void {
  const { def, options } = form
  const isOfUser = def.dynamic || options.params !== undefined
  if (isOfUser) form.adopt({ ...def, initial: {} })
  clear(form)
  if (isOfUser) void form.reload()
  // A page takes `initial` from contexts, which are emptied as well: once more with what it says then.
  else setTimeout(clear, 0, form)
}

/** Go back to the first values; that somebody else is logged in by now stays to be read. */
function clear(form: AnyForm): void {
  const { status, error, errors } = form.state.get()
  form.reset()
  if (error?.code === 'conflict') form.state.set({ ...form.state.get(), status, error, errors })
}
