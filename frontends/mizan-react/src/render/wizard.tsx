import { type ReactNode, useEffect, useRef } from 'react'
import type { WizardStep } from '@mizan/base'
import type { ReactForm } from '../form.js'
import type { ReactWizard } from '../wizard.js'
import { type ClassMap, bootstrap5, join } from './classes.js'
import { MizanForm, type MizanFormProps } from './form.js'
import { type Words, english } from './look.js'

/** What `<MizanWizard>` takes. */
export interface MizanWizardProps<S extends string, R, E = never> {
  readonly wizard: ReactWizard<S, R, E>
  /** What a screen reader calls the list of steps. */
  readonly label: string
  readonly classes?: ClassMap
  /** The form of the step, or the end. */
  readonly children: ReactNode
}

/** Draw the steps of a wizard around the one that is shown; the focus follows from step to step. */
export function MizanWizard<S extends string, R, E>(props: MizanWizardProps<S, R, E>): ReactNode {
  const { wizard, label, classes = bootstrap5, children } = props
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(wizard.step)
  useEffect(() => {
    if (before.current !== undefined && before.current !== wizard.step) place.current?.focus()
    before.current = wizard.step
  }, [wizard.step])
  const shown = wizard.steps.find(({ name }) => name === wizard.step)
  return (
    <div aria-busy={wizard.pending || undefined}>
      <nav aria-label={label}>
        <ol className={classes.steps}>
          {wizard.steps.map((step) => (
            <li key={step.name} className={classes.step}>
              <Step step={step} isShown={step.name === wizard.step} go={() => void wizard.go(step.name)} classes={classes} />
            </li>
          ))}
        </ol>
      </nav>
      {wizard.error && wizard.error.code !== 'invalid' && (
        <div role="alert" className={classes.summary}>
          {wizard.error.message}
        </div>
      )}
      <div ref={place} tabIndex={-1} role="group" aria-label={shown?.title ?? label}>
        {children}
      </div>
    </div>
  )
}

interface StepProps {
  readonly step: WizardStep
  readonly isShown: boolean
  readonly go: () => void
  readonly classes: ClassMap
}

function Step({ step, isShown, go, classes }: StepProps): ReactNode {
  if (isShown)
    return (
      <span aria-current="step" className={join(classes.stepName, classes.stepShown)}>
        {step.title}
      </span>
    )
  if (step.status === 'later') return <span className={join(classes.stepName, classes.stepLater)}>{step.title}</span>
  return (
    <button type="button" className={join(classes.stepName, classes.stepDone)} onClick={go}>
      {step.title}
    </button>
  )
}

/** What `<WizardForm>` takes beside what `<MizanForm>` does. */
export interface WizardFormProps<S extends string, R, E, I, P> extends Omit<MizanFormProps<I, P>, 'success'> {
  readonly wizard: ReactWizard<S, R, E>
  readonly step: S
  readonly form: ReactForm<I, P>
}

/** Draw the form of a step, with the way back; what the end had against it stands at its fields. */
export function WizardForm<S extends string, R, E, I, P>(props: WizardFormProps<S, R, E, I, P>): ReactNode {
  const { wizard, step, form, words, ...rest } = props
  const isReady = form.status !== 'loading'
  useEffect(() => {
    const issues = isReady ? wizard.wizard.issues(step) : []
    if (issues.length) form.form.setIssues(issues)
  }, [isReady, form.form, step, wizard.wizard])
  const all: Words = { ...english, ...words }
  const place = wizard.steps.findIndex(({ name }) => name === step)
  const previous = wizard.steps[place - 1]
  const { classes = bootstrap5 } = props
  const back = previous && (
    <button type="button" className={classes.button} onClick={() => void wizard.go(previous.name)}>
      {all.back}
    </button>
  )
  return <MizanForm submit={all.next} actions={back} {...rest} form={form} words={all} />
}
