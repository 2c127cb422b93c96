import type { AnyAuthState } from './types.js'

/** Who may call what, by the names of operations. Of several checks, all must hold. */
export type Policies<N extends string = string> = Readonly<Record<N, true | null | string | readonly (true | string)[]>>

/** What the state of a log-in tells; of all else, the server alone can say whether it holds. */
const TOLD: readonly unknown[] = [null, true, 'staff', 'superuser']

/** Tell from who is logged in whether they may call an operation: undefined until that is known, 'ask' where only the server knows. */
export function judge(policies: Policies, operation: string, state: AnyAuthState | undefined): boolean | 'ask' | undefined {
  const checks = Object.hasOwn(policies, operation) ? [policies[operation]].flat() : ['custom']
  const told = checks.filter((check) => check && TOLD.includes(check))
  if (told.length && !state) return undefined
  const isIn = told.every((check) => state && 'user' in state && (check === true || state.rights.includes(check as string)))
  return isIn && !checks.every((check) => TOLD.includes(check)) ? 'ask' : isIn
}
