import { type WizardDef, createClient, createWizard } from '@mizan/base'
import { describe, expect, test } from 'vitest'
import { type Answer, failure, fakeServer } from '../../testing/server.js'

type Step = 'you' | 'talk'

const def: WizardDef<Step, { number: number }> = {
  name: 'apply',
  steps: ['you', 'talk'],
  state: { name: 'apply.state', readonly: true },
  go: { name: 'apply.go' },
  submit: { name: 'apply.submit' },
  reset: { name: 'apply.reset' },
}

const at = (step: Step | null) => ({
  step,
  steps: [
    { name: 'you', title: 'You', status: step === 'you' ? 'next' : 'done' },
    { name: 'talk', title: 'Talk', status: step === 'you' ? 'later' : step ? 'next' : 'done' },
  ] as const,
})

function wizardOn(operations: Readonly<Record<string, Answer>>) {
  const server = fakeServer({ 'apply.state': () => at('you'), ...operations })
  const client = createClient({ fetch: server.fetch, retries: 0, hydration: { csrf: 't', identity: 'ann', language: 'en' } })
  return { server, wizard: createWizard(client, def) }
}

describe('a wizard', () => {
  test('knows nothing until the server has said where it stands', async () => {
    const { wizard } = wizardOn({})
    expect(wizard.state.get()).toMatchObject({ status: 'loading', step: undefined, steps: [] })
    await wizard.load()
    expect(wizard.state.get()).toMatchObject({ status: 'idle', step: 'you', steps: at('you').steps })
  })

  test('goes on by what the submission of a step answers', () => {
    const { server, wizard } = wizardOn({})
    wizard.arrive(at('talk'))
    expect(wizard.state.get()).toMatchObject({ step: 'talk', status: 'idle' })
    expect(server.seen).toEqual([])
  })

  test('goes back, and says why it cannot', async () => {
    const { wizard } = wizardOn({ 'apply.go': ({ step }: { step: Step }) => (step === 'you' ? at('you') : failure(409, 'conflict')) })
    wizard.arrive(at('talk'))
    await wizard.go('you')
    expect(wizard.state.get()).toMatchObject({ step: 'you', status: 'idle' })
    await wizard.go('talk')
    expect(wizard.state.get()).toMatchObject({ step: 'you', status: 'error', error: { code: 'conflict' } })
  })

  test('ends once, with the result', async () => {
    const { server, wizard } = wizardOn({ 'apply.submit': () => ({ number: 7 }) })
    wizard.arrive(at(null))
    const both = await Promise.all([wizard.submit(), wizard.submit()])
    expect(both).toEqual([{ number: 7 }, undefined])
    expect(server.count('call/apply.submit/')).toBe(1)
    expect(wizard.state.get()).toMatchObject({ status: 'success', result: { number: 7 } })
  })

  test('shows the step that has become wrong, with what is wrong at its fields', async () => {
    const issue = { path: ['talk', 'title'], code: 'unique', message: 'Taken.', params: {} }
    const { wizard } = wizardOn({
      'apply.state': () => at('talk'),
      'apply.submit': () => failure(422, 'invalid', { issues: [issue] }),
    })
    wizard.arrive(at(null))
    expect(await wizard.submit()).toBeUndefined()
    expect(wizard.state.get()).toMatchObject({ status: 'error', step: 'talk', error: { code: 'invalid' } })
    expect(wizard.issues('talk')).toEqual([{ ...issue, path: ['title'] }])
    expect(wizard.issues('you')).toEqual([])
    wizard.arrive(at(null))
    expect(wizard.issues('talk')).toEqual([])
  })

  test('begins again', async () => {
    const { wizard } = wizardOn({ 'apply.reset': () => at('you') })
    wizard.arrive(at(null))
    await wizard.reset()
    expect(wizard.state.get()).toMatchObject({ step: 'you', result: undefined })
  })

  test('never rejects when nobody answers', async () => {
    const { wizard } = wizardOn({ 'apply.state': () => failure(503, 'unavailable'), 'apply.submit': () => failure(503, 'unavailable') })
    await wizard.load()
    expect(wizard.state.get()).toMatchObject({ status: 'error', error: { code: 'unavailable' }, step: undefined })
    await wizard.submit()
    expect(wizard.state.get()).toMatchObject({ status: 'error', error: { code: 'unavailable' } })
  })
})
