/** Tells the other tabs of the site that somebody else is logged in now, and hears it from them. */
import type { Client } from '../client.js'

const open = new WeakMap<Client, { readonly channel: BroadcastChannel; users: number }>()

const openChannel = (client: Client): BroadcastChannel => new BroadcastChannel(`mizan:${client.session.mount}`)
const isPossible = (): boolean => typeof window !== 'undefined' && typeof BroadcastChannel !== 'undefined'

/** Tell the other tabs. */
export function tell(client: Client): void {
  if (!isPossible()) return
  const known = open.get(client)?.channel
  const channel = known ?? openChannel(client)
  channel.postMessage('identity')
  if (!known) channel.close()
}

/** Hear from the other tabs; returns how to stop. */
export function hear(client: Client): () => void {
  if (!isPossible()) return () => undefined
  const known = open.get(client) ?? { channel: openChannel(client), users: 0 }
  open.set(client, known)
  known.users++
  known.channel.onmessage = () => void follow(client)
  return () => {
    if (--known.users) return
    known.channel.close()
    open.delete(client)
  }
}

/** Ask who is logged in; the same user may have come further. */
export async function follow(client: Client): Promise<void> {
  const { identity } = client.session
  await client.refreshSession().catch(() => undefined)
  if (identity === client.session.identity) client.invalidate('auth.session')
}
