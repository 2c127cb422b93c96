export { type Auth, type Held, type HeldCall, authOf } from './held.js'
export { authOperation, authSubmit } from './operation.js'
export { type Policies, judge } from './policies.js'
export { createPasskey, getPasskey, isAutofillSupported, isPasskeySupported } from './passkeys.js'
export { redirectToProvider } from './provider.js'
export { sessionOf } from './session.js'
export { hear } from './tabs.js'
export type {
  AnyAuthResult,
  AnyAuthState,
  AnyFlow,
  AuthDefs,
  CreationOptions,
  Nothing,
  ProviderConfig,
  ProviderRedirect,
  RequestOptions,
} from './types.js'
