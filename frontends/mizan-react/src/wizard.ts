import { type Wizard, type WizardDef, type WizardState, createWizard } from '@mizan/base'
import { useEffect, useState } from 'react'
import { useClient, useStore } from './provider.js'

/** A wizard in a component: show the form of `step`, and the end when it is null. */
export interface ReactWizard<S extends string, R, E = never> extends WizardState<S, R, E> {
  /** The kernel's wizard. */
  readonly wizard: Wizard<S, R, E>
  /** A request is on its way. */
  readonly pending: boolean
  readonly go: Wizard<S, R, E>['go']
  readonly submit: Wizard<S, R, E>['submit']
  readonly reset: Wizard<S, R, E>['reset']
  /** The `onSuccess` of each step's form. */
  readonly arrive: Wizard<S, R, E>['arrive']
}

/** Lead through the steps of a wizard. */
export function useWizard<S extends string, R, E = never>(def: WizardDef<S, R, E>): ReactWizard<S, R, E> {
  const client = useClient()
  const [wizard] = useState(() => createWizard(client, def))
  useEffect(() => void wizard.load(), [wizard])
  const state = useStore(wizard.state)
  const { go, submit, reset, arrive } = wizard
  const pending = ['loading', 'moving', 'submitting'].includes(state.status)
  return { ...state, wizard, pending, go, submit, reset, arrive }
}
