import { type Option, createClient, optionsOf } from '@mizan/base'
import { MizanProvider } from '@mizan/react'
import { useContactForm } from '#contact'

const client = createClient()
type Form = ReturnType<typeof useContactForm>
type Name = Parameters<Form['useField']>[0]

const option = (choice: Option) => 'value' in choice && <option key={choice.value} value={choice.value}>{choice.label}</option>

function Line({ form, name, type }: { form: Form; name: Name; type?: 'textarea' | 'select' }) {
  const field = form.useField(name)
  return (
    <>
      <label {...field.labelProps}>{field.label}</label>
      {type === 'textarea' ? (
        <textarea {...field.inputProps} />
      ) : type === 'select' ? (
        <select {...field.inputProps}>{optionsOf(field).map(option)}</select>
      ) : (
        <input {...field.inputProps} />
      )}
      {field.errors.length > 0 && <p {...field.errorProps}>{field.errors.join(' ')}</p>}
    </>
  )
}

/** The contact form with Mizan, drawn by hand. */
function Contact() {
  const form = useContactForm()
  if (form.result) return <p>Thank you.</p>
  return (
    <form {...form.formProps}>
      {form.errors.length > 0 && <p role="alert">{form.errors.join(' ')}</p>}
      <Line form={form} name="name" />
      <Line form={form} name="email" />
      <Line form={form} name="topic" type="select" />
      <Line form={form} name="message" type="textarea" />
      <Line form={form} name="agree" />
      <button disabled={form.pending}>Send</button>
    </form>
  )
}

/** The page: the form with its client. */
export function ContactForm() {
  return (
    <MizanProvider client={client}>
      <Contact />
    </MizanProvider>
  )
}
