import { createClient, earlyForms } from '@mizan/base'
import { MizanProvider } from '@mizan/react'
import { type ComponentType, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Account } from './account'
import { Addresses } from './auth/addresses'
import { Connections } from './auth/connections'
import { Join } from './auth/join'
import { LogIn } from './auth/log-in'
import { LogInCode } from './auth/log-in-code'
import { Passkeys } from './auth/passkeys'
import { ForgottenPassword, NewPassword } from './auth/password'
import { SecondFactor } from './auth/second-factor'
import { Sessions } from './auth/sessions'
import { Verify } from './auth/verify'
import { Contact } from './contact'
import { EditProposal } from './edit-proposal'
import { Fields, Layouts } from './fields'
import { Grant } from './grant'
import { build } from './mizan/mizan.gen'
import { Photos } from './photos'
import { Profile } from './profile'
import { Proposal } from './proposal'
import { Seat } from './seat'
import { Workshop } from './workshop'

/** What may stand in a page as `<div data-island="…">`; its other data attributes are the props. */
const islands: Record<string, ComponentType<{ slug: string }>> = {
  header: Account,
  account: Addresses,
  connections: Connections,
  join: Join,
  'log-in': LogIn,
  'log-in-code': LogInCode,
  'new-password': NewPassword,
  passkeys: Passkeys,
  password: ForgottenPassword,
  'second-factor': SecondFactor,
  sessions: Sessions,
  verify: Verify,
  contact: Contact,
  'edit-proposal': EditProposal,
  fields: Fields,
  layouts: Layouts,
  grant: Grant,
  photos: Photos,
  profile: Profile,
  proposal: Proposal,
  seat: Seat,
  workshop: Workshop,
}

const client = createClient({ build, early: earlyForms() })

for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) {
  const Island = islands[element.dataset['island'] ?? '']
  if (!Island) continue
  createRoot(element).render(
    <StrictMode>
      <MizanProvider client={client}>
        <Island slug={element.dataset['slug'] ?? ''} />
      </MizanProvider>
    </StrictMode>,
  )
}
