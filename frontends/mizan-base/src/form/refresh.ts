import type { Client } from '../client.js'
import type { DeclaredError } from '../errors.js'
import type { Form, Values } from './types.js'

type AnyForm = Form<Values, unknown, DeclaredError>

const turns = new WeakMap<AnyForm, number>()

/** Ask for a form anew once its values have come to rest for `delay` milliseconds; the last who asks is answered. Raises MizanError. */
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
    if (isLast() || !(error instanceof Error && 'code' in error)) throw error
  }
}

/** Ask for a form as the server has it now; what was typed is given up. Raises MizanError. */
export async function reload(client: Client, form: AnyForm): Promise<void> {
  await client.ready()
  const { complete } = await import('./complete.js')
  form.adopt(await complete(client, form.def, { params: form.options.params }, true))
  form.reset(form.def.initial)
}
