import type { Client } from '../client.js'
import type { DeclaredError, MizanError } from '../errors.js'
import type { Form, Values } from './types.js'

type AnyForm = Form<Values, unknown, DeclaredError>

const turns = new WeakMap<AnyForm, number>()

/** Ask for a form anew once its values have come to rest for `delay` milliseconds; the last who asks is answered. */
export async function refresh(client: Client, form: AnyForm, delay = 150): Promise<void> {
  const turn = (turns.get(form) ?? 0) + 1
  turns.set(form, turn)
  const isLast = (): boolean => turns.get(form) === turn
  await new Promise((resolve) => setTimeout(resolve, delay))
  if (!isLast()) return
  const { def, options } = form
  const values = form.values()
  const data = def.refreshOn && Object.fromEntries(def.refreshOn.map((name) => [name, values[name]]))
  try {
    const { complete } = await import('./complete.js')
    const next = await complete(client, def, { params: options.params, data })
    if (!isLast()) return
    const { status } = form.state.get()
    form.adopt(next)
    const mended = status === 'success' ? { status } : { errors: [], error: undefined }
    form.state.set({ ...form.state.get(), ...mended })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    const { message } = error
    if (isLast()) form.state.set({ ...form.state.get(), status: 'error', error: error as MizanError, errors: [message] })
  }
}
