/** Calls of functions: right ones compile, wrong ones do not. */
import { type CallError, createClient } from '@mizan/base'
import * as api from '../build/mizan.gen.js'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const assert = <T extends true>(): T | undefined => undefined

const client = createClient({ build: api.build, locales: api.locales })

export async function right(): Promise<void> {
  const said = await api.echo(client, { text: 'a' })
  assert<Equal<typeof said, string>>()
  await api.echo(client, { text: 'a', times: 2 }, { timeout: 1000 })
  await api.ping(client)
  await api.default_(client)
  const page = await api.shopProducts(client)
  assert<Equal<typeof page.items, api.Product[]>>()
  assert<Equal<typeof page.next, number | null>>()
  const { color, tags, size, stock, point, extra, seen } = page.items[0] ?? ({} as api.Product)
  assert<Equal<typeof color, 'red' | 'blue'>>()
  assert<Equal<typeof tags, { name: string; weight?: number }[]>>()
  assert<Equal<typeof size, api.Size | null>>()
  assert<Equal<typeof stock, { [key: string]: number }>>()
  assert<Equal<typeof point, [number, number]>>()
  assert<Equal<typeof extra, unknown>>()
  assert<Equal<typeof seen, string | null>>()
  const pet = await api.adopt(client, { pet: { kind: 'cat', lives: 9 } })
  assert<Equal<typeof pet, api.Cat | api.Dog>>()
  const lives = pet.kind === 'cat' ? pet.lives : pet.name.length
  assert<Equal<typeof lives, number>>()
  await api.shopOrder(client, { product: 'id', count: 1, sizes: [{ width: 1 }] })
  await api.save(client, { product: { id: '', name: '', price: '1.5', since: '2026-01-31' } })
  await api.save(client, { product: page.items[0]! })
}

export function failures(error: CallError<api.OutOfStock | api.ShopClosed>): number {
  if (error.code === 'out_of_stock') {
    assert<Equal<typeof error.params.left, number>>()
    return error.params.left
  }
  if (error.code === 'shop_closed' || error.code === 'not_found' || error.code === 'network') return 0
  // @ts-expect-error no code of the protocol, and not declared
  if (error.code === 'out_of_milk') return 1
  return error.status
}

export function wrong(): void {
  // @ts-expect-error the input is missing
  void api.echo(client)
  // @ts-expect-error a key is missing
  void api.echo(client, {})
  // @ts-expect-error a key is of the wrong type
  void api.echo(client, { text: 1 })
  // @ts-expect-error a key is misspelt
  void api.echo(client, { txt: 'a' })
  // @ts-expect-error there is no such key
  void api.echo(client, { text: 'a', more: 1 })
  // @ts-expect-error it takes nothing
  void api.ping(client, { text: 'a' })
  // @ts-expect-error no such colour
  void api.shopProducts(client, { color: 'green' })
  // @ts-expect-error a cat has lives
  void api.adopt(client, { pet: { kind: 'cat', name: 'Tom' } })
  // @ts-expect-error the row lacks its width
  void api.shopOrder(client, { product: 'id', count: 1, sizes: [{ height: 1 }] })
  // @ts-expect-error an order may answer null
  void api.shopOrder(client, { product: 'id', count: 1, sizes: [] }).then((product) => product.name)
  // @ts-expect-error staff's functions are not in the public client
  void api.wipeEverything(client)
}
