import { zodResolver } from '@hookform/resolvers/zod'
import { type FieldError, useForm } from 'react-hook-form'
import { type Contact, schema } from '#schema'
import { send } from './send'

function Complaint({ id, error }: { id: string; error: FieldError | undefined }) {
  return error ? <p id={id}>{error.message}</p> : null
}

/** The contact form with React Hook Form and Zod. */
export function ContactForm() {
  const form = useForm<Contact>({ resolver: zodResolver(schema), mode: 'onTouched' })
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState
  const control = (name: keyof Contact) => ({
    ...form.register(name),
    id: name,
    'aria-invalid': Boolean(errors[name]),
    'aria-describedby': `${name}-error`,
  })
  const submit = form.handleSubmit(async (values) => {
    for (const [name, messages] of Object.entries(await send(values))) {
      form.setError((name || 'root') as keyof Contact, { message: messages.join(' ') })
    }
  })
  if (isSubmitSuccessful && !Object.keys(errors).length) return <p>Thank you.</p>
  return (
    <form onSubmit={submit} noValidate>
      {errors.root && <p role="alert">{errors.root.message}</p>}
      <label htmlFor="name">Name</label>
      <input {...control('name')} />
      <Complaint id="name-error" error={errors.name} />
      <label htmlFor="email">Email</label>
      <input type="email" {...control('email')} />
      <Complaint id="email-error" error={errors.email} />
      <label htmlFor="topic">Topic</label>
      <select {...control('topic')}>
        <option value="">Pick one</option>
        <option value="talk">A talk</option>
        <option value="other">Something else</option>
      </select>
      <Complaint id="topic-error" error={errors.topic} />
      <label htmlFor="message">Message</label>
      <textarea {...control('message')} />
      <Complaint id="message-error" error={errors.message} />
      <label htmlFor="agree">I agree</label>
      <input type="checkbox" {...control('agree')} />
      <Complaint id="agree-error" error={errors.agree} />
      <button disabled={isSubmitting}>Send</button>
    </form>
  )
}
