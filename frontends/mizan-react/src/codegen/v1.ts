/** The door for generated code, version 1: what `mizan_generate` writes imports this and nothing else of the adapter. */
export type { FormOptions } from '@mizan/base'
export { useCall } from '../call.js'
export { type ProviderProps, provideContext, useContextValue, useProvidedContext } from '../context.js'
export { useForm } from '../form.js'
