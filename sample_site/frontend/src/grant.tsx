import { bootstrap5, MizanWizard, WizardForm } from '@mizan/react'
import { Done } from './done'
import { useGrantJourneyForm, useGrantOfferForm, useGrantWizard, useGrantYouForm } from './mizan/react.gen'

type Wizard = ReturnType<typeof useGrantWizard>

/** A wish for a travel grant, in steps. */
export function Grant() {
  const wizard = useGrantWizard()
  if (wizard.result)
    return (
      <Done title={`Thank you, ${wizard.result.name}`}>
        Your wish is number {wizard.result.number}. You hear from us within two weeks.
      </Done>
    )
  return (
    <MizanWizard wizard={wizard} label="Steps" classes={bootstrap5}>
      <Step wizard={wizard} />
    </MizanWizard>
  )
}

function Step({ wizard }: { wizard: Wizard }) {
  switch (wizard.step) {
    case undefined:
      return null
    case 'you':
      return <You wizard={wizard} />
    case 'journey':
      return <Journey wizard={wizard} />
    case 'offer':
      return <Offer wizard={wizard} />
    case null:
      return <End wizard={wizard} />
  }
}

function You({ wizard }: { wizard: Wizard }) {
  return <WizardForm wizard={wizard} step="you" form={useGrantYouForm({ onSuccess: wizard.arrive })} />
}

function Journey({ wizard }: { wizard: Wizard }) {
  return <WizardForm wizard={wizard} step="journey" form={useGrantJourneyForm({ onSuccess: wizard.arrive })} />
}

function Offer({ wizard }: { wizard: Wizard }) {
  return <WizardForm wizard={wizard} step="offer" form={useGrantOfferForm({ onSuccess: wizard.arrive })} />
}

function End({ wizard }: { wizard: Wizard }) {
  return (
    <>
      <p>That is all we need to know.</p>
      <button type="button" className="btn btn-primary" disabled={wizard.pending} onClick={() => void wizard.submit()}>
        Ask for the grant
      </button>{' '}
      <button type="button" className="btn" onClick={() => void wizard.reset()}>
        Begin again
      </button>
    </>
  )
}
