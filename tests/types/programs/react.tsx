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
