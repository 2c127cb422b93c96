import { bootstrap5, MizanForm } from '@mizan/react'
import { useContactForm } from './mizan/react.gen'
import { Done } from './done'

/** The contact form, drawn by the default renderers. */
export function Contact() {
  const form = useContactForm()
  if (form.result) {
    return (
      <Done title={`Thank you, ${form.result.name}`}>
        Your message is here. We answer to {form.result.email} within two days.
      </Done>
    )
  }
  return <MizanForm form={form} classes={bootstrap5} />
}
