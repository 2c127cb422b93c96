import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectRefusal, test, watchCalls } from './site'

async function aboutYou(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Email').fill('ada@example.org')
  await page.getByLabel('Where do you come from?').fill('Turin')
}

async function journey(page: Page, cost: string): Promise<void> {
  await page.getByLabel('Train or bus').check()
  await page.getByLabel('Cost in euros').fill(cost)
}

const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Next' }).click()
const current = (page: Page) => page.locator('[aria-current="step"]')
const PDF = { name: 'offer.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') }

test('a wizard goes from step to step, asks for an offer only where it must, and acts at the end', async ({ page }) => {
  await page.goto('/app/grants/new/')
  await expect(current(page)).toHaveText('You')
  await expectAccessible(page)
  await aboutYou(page)
  await next(page)
  await expect(current(page)).toHaveText('Your journey')
  await expect(page.getByRole('group', { name: 'Your journey' })).toBeFocused()
  await journey(page, '320')
  await next(page)
  await expect(current(page)).toHaveText('An offer')
  await page.getByLabel('Offer of the carrier').setInputFiles(PDF)
  await next(page)
  await expect(page.getByText('That is all we need to know.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Ask for the grant' }).click()
  await expect(page.getByRole('heading', { name: 'Thank you, Ada' })).toBeFocused()
})

test('what was answered is there after going back and after a reload', async ({ page }) => {
  await page.goto('/app/grants/new/')
  await aboutYou(page)
  await next(page)
  await journey(page, '100')
  await next(page)
  await expect(page.getByText('That is all we need to know.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('That is all we need to know.')).toBeVisible()
  await page.getByRole('button', { name: 'You', exact: true }).click()
  await expect(page.getByLabel('Where do you come from?')).toHaveValue('Turin')
  await next(page)
  await expect(page.getByText('That is all we need to know.')).toBeVisible()
  await page.getByRole('button', { name: 'Your journey' }).click()
  await expect(page.getByLabel('Cost in euros')).toHaveValue('100')
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(current(page)).toHaveText('You')
})

const companion = (page: Page, number: number) => page.getByRole('group', { name: `Companions ${number}`, exact: true })

test('the rows of a step are judged, kept, shown again and corrected', async ({ page, trouble }) => {
  await page.goto('/app/grants/new/')
  await aboutYou(page)
  await next(page)
  await journey(page, '100')
  for (const [number, name] of [[1, 'Bob'], [2, 'Eve']] as const) {
    await page.getByRole('button', { name: 'Add to Companions' }).click()
    await companion(page, number).getByLabel('Their name').fill(name)
  }
  await companion(page, 2).getByLabel('A child').check()
  await companion(page, 1).getByLabel('Their name').fill('')
  await companion(page, 1).getByLabel('A child').check()
  await next(page)
  await expect(companion(page, 1).getByText('This field is required.')).toBeVisible()
  expectRefusal(trouble) // a box alone is no proof for the browser
  await companion(page, 1).getByLabel('Their name').fill('Joan')
  await next(page)
  await expect(page.getByText('That is all we need to know.')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Your journey' }).click()
  await expect(companion(page, 1).getByLabel('Their name')).toHaveValue('Joan')
  await expect(companion(page, 2).getByLabel('Their name')).toHaveValue('Eve')
  await expect(companion(page, 2).getByLabel('A child')).toBeChecked()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Remove: Companions 1' }).click()
  await next(page)
  await page.getByRole('button', { name: 'Your journey' }).click()
  await expect(companion(page, 1).getByLabel('Their name')).toHaveValue('Eve')
  await expect(companion(page, 2)).toHaveCount(0)
  await next(page)
  await page.getByRole('button', { name: 'Ask for the grant' }).click()
  await expect(page.getByRole('heading', { name: 'Thank you, Ada' })).toBeFocused()
})

test('two tabs end a wizard once', async ({ page, context, trouble }) => {
  await page.goto('/app/grants/new/')
  await aboutYou(page)
  await next(page)
  await journey(page, '100')
  await next(page)
  const other = await context.newPage()
  await other.goto('/app/grants/new/')
  const end = (tab: Page): Promise<void> => tab.getByRole('button', { name: 'Ask for the grant' }).click()
  await expect(other.getByText('That is all we need to know.')).toBeVisible()
  const answers = [page, other].map((tab) => tab.waitForResponse(/call\/grant\.submit/))
  await Promise.all([end(page), end(other)])
  const statuses = await Promise.all(answers.map(async (answer) => (await answer).status()))
  expect(statuses.sort()).toEqual([200, 409])
  await expect.poll(async () => (await Promise.all([page, other].map((tab) => tab.getByRole('heading', { name: 'Thank you, Ada' }).count()))).sort()).toEqual([0, 1])
  await expect.poll(async () => (await Promise.all([page, other].map((tab) => tab.getByRole('alert').count()))).sort()).toEqual([0, 1])
  expect(trouble.splice(0).every((line) => line.includes('409'))).toBe(true)
})

test('a step is judged where it is typed, in the words of the server', async ({ page }) => {
  await page.goto('/app/grants/new/', { waitUntil: 'networkidle' })
  await expect(page.getByLabel('Your name')).toBeVisible()
  const calls = watchCalls(page)
  await next(page)
  await expect(page.getByText('This field is required.')).toHaveCount(3)
  await expect(page.getByLabel('Your name')).toBeFocused()
  expect(calls).toEqual([])
})

test('a wizard is done by keyboard alone', async ({ page }) => {
  await page.goto('/app/grants/new/')
  await page.getByLabel('Your name').focus()
  for (const text of ['Ada', 'ada@example.org', 'Turin']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: 'Your journey' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('90')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: 'Steps' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Thank you, Ada' })).toBeFocused()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the same wizard goes from page to page', async ({ page, trouble }) => {
    await page.goto('/app/grants/new/')
    await next(page)
    await expect(page.getByText('This field is required.').first()).toBeVisible()
    expectRefusal(trouble)
    await aboutYou(page)
    await next(page)
    await journey(page, '320')
    await next(page)
    await page.getByLabel('Offer of the carrier').setInputFiles(PDF)
    await next(page)
    await page.getByRole('link', { name: 'You', exact: true }).click()
    await expect(page.getByLabel('Where do you come from?')).toHaveValue('Turin')
    await next(page)
    await page.getByRole('button', { name: 'Ask for the grant' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We have your wish')
  })
})
