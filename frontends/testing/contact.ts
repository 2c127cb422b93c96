import * as m from '@mizan/base/codegen/v1'

/** The form of the behaviour suite, as code generation writes one. */
export interface ContactInput {
  email: string
  topic: 'talk' | 'other' | ''
  colours?: string[]
  size: string
  message: string
  agree: boolean
  paper?: File
  token?: string
}

export interface ContactResult {
  number: number
}

const required = 'This field is required.'
const label = (text: string): m.FieldTexts => ({ label: text, messages: { required } })

export const contactTexts: m.FormTexts<ContactInput> = {
  language: 'en',
  title: 'Contact us',
  fields: {
    email: { label: 'Email', help: 'We answer here.', messages: { required, invalid: 'Enter a valid email address.' } },
    topic: { ...label('Topic'), choices: ['Pick one', 'A talk', 'Something else'], groups: ['More'] },
    colours: { ...label('Colours'), choices: ['Red', 'Green'] },
    size: { ...label('Size'), choices: ['Small', 'Large'], help: 'Of the shirt.' },
    message: { ...label('Message'), placeholder: 'Dear…' },
    agree: label('I agree'),
    paper: label('Paper'),
    token: label('Token'),
  },
}

const rules = {
  email: m.char({ required: true, checks: [m.regex({ re: '^[^@]+@[^@]+$' })] }),
  topic: m.choice({ required: true, values: ['talk', 'other'] }),
  colours: m.unknown(),
  size: m.choice({ required: true, values: ['s', 'l'] }),
  message: m.char({ required: false }),
  agree: m.boolean({ required: true }),
  paper: m.unknown(),
  token: m.unknown(),
}

export const contactForm: m.FormDef<ContactInput, ContactResult> = {
  name: 'contact',
  schema: { name: 'contact.schema', hash: 'a', readonly: true },
  validate: { name: 'contact.validate', hash: 'b' },
  submit: { name: 'contact.submit', hash: 'c' },
  order: ['email', 'topic', 'colours', 'size', 'message', 'agree', 'paper', 'token'],
  fields: {
    email: { widget: { kind: 'email', attrs: { autocomplete: 'email' } }, required: true, server: true },
    topic: { widget: { kind: 'select' }, required: true, choices: ['', 'talk', { group: 0, choices: ['other'] }] },
    colours: { widget: { kind: 'checkboxes' }, choices: ['red', 'green'] },
    size: { widget: { kind: 'radio' }, required: true, choices: ['s', 'l'] },
    message: { widget: { kind: 'textarea', attrs: { rows: 3 } } },
    agree: { widget: { kind: 'checkbox' }, required: true },
    paper: { widget: { kind: 'clearable-file' } },
    token: { widget: { kind: 'hidden' } },
  },
  initial: { email: '', topic: '', colours: [], size: '', message: '', agree: false, token: 'x' },
  texts: contactTexts,
  validator: (texts) => m.objectSchema<ContactInput>(rules, texts),
  live: ['email'],
  multipart: true,
}

/** Values that our own rules have nothing against. */
export const filled = { email: 'ann@example.org', topic: 'talk', size: 's', agree: true } as const

export const currentUser: m.ContextDef<object, { name: string }> = {
  name: 'current_user',
  scope: 'global',
  operation: { name: 'current_user', hash: 'd', readonly: true },
}

export const greet: m.ContextDef<{ name: string }, string> = {
  name: 'greet',
  scope: 'local',
  operation: { name: 'greet', hash: 'e', readonly: true },
}

export interface OutOfStock {
  code: 'out_of_stock'
  params: { left: number }
}

export const order = m.operation<{ amount: number }, { number: number }, OutOfStock>('order', 'f', { affects: ['current_user'] })
