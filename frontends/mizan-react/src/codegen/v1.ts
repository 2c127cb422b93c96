/** The door for generated code, version 1: what `mizan_generate` writes imports this and nothing else of the adapter. */
import type { Operation } from '@mizan/base'
import { type CallState, useCall as use } from '../call.js'

export { type PendingStepProps, type RequireAuthProps, pendingStep, requireAuth, useAuth } from '../auth/auth.js'
export { type CanProps, showTo, useCan } from '../auth/can.js'
export { useConnections } from '../auth/connections.js'
export { useEmails } from '../auth/emails.js'
export { usePasskey, usePasskeySignup, usePasskeys } from '../auth/passkeys.js'
export { usePhone } from '../auth/phone.js'
export { useRecoveryCodes } from '../auth/recovery-codes.js'
export { useSessions } from '../auth/sessions.js'
export { useTotp } from '../auth/totp.js'
export type { FormOptions } from '@mizan/base'
export { type ProviderProps, provideContext, useContextValue, useProvidedContext } from '../context.js'
export { useForm } from '../form.js'
export { useFormSet } from '../form-set.js'
export { useWizard } from '../wizard.js'

/** The same, for operations as generated code has them: a type parameter of one interface is read off, not compared. */
export const useCall: <I, O, E>(operation: Operation<I, O, E>) => CallState<I, O, E> = use
