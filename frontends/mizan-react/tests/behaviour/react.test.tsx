import type { Client } from '@mizan/base'
import { Can, Field, MizanForm, MizanProvider } from '@mizan/react'
import * as r from '@mizan/react/codegen/v1'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { behaviour } from '../../../testing/behaviour.js'
import { type ContactInput, type ContactResult, contactForm, currentUser, greet, order } from '../../../testing/contact.js'
import { hundredForm } from '../../../testing/hundred.js'

const GreetProvider = (props: r.ProviderProps<{ name: string }>): ReactNode => r.provideContext(greet, props)

function show(page: HTMLElement, client: Client, content: ReactNode): () => void {
  const root = createRoot(page)
  root.render(<MizanProvider client={client}>{content}</MizanProvider>)
  return () => root.unmount()
}

function ContactPage({ options }: { readonly options: r.FormOptions<ContactInput, ContactResult> }): ReactNode {
  const form = r.useForm(contactForm, options)
  return <MizanForm form={form} success={({ number }) => <p>Thank you, {number}</p>} />
}

function HundredPage({ rendered }: { readonly rendered: (name: string) => void }): ReactNode {
  const form = r.useForm(hundredForm)
  return form.form.def.order.map((name) => (
    <Field key={name} form={form} name={name}>
      {(field) => {
        rendered(name)
        return (
          <label>
            {field.label} <input {...field.inputProps} />
          </label>
        )
      }}
    </Field>
  ))
}

function User(): ReactNode {
  const { data } = r.useContextValue(currentUser)
  return <p>User: {data?.name}</p>
}

function Greeting(): ReactNode {
  return <p>Greeting: {r.useProvidedContext(greet).data}</p>
}

function Order(): ReactNode {
  const { call, data, error } = r.useCall(order)
  return (
    <>
      <button onClick={() => void call({ amount: 2 })}>Order</button>
      {data && <p>Number {data.number}</p>}
      {error && <p>{error.code === 'out_of_stock' ? `Left ${error.params.left}` : `Failed ${error.code}`}</p>}
    </>
  )
}

behaviour('React', {
  form: (page, client, options) =>
    show(
      page,
      client,
      <StrictMode>
        <ContactPage options={options} />
      </StrictMode>,
    ),
  hundred: (page, client, rendered) => show(page, client, <HundredPage rendered={rendered} />),
  contexts: (page, client) =>
    show(
      page,
      client,
      <>
        <User />
        <User />
        <GreetProvider name="Ann">
          <Greeting />
        </GreetProvider>
        <Can do="order">May order</Can>
      </>,
    ),
  call: (page, client) => show(page, client, <Order />),
})
