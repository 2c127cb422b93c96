import { createClient, earlyForms } from '@mizan/base'
import { MizanProvider } from '@mizan/react'
import { type ComponentType, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Account } from './account'
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
  account: Account,
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
