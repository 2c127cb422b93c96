import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build } from 'esbuild'
import type { Carrier, Known } from './precognition.entry'
import { expect, expectRefusal, freshAddress, test, watchCalls } from './site'

interface Precognition {
  validate(carrier: Carrier, url: string, data: object, only: string[]): Promise<Known>
  submit(carrier: Carrier, url: string, data: object): Promise<{ status: number; body: Record<string, unknown> }>
}

const FORM = '/api/mizan/form/contact/'
let bundle = ''

test.beforeAll(async () => {
  const entry = join(import.meta.dirname, 'precognition.entry.ts')
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'iife', write: false, logLevel: 'silent' })
  bundle = outputFiles[0]?.text ?? ''
})

async function open(page: Page): Promise<void> {
  await page.goto('/classic/contact/') // the cookie of CSRF comes with Django's own form
  await page.evaluate(bundle)
}

const validate = (page: Page, carrier: Carrier, data: object, only: string[]): Promise<Known> =>
  page.evaluate(([carrier, url, data, only]) => (window as unknown as { precognition: Precognition }).precognition.validate(carrier, url, data, only),
    [carrier, FORM, data, only] as const)

const submit = (page: Page, carrier: Carrier, data: object): ReturnType<Precognition['submit']> =>
  page.evaluate(([carrier, url, data]) => (window as unknown as { precognition: Precognition }).precognition.submit(carrier, url, data),
    [carrier, FORM, data] as const)

const filled = { name: 'Ada', topic: 'press', message: 'May I take pictures of the talks?' }

for (const carrier of ['laravel', 'axios', 'inertia'] as const)
  test(`the client of ${carrier} validates what it names, then submits`, async ({ page, trouble }) => {
    await open(page)
    const calls = watchCalls(page)
    const wrong = await validate(page, carrier, { name: '', email: 'nobody', message: 'short' }, ['name', 'email'])
    expect(wrong).toEqual({
      errors: { name: ['This field is required.'], email: ['Enter a valid email address.'] },
      simple: { name: 'This field is required.', email: 'Enter a valid email address.' },
      valid: [],
    })
    expectRefusal(trouble)

    const email = freshAddress()
    expect(await validate(page, carrier, { ...filled, email }, ['email'])).toEqual({ errors: {}, simple: {}, valid: ['email'] })
    expect(calls).toEqual(['POST form/contact/', 'POST form/contact/'])

    expect(await submit(page, carrier, { ...filled, email })).toMatchObject({ status: 200, body: { name: 'Ada', email } })
    const taken = await validate(page, carrier, { ...filled, email }, ['email'])
    expect(taken.errors).toEqual({ email: [expect.stringContaining('We have a message from this address today.')] })
    expect(await submit(page, carrier, { ...filled, email })).toMatchObject({ status: 422, body: { errors: { email: [expect.any(String)] } } })
    expectRefusal(trouble)
  })

test('without the token of CSRF the client hears of it, as of every failure', async ({ page, trouble }) => {
  await open(page)
  await page.context().clearCookies()
  await expect(validate(page, 'laravel', filled, ['name'])).rejects.toThrow('forbidden 403')
  expect(trouble.splice(0).join()).toContain('403')
})
