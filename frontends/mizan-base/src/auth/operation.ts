import { type Operation, type OperationDef, type OperationTraits, operation } from '../operations.js'
import { authOf } from './held.js'
import type { AnyAuthResult } from './types.js'

/** Make a write of `auth.` whose answers of who is logged in are put in force before its caller has them. */
export function authSubmit<I, O, E = never>(def: OperationDef<I, O, E>): OperationDef<I, O, E> {
  const through: OperationDef<I, O, E>['through'] = async (client, input, options) => {
    const auth = authOf(client)
    const answer = await client.call(def, input, options)
    const { kind, ...said } = answer as AnyAuthResult
    if (kind === 'state' && 'auth' in said) await auth.apply(said.auth)
    return answer
  }
  return { ...def, through }
}

/** Make the same, called by its name. */
export function authOperation<I, O, E = never>(name: string, hash: string, traits: OperationTraits = {}): Operation<I, O, E> {
  const { through } = authSubmit<I, O, E>({ name, hash, ...traits })
  return operation(name, hash, Object.assign({ through }, traits))
}
