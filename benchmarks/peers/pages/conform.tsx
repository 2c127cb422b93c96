import { getFormProps, getInputProps, getSelectProps, getTextareaProps, useForm } from '@conform-to/react'
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4'
import { useState } from 'react'
import { type Contact, schema } from '#schema'
import { type Errors, send } from './send'

function Complaint({ id, errors = [] }: { id: string; errors: readonly string[] | undefined }) {
  return errors.length ? <p id={id}>{errors.join(' ')}</p> : null
}

/** The contact form with Conform and Zod. */
export function ContactForm() {
  const [answer, setAnswer] = useState<Errors>()
  const [form, fields] = useForm<Contact>({
    id: 'contact',
    constraint: getZodConstraint(schema),
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
    onSubmit: async (event, { submission }) => {
      event.preventDefault()
      if (submission?.status === 'success') setAnswer(await send(submission.value))
    },
  })
  if (answer && !Object.keys(answer).length) return <p>Thank you.</p>
  const complaint = (name: keyof Contact) => (
    <Complaint id={fields[name].errorId} errors={[...(fields[name].errors ?? []), ...(answer?.[name] ?? [])]} />
  )
  return (
    <form {...getFormProps(form)}>
      {answer?.[''] && <p role="alert">{answer['']}</p>}
      <label htmlFor={fields.name.id}>Name</label>
      <input {...getInputProps(fields.name, { type: 'text' })} />
      {complaint('name')}
      <label htmlFor={fields.email.id}>Email</label>
      <input {...getInputProps(fields.email, { type: 'email' })} />
      {complaint('email')}
      <label htmlFor={fields.topic.id}>Topic</label>
      <select {...getSelectProps(fields.topic)}>
        <option value="">Pick one</option>
        <option value="talk">A talk</option>
        <option value="other">Something else</option>
      </select>
      {complaint('topic')}
      <label htmlFor={fields.message.id}>Message</label>
      <textarea {...getTextareaProps(fields.message)} />
      {complaint('message')}
      <label htmlFor={fields.agree.id}>I agree</label>
      <input {...getInputProps(fields.agree, { type: 'checkbox' })} />
      {complaint('agree')}
      <button>Send</button>
    </form>
  )
}
