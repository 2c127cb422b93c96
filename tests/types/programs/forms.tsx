/** Forms: right components compile, wrong ones do not. */
import type { ReactNode } from 'react'
import * as api from '../build/mizan.gen.js'
import * as hooks from '../build/react.gen.js'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const assert = <T extends true>(): T | undefined => undefined

export function Right(): ReactNode {
  const form = hooks.useContactForm({
    initial: { email: 'a@example.com', agree: false },
    onSuccess: (receipt) => assert<Equal<typeof receipt, api.Receipt>>(),
  })
  assert<Equal<typeof form.result, api.Receipt | undefined>>()
  const email = form.useField('email')
  const topic = form.useField('topic')
  assert<Equal<typeof email.value, string>>()
  assert<Equal<typeof topic.value, 'talk' | 'other'>>()
  const values = form.form.values()
  assert<Equal<typeof values.photo, File | null | undefined>>()
  assert<Equal<typeof values.days, ('1' | '2')[] | undefined>>()
  assert<Equal<typeof values.agree, boolean>>()
  form.set('topic', 'talk')
  void form.validate('email', 'day')
  const signUp = hooks.useSignUpForm({
    params: { event: 1 },
    onError: (error) => (error.code === 'event_is_full' ? error.params.waiting : error.retryAfter),
  })
  if (signUp.error?.code === 'event_is_full') return signUp.error.params.waiting.toFixed()
  if (signUp.error?.code === 'sign_up_is_closed') return signUp.error.message
  if (signUp.error?.code === 'rate_limited') return signUp.error.retryAfter
  const meeting = hooks.useMeetingForm().form.values()
  assert<Equal<typeof meeting.begin, string>>()
  assert<Equal<typeof meeting.host, string | undefined>>()
  assert<Equal<typeof meeting.fee, number | string>>()
  return <form {...form.formProps} />
}

export function Wrong(): ReactNode {
  const form = hooks.useContactForm()
  // @ts-expect-error there is no such field
  form.useField('mail')
  // @ts-expect-error no such choice
  form.set('topic', 'music')
  // @ts-expect-error a box is ticked or not
  form.set('agree', 'yes')
  // @ts-expect-error there is no such field
  void form.validate('mail')
  // @ts-expect-error a value of the wrong type
  hooks.useContactForm({ initial: { email: 1 } })
  // @ts-expect-error a value of no field
  hooks.useContactForm({ initial: { mail: '' } })
  // @ts-expect-error the event is missing
  hooks.useSignUpForm()
  // @ts-expect-error the event is a number
  hooks.useSignUpForm({ params: { event: 'one' } })
  const signUp = hooks.useSignUpForm({ params: { event: 1 } })
  // @ts-expect-error only one of its failures has a number
  signUp.error?.params.waiting.toFixed()
  // @ts-expect-error nobody fails so
  if (signUp.error?.code === 'event_is_ful') return null
  // @ts-expect-error another form does
  if (form.error?.code === 'event_is_full') return null
  // @ts-expect-error there may be no answer yet
  form.result.number
  return null
}
