import { useForm } from '@tanstack/react-form'
import { useState } from 'react'
import { type Contact, schema } from '#schema'
import { type Errors, send } from './send'

const initial = { name: '', email: '', topic: '', message: '', agree: false } as unknown as Contact

/** The contact form with TanStack Form and Zod. */
export function ContactForm() {
  const [answer, setAnswer] = useState<Errors>()
  const form = useForm({
    defaultValues: initial,
    validators: { onBlur: schema, onSubmit: schema },
    onSubmit: async ({ value }) => setAnswer(await send(value)),
  })
  const field = (name: keyof typeof initial, label: string, type = 'text') => (
    <form.Field name={name}>
      {({ state, handleBlur, handleChange }) => {
        const { errors, isTouched } = state.meta
        const complaints = [...(isTouched ? errors.map((error: { message?: string } | undefined) => error?.message) : []), ...(answer?.[name] ?? [])]
        const control = {
          id: name,
          name,
          onBlur: handleBlur,
          'aria-invalid': complaints.length > 0,
          'aria-describedby': `${name}-error`,
        }
        const text = { ...control, value: String(state.value), onChange: (event: { target: { value: string } }) => handleChange(event.target.value) }
        return (
          <>
            <label htmlFor={name}>{label}</label>
            {type === 'checkbox' ? (
              <input {...control} type={type} checked={Boolean(state.value)} onChange={(event) => handleChange(event.target.checked as true)} />
            ) : type === 'textarea' ? (
              <textarea {...text} />
            ) : type === 'select' ? (
              <select {...text}>
                <option value="">Pick one</option>
                <option value="talk">A talk</option>
                <option value="other">Something else</option>
              </select>
            ) : (
              <input {...text} type={type} />
            )}
            {complaints.length > 0 && <p id={`${name}-error`}>{complaints.join(' ')}</p>}
          </>
        )
      }}
    </form.Field>
  )
  if (answer && !Object.keys(answer).length) return <p>Thank you.</p>
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.handleSubmit()
      }}
    >
      {answer?.[''] && <p role="alert">{answer['']}</p>}
      {field('name', 'Name')}
      {field('email', 'Email', 'email')}
      {field('topic', 'Topic', 'select')}
      {field('message', 'Message', 'textarea')}
      {field('agree', 'I agree', 'checkbox')}
      <form.Subscribe selector={(state) => state.isSubmitting}>
        {(isSubmitting) => <button disabled={isSubmitting}>Send</button>}
      </form.Subscribe>
    </form>
  )
}
