import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test as base, type Page } from '@playwright/test'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What went wrong in a page without a test asking: console errors and warnings, failing requests. */
export type Trouble = string[]

/** Every test has `trouble`, and fails at its end unless that is empty. */
export const test = base.extend<{ trouble: Trouble }>({
  trouble: [
    async ({ page }, use) => {
      const trouble: Trouble = []
      watch(page, trouble)
      await use(trouble)
      expect(trouble).toEqual([])
    },
    { auto: true },
  ],
})

/** Write down the page's console errors, exceptions and failing requests. */
export function watch(page: Page, trouble: Trouble): void {
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') trouble.push(`console: ${line.text()}`)
  })
  page.on('pageerror', (error) => trouble.push(`exception: ${error.message}`))
  page.on('requestfailed', (request) => {
    // A page that is left takes its pending requests with it.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') trouble.push(`failed: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) trouble.push(`${response.status()}: ${response.url()}`)
  })
}

/** Take back what a refused submission leaves: its status, and Chromium's own mention of it. */
export function expectRefusal(trouble: Trouble): void {
  const told = trouble.splice(0)
  expect(told.length).toBeGreaterThan(0)
  for (const line of told) expect(line).toContain('422')
}

/** Open a page, and wait until React's form is in the place of the server's. */
export async function openForm(page: Page, path: string, form: string): Promise<void> {
  await page.goto(path)
  await expect(page.locator(`form#id_${form}`)).toBeVisible()
}

/** Every call of a page to Mizan, by method and the end of its path. */
export function watchCalls(page: Page): string[] {
  const calls: string[] = []
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname
    if (path.startsWith('/api/mizan/')) calls.push(`${request.method()} ${path.slice('/api/mizan/'.length)}`)
  })
  return calls
}

/** Ask axe-core about the page as it stands. The site's policy forbids injected scripts, hence evaluate. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axeSource)
  await settle(page)
  const found = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } }).axe
    return (await axe.run()).violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`)
  })
  expect(found).toEqual([])
}

/** Wait for the last transition: the colours of half of one have a contrast that nobody sees. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const finite = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(finite.map((each) => each.finished))
  })
}

interface Violation {
  id: string
  nodes: { target: string[] }[]
}

/** Log in with a password; without JavaScript the same page posts to allauth's own. */
export async function logIn(page: Page, username: string): Promise<void> {
  await page.goto('/log-in/')
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill('saltmarsh-demo')
  await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click()
  await expect(page).not.toHaveURL(/log-in/)
}

let serial = 0

/** An address nobody has used, for forms that take one message per address and day. */
export function freshAddress(): string {
  serial += 1
  return `walker-${Date.now().toString(36)}-${serial}@example.org`
}

/** Fill in a proposal for a talk, but for its speakers. */
export async function fillProposal(page: Page, title: string): Promise<void> {
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Email').fill(freshAddress())
  await page.getByLabel('Title').fill(title)
  await page.getByLabel('Abstract').fill('How patterns became programs.')
  await page.getByLabel('Length in minutes').fill('30')
  await page.getByLabel('Track').selectOption('backend')
  await page.getByLabel('First steps').check()
  await page.getByLabel('I have read the code of conduct').check()
}

export { expect }
