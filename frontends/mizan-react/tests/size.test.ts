// @vitest-environment node
import { expect, test } from 'vitest'
import { firstLoad } from '../../testing/bundle.js'

const FIELDS = {
  email: "m.char({ required: true, checks: [m.email({ user: 'a', domain: 'b', allow: [] }), m.maxLength({ n: 320 })] })",
  topic: "m.choice({ required: true, values: ['talk', 'other'] })",
  message: 'm.char({ required: false })',
  when: "m.temporal({ required: false, of: 'date' })",
  agree: 'm.boolean({ required: true })',
}
const entries = Object.entries(FIELDS)
const rules = `(t) => m.objectSchema({ ${entries.map(([name, rule]) => `${name}: ${rule}`).join(', ')} }, t)`
const zod = `(t) => z.object({ ${entries.map(([name, rule]) => `${name}: mz.field(${rule}, t.fields.${name})`).join(', ')} })`

/** A page with one form of five fields, whose markup is its own. */
const page = (validator: string, imports = ''): string => `
  import * as m from '@mizan/base/codegen/v1'
  import * as r from '@mizan/react/codegen/v1'
  import { createClient } from '@mizan/base'
  import { MizanProvider } from '@mizan/react'
  ${imports}
  const contactForm = {
    name: 'contact', schema: { name: 'contact.schema', readonly: true }, validate: { name: 'contact.validate' },
    submit: { name: 'contact.submit' }, order: [], fields: {}, initial: {}, texts: { language: 'en', fields: {} },
    validator: ${validator}, live: ['email'],
  }
  export const useContactForm = (options) => r.useForm(contactForm, options)
  export { MizanProvider, createClient }`

const KB = 1024
const hooks = `export { provideContext, useCall, useContextValue, useForm, useProvidedContext } from '@mizan/react/codegen/v1'`
const zodImports = `import * as z from 'zod/mini'; import * as mz from '@mizan/base/zod'`

test.each([
  ['a page with one form, with rules', page(rules), 8 * KB, []],
  ['a page with one form, with zod/mini', page(zod, zodImports), 13 * KB, []],
  ['the hooks of the adapter', `${hooks}; export { Can, MizanProvider, useCan } from '@mizan/react'`, 1.5 * KB, ['@mizan/base']],
  ['the hook of a wizard, which only sites with one load', "export { useWizard } from '@mizan/react/codegen/v1'", 0.5 * KB, ['@mizan/base']],
  ['the hooks of auth', "export * from '@mizan/react/auth'", 2.5 * KB, ['@mizan/base', '@mizan/base/auth']],
  ['the renderers', "export { MizanForm } from '@mizan/react'", 4.3 * KB, ['@mizan/base']],
])('%s keeps its size', async (_name, program, limit, external) => {
  expect(await firstLoad(program, { external })).toBeLessThanOrEqual(limit)
})

test.each([
  ['who is logged in, what waits for them, and other tabs', 'authOf, authOperation, authSubmit, hear, sessionOf', 1.4 * KB],
  ['all of auth, passkeys included', 'authOf, authOperation, authSubmit, createPasskey, getPasskey, hear, redirectToProvider, sessionOf', 2.3 * KB],
])('%s: what the kernel adds to a page keeps its size', async (_name, names, limit) => {
  const [without, added] = await Promise.all([firstLoad(page(rules)), firstLoad(`${page(rules)}; export { ${names} } from '@mizan/base/auth'`)])
  expect(added - without).toBeGreaterThan(limit / 2)
  expect(added - without).toBeLessThanOrEqual(limit)
})
