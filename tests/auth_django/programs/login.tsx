/** A page that logs in, as a project without allauth has it. */
import type { Client } from '@mizan/base'
import {
  type AuthState,
  type AuthUser,
  type LoginInput,
  PendingStep,
  RequireAuth,
  changePasswordForm,
  loginForm,
  passwordReset,
  useAuth,
  useChangePasswordForm,
  useLoginForm,
  useReauthenticateForm,
  useRequestPasswordResetForm,
  useResetPasswordForm,
} from '../build/auth.gen.js'

// @ts-expect-error there is no such flow without allauth
export { useSignupForm } from '../build/auth.gen.js'
// @ts-expect-error there is no such flow without allauth
export { useEmails } from '../build/auth.gen.js'
// @ts-expect-error there is no such flow without allauth
export { usePasskeys, useTotp } from '../build/auth.gen.js'
// @ts-expect-error there is no such flow without allauth
export { redirectToProvider } from '../build/auth.gen.js'

export const who = (state: AuthState): string => {
  switch (state.status) {
    case 'anonymous':
      return state.flows.map(flow => flow.id).join()
    case 'pending':
      return state.step.id
    case 'authenticated':
    case 'reauthenticate':
      return state.user.display
  }
}

export const input: LoginInput = { username: 'ann', password: 'secret' }
// @ts-expect-error the users of this project have names
export const wrong: LoginInput = { email: 'ann@example.org', password: 'secret' }

export const key = (user: AuthUser): number => user.id
export const address = (user: AuthUser): string | null => user.email

export async function looked(client: Client): Promise<string> {
  const result = await passwordReset(client, { key: 'MQ-1-2' })
  return result.data.user.username
}

export const forms = [loginForm.name, changePasswordForm.name]

export function Page() {
  const auth = useAuth()
  const login = useLoginForm({ onSuccess: result => console.log(who(result.auth)) })
  const change = useChangePasswordForm()
  const hooks = [useReauthenticateForm(), useRequestPasswordResetForm(), useResetPasswordForm()]
  return (
    <RequireAuth fallback={<p>{login.useField('username').label}</p>}>
      {auth.state?.status === 'authenticated' && auth.state.user.username}
      {change.useField('new_password').label}
      {hooks.length}
    </RequireAuth>
  )
}

export { PendingStep }
