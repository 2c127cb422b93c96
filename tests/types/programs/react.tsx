/** Hooks: right components compile, wrong ones do not. */
import type { ReactNode } from 'react'
import * as api from '../build/mizan.gen.js'
import * as hooks from '../build/react.gen.js'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const assert = <T extends true>(): T | undefined => undefined

export function Right(): ReactNode {
  const { call, data, error, pending, reset } = hooks.useEcho()
  assert<Equal<typeof data, string | undefined>>()
  assert<Equal<typeof pending, boolean>>()
  const order = hooks.useShopOrder()
  assert<Equal<typeof order.data, api.Product | null | undefined>>()
  const left = order.error?.code === 'out_of_stock' ? order.error.params.left : 0
  assert<Equal<typeof left, number>>()
  const ping = hooks.usePing()
  const user = hooks.useCurrentUser()
  assert<Equal<typeof user.data, api.User | null | undefined>>()
  const greeting = hooks.useGreet()
  assert<Equal<typeof greeting.data, api.Greeting | undefined>>()
  return (
    <hooks.GreetProvider name="Ada">
      <hooks.WeatherProvider>
        <button onClick={() => void call({ text: 'a' }).then(reset)}>{error?.message}</button>
        <button onClick={() => void ping.call()}>{greeting.data?.text}</button>
      </hooks.WeatherProvider>
    </hooks.GreetProvider>
  )
}

/** A formset that stands alone: typed rows, and the form around them. */
export function Tickets(): ReactNode {
  const tickets = hooks.useTicketsFormSet({ onSuccess: (names) => names.map((name) => name.length) })
  assert<Equal<typeof tickets.result, string[] | undefined>>()
  assert<Equal<typeof tickets.rowErrors, readonly string[]>>()
  const key = tickets.add({ name: 'Ada', seats: 2 })
  // @ts-expect-error a row has no such field
  tickets.add({ email: 'a@b' })
  // @ts-expect-error a name is text
  tickets.add({ name: 1 })
  return (
    <form {...tickets.formProps}>
      {tickets.rows.map((row) => (
        <button key={row.key} disabled={row.key === key} onClick={() => row.move(0)}>
          {row.form.values().name}
        </button>
      ))}
      {tickets.status}
    </form>
  )
}

export function Wrong(): ReactNode {
  const { call, data } = hooks.useEcho()
  // @ts-expect-error the input is missing
  void call()
  // @ts-expect-error a key is of the wrong type
  void call({ text: 1 })
  // @ts-expect-error there may be no answer yet
  data.length
  // @ts-expect-error there may be nobody
  hooks.useCurrentUser().data.name
  // @ts-expect-error it was not declared
  hooks.useEcho().error?.code === 'out_of_stock'
  return (
    <>
      {/* @ts-expect-error the name is missing */}
      <hooks.GreetProvider />
      {/* @ts-expect-error the name is a string */}
      <hooks.GreetProvider name={1} />
    </>
  )
}
