import { type Answer, failure } from './server.js'

interface User {
  readonly id: number
  readonly display: string
}

/** A site with people, as `mizan.auth` answers: who is logged in is a variable. */
export interface FakeSite {
  readonly operations: Readonly<Record<string, Answer>>
  /** Who is logged in. */
  who: string | undefined
  /** The flags of whoever that is. */
  rights: readonly string[]
  /** They have proved lately who they are. */
  isProven: boolean
}

const IDS: Readonly<Record<string, number>> = { ann: 1, bob: 2 }
const FLOWS = [{ id: 'login' }]
const BY = [{ id: 'reauthenticate' }]

/** Serve log-in (the password is `right`), log-out, proof, and and `mine`, `order` (log in), `pay` (prove). */
export function fakeSite(who?: string, more: Readonly<Record<string, Answer>> = {}): FakeSite {
  const site: Omit<FakeSite, 'operations'> = { who, rights: [], isProven: false }
  const user = (): User => ({ id: IDS[site.who ?? ''] ?? 0, display: site.who ?? '' })
  const state = (): object =>
    site.who ? { status: 'authenticated', user: user(), rights: site.rights, methods: [{ method: 'password', at: 1 }] } : { status: 'anonymous', flows: FLOWS }
  const stated = (): object => ({ kind: 'state', auth: state() })
  const prove = (password: string): unknown => {
    if (password !== 'right') return failure(422, 'invalid', { issues: [{ path: ['password'], code: 'invalid', message: 'Wrong.', params: {} }] })
    site.isProven = true
    return stated()
  }
  /** As the server does: a write for somebody else is refused once its caller is known to be somebody who may. */
  const guarded = (answer: Answer): Answer => (input, seen) => {
    const tag = seen.headers.get('X-Mizan-Identity')
    return tag !== null && tag !== (site.who ?? 'anonymous') ? failure(409, 'conflict', { message: 'Somebody else is logged in by now.' }) : answer(input, seen)
  }
  const forUsers = (answer: Answer): Answer => (input, seen) => (site.who ? guarded(answer)(input, seen) : failure(401, 'unauthenticated'))
  const operations: Record<string, Answer> = {
    session: () => hydrationOf(site.who),
    'auth.session': state,
    'auth.config': () => ({ account: { login_methods: ['username'], is_open_for_signup: true } }),
    'auth.login.submit': guarded(({ data }: { data: { username: string; password: string } }) => {
      if (site.who) return failure(409, 'conflict')
      if (data.username === 'half') return { kind: 'state', auth: { status: 'pending', step: { id: 'mfa_authenticate', types: ['totp'] }, flows: [] } }
      if (data.password === 'right') site.who = data.username
      return prove(data.password)
    }),
    'auth.reauthenticate.submit': forUsers(({ data }: { data: { password: string } }) => prove(data.password)),
    'auth.logout': guarded(() => {
      site.who = undefined
      site.isProven = false
      return stated()
    }),
    'auth.add_email.submit': forUsers(({ data }: { data: { email: string } }) =>
      site.isProven ? { kind: 'ok', data: [{ email: data.email, primary: false, verified: false }] } : failure(401, 'reauthenticate', { params: { by: BY } }),
    ),
    order: forUsers((input) => ({ for: site.who, input })),
    pay: forUsers((input) => (site.isProven ? { for: site.who, input } : failure(401, 'reauthenticate', { params: { by: BY } }))),
    mine: () => (site.who ? `of ${site.who}` : failure(401, 'unauthenticated')),
    ...more,
  }
  return Object.assign(site, { operations })
}

/** What a page of this user embeds. */
export function hydrationOf(who?: string): { csrf: string; build: string; identity: string; mount: string; language: string } {
  return { csrf: `token of ${who ?? 'nobody'}`, build: 'build', identity: who ?? 'anonymous', mount: '/api/mizan/', language: 'en' }
}
