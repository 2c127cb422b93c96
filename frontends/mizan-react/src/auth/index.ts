export type { AnyAuthResult, AnyAuthState, AnyFlow, AuthDefs, HeldCall, ProviderRedirect } from '@mizan/base/auth'
export { isAutofillSupported, isPasskeySupported } from '@mizan/base/auth'
export type { Actions } from './actions.js'
export { type AuthValue, type PendingStepProps, type RequireAuthProps, pendingStep, requireAuth, useAuth } from './auth.js'
export { type CanProps, showTo, useCan } from './can.js'
export { type ConnectionDefs, type Connections, useConnections } from './connections.js'
export { type EmailDefs, type Emails, useEmails } from './emails.js'
export { type HeldValue, HoldCalls, useHeld } from './held.js'
export {
  type NewPasskey,
  type PasskeyActions,
  type PasskeyDefs,
  type PasskeyProof,
  type PasskeyProofDefs,
  type PasskeyQuestion,
  type PasskeySignupDefs,
  type Passkeys,
  usePasskey,
  usePasskeySignup,
  usePasskeys,
} from './passkeys.js'
export { type PhoneDefs, type Phones, usePhone } from './phone.js'
export { type RecoveryCodeDefs, type RecoveryCodesValue, useRecoveryCodes } from './recovery-codes.js'
export { type SessionDefs, type Sessions, useSessions } from './sessions.js'
export { type AnyTotp, type Factor, type TotpDefs, type TotpValue, useTotp } from './totp.js'
