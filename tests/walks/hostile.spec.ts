import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, freshAddress, test } from './site'

const root = join(import.meta.dirname, '..', '..')
const python = join(root, '.venv', 'bin', 'python')
const EVIL = '<img src=x onerror=alert(1)>'

/** A page as Django renders it, and what it embeds. */
interface Embedding {
  data: unknown
  html: string
}

/** What a page came to: its elements, what was embedded, and what its policy had to stop. */
interface Outcome {
  elements: string[]
  data: unknown
  stopped: string[]
}

/** Count the dialogs that a page opens; nobody answers them but this. */
function watchDialogs(page: Page): string[] {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  return dialogs
}

function outcome(): Outcome {
  const told = document.getElementById('mizan-data')?.textContent ?? '{}'
  const { contexts } = JSON.parse(told) as { contexts: { data: unknown }[] }
  return {
    elements: [...document.querySelectorAll('*')].map((each) => `${each.tagName} ${[...each.attributes].map(({ name, value }) => `${name}=${value}`).join(' ')}`),
    data: contexts[0]?.data,
    stopped: (window as unknown as { stopped: string[] }).stopped,
  }
}

test('sixty texts that would end the element of the hydration stay in it', async ({ page }) => {
  const pages = JSON.parse(
    execFileSync(python, ['-m', 'tests.web.hostile_pages'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 24 }),
  ) as Embedding[]
  const policy = (await page.request.get('/')).headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'self'")
  const dialogs = watchDialogs(page)
  await page.addInitScript(() => {
    const stopped: string[] = []
    Object.assign(window, { stopped })
    document.addEventListener('securitypolicyviolation', (event) => stopped.push(event.violatedDirective))
  })
  let shown: Embedding | undefined
  await page.route('**/embedded/', (route) =>
    route.fulfill({ body: shown?.html ?? '', contentType: 'text/html; charset=utf-8', headers: { 'Content-Security-Policy': policy } }),
  )
  const outcomes: Outcome[] = []
  for (const next of pages) {
    shown = next
    await page.goto('/embedded/')
    outcomes.push(await page.evaluate(outcome))
  }
  const [harmless] = outcomes
  expect(outcomes).toHaveLength(61)
  expect(outcomes).toEqual(pages.map(({ data }) => ({ elements: harmless?.elements, data, stopped: [] })))
  expect(dialogs).toEqual([])
})

test('what somebody typed is shown as text, by React and by Django', async ({ page }) => {
  const dialogs = watchDialogs(page)
  await page.goto('/app/contact/')
  await page.getByLabel('Your name').fill(EVIL)
  await page.getByLabel('Email').fill(freshAddress())
  await page.getByLabel('What is it about?').selectOption('press')
  await page.getByLabel('Message').fill(EVIL)
  await page.getByRole('button', { name: 'Send message' }).click()
  await expect(page.getByRole('heading', { name: `Thank you, ${EVIL}` })).toBeVisible()
  expect(await page.locator('main img, [onerror]').count()).toBe(0)
  expect(dialogs).toEqual([])
})
