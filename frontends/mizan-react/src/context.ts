import { type ContextDef, type Resource, type Snapshot, can, resourceOf } from '@mizan/base'
import { type Context, type ReactNode, createContext, createElement, useContext } from 'react'
import { useClient, useStore } from './provider.js'

/** What a component sees of a context. */
export interface ContextValue<D> extends Snapshot<D> {
  /** Ask the server again. */
  readonly refresh: () => Promise<D>
  /** Change the data here until the server is asked again. Returns how to take that back, as long as nothing newer is there. */
  readonly mutate: (change: (data: D | undefined) => D) => () => void
}

/** The parameters of a local context, beside what stands inside. */
export type ProviderProps<P> = P & { readonly children?: ReactNode }

const providers = new WeakMap<object, Context<Resource<unknown> | undefined>>()

/** Read a global context; `input` are its parameters. */
export function useContextValue<P, D>(context: ContextDef<P, D>, input = {} as P): ContextValue<D> {
  return useResource(resourceOf(useClient(), context, input))
}

/** Give a local context with these parameters to everything below. */
export function provideContext<P extends object, D>(context: ContextDef<P, D>, props: ProviderProps<P>): ReactNode {
  const { children, ...input } = props
  const resource: Resource<unknown> = resourceOf(useClient(), context, input as unknown as P)
  return createElement(providerOf(context), { value: resource }, children)
}

/** Read the local context that a component above provides. */
export function useProvidedContext<P, D>(context: ContextDef<P, D>): ContextValue<D> {
  const resource = useContext(providerOf(context))
  if (!resource) throw new Error(`Put the provider of '${context.name}' around this.`)
  return useResource(resource as Resource<D>)
}

/** Whether this user may call an operation, as far as the page knows; undefined until it does. The server judges. */
export function useCan(operation: string): boolean | undefined {
  const { data } = useStore(can(useClient(), operation))
  return data && Object.hasOwn(data, operation) && data[operation]
}

/** Show `children` to those who may call an operation, and `fallback` to the others. */
export function Can(props: { readonly do: string; readonly fallback?: ReactNode; readonly children?: ReactNode }): ReactNode {
  return useCan(props.do) ? props.children : props.fallback
}

function useResource<D>(resource: Resource<D>): ContextValue<D> {
  const { refresh, mutate } = resource
  return { ...useStore(resource), refresh, mutate }
}

function providerOf(context: object): Context<Resource<unknown> | undefined> {
  let known = providers.get(context)
  if (!known) providers.set(context, (known = createContext<Resource<unknown> | undefined>(undefined)))
  return known
}
