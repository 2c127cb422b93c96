import { type AnyAuthState, type Policies, judge } from '@mizan/base/auth'
import { expect, test } from 'vitest'

const policies: Policies = {
  all: null,
  users: true,
  staff: 'staff',
  superuser: 'superuser',
  both: ['staff', 'superuser'],
  own: 'custom',
  ofStaff: ['staff', 'custom'],
  proven: [true, 'reauthenticate'],
  later: 'a word of a later version',
}
const somebody = (...rights: string[]): AnyAuthState => ({ status: 'authenticated', user: {}, rights, methods: [] })
const proving: AnyAuthState = { status: 'reauthenticate', user: {}, rights: ['staff'], methods: [], by: [] }

type Verdict = boolean | 'ask' | undefined
const [yes, no, ask, unknown]: Verdict[] = [true, false, 'ask', undefined]

test.each<[who: string, state: AnyAuthState | undefined, verdicts: Verdict[]]>([
  ['nobody knows who', undefined, [yes, unknown, unknown, unknown, unknown, ask, unknown, unknown, ask]],
  ['nobody', { status: 'anonymous', flows: [] }, [yes, no, no, no, no, ask, no, no, ask]],
  ['somebody who has begun to log in', { status: 'pending', step: { id: 'mfa_authenticate' }, flows: [] }, [yes, no, no, no, no, ask, no, no, ask]],
  ['a user', somebody(), [yes, yes, no, no, no, ask, no, ask, ask]],
  ['staff', somebody('staff'), [yes, yes, yes, no, no, ask, ask, ask, ask]],
  ['a superuser who is no staff', somebody('superuser'), [yes, yes, no, yes, no, ask, no, ask, ask]],
  ['both', somebody('staff', 'superuser'), [yes, yes, yes, yes, yes, ask, ask, ask, ask]],
  ['staff that is to prove it again', proving, [yes, yes, yes, no, no, ask, ask, ask, ask]],
])('what is told of %s', (_who, state, verdicts) => {
  expect(Object.keys(policies).map((name) => judge(policies, name, state))).toEqual(verdicts)
})

test('only the server knows of a name that generated code does not', () => {
  expect(['constructor', '__proto__', 'nowhere'].map((name) => judge(policies, name, somebody('staff')))).toEqual([ask, ask, ask])
})
