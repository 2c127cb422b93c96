import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectRefusal, logIn, openForm, test } from './site'

/** A PNG of one red dot, which Pillow can open. */
const dot = {
  name: 'dot.png',
  mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4z8AAAAMBAQD3A0FDAAAAAElFTkSuQmCC', 'base64'),
}

const save = (page: Page): Promise<void> => page.getByRole('button', { name: /^Save/ }).click()

/** Open the first of one's own proposals, as somebody does who comes to the list. */
async function openProposal(page: Page, area = 'app'): Promise<void> {
  await page.goto(`/${area}/proposals/`)
  await page.getByRole('link', { name: /Keyboards/ }).click()
  await expect(page.getByLabel('Title')).toHaveValue(/Keyboards/)
}

test('a profile is filled in by keyboard alone, and its picture is shown, kept and cleared', async ({ page, trouble }) => {
  await logIn(page, 'ada')
  await openForm(page, '/app/profile/', 'profile')
  await page.getByLabel('Name on the badge').focus()
  await page.keyboard.type('grace')
  await page.keyboard.press('Tab')
  await expect(page.getByText('Somebody has this name on their badge.')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.type('ada-j')
  await page.keyboard.press('Tab')
  await expect(page.getByText('Somebody has this name on their badge.')).toBeHidden()
  await page.keyboard.type('I build looms.')
  await page.getByLabel('Picture').setInputFiles({ ...dot, buffer: Buffer.from('no picture') })
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Save profile' }).press('Enter')
  await expect(page.getByLabel('Picture')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('Upload a valid image.')).toBeVisible()
  expectRefusal(trouble)
  await page.getByLabel('Picture').setInputFiles(dot)
  await page.getByRole('button', { name: 'Save profile' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Your profile is saved' })).toBeFocused()

  await page.getByRole('link', { name: 'See your profile' }).click()
  const picture = page.getByRole('img', { name: 'Your picture' })
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
  await expect(page.getByText('Currently')).toBeVisible()
  await expect(page.getByRole('link', { name: /dot.*\.png/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('About you').fill('I build looms, and boats.')
  await save(page)
  await page.getByRole('link', { name: 'See your profile' }).click()
  await expect(picture).toBeVisible()
  await expect(page.getByLabel('About you')).toHaveValue('I build looms, and boats.')
  await page.getByLabel('Clear').check()
  await save(page)
  await page.getByRole('link', { name: 'See your profile' }).click()
  await expect(page.getByLabel('About you')).toHaveValue('I build looms, and boats.')
  await expect(picture).toBeHidden()
  await expect(page.getByText('Currently')).toBeHidden()
})

test('who saves a proposal after somebody else is told so, and keeps what was typed', async ({ page, context, trouble }) => {
  await logIn(page, 'ada')
  await openProposal(page)
  const other = await context.newPage()
  await openProposal(other)
  const [minutes, abstract] = ['Length in minutes', 'Abstract']
  await other.getByLabel(minutes).fill('25')
  await save(other)
  await expect(other.getByRole('status').getByText('Your changes are saved.')).toBeVisible()

  await page.getByLabel(abstract).fill('What a page owes to those who never touch a mouse, in four parts.')
  await save(page)
  const summary = page.getByRole('alert')
  await expect(summary).toContainText('changed')
  const told = trouble.splice(0)
  expect(told.length).toBeGreaterThan(0)
  for (const line of told) expect(line).toContain('409')
  await expectAccessible(page)
  await expect(page.getByLabel(abstract)).toHaveValue(/in four parts/)
  await page.getByRole('button', { name: 'Load the present version' }).click()
  await expect(page.getByLabel(minutes)).toHaveValue('25')
  await expect(page.getByLabel(abstract)).toHaveValue(/in four parts/)
  await save(page)
  await expect(page.getByRole('status').getByText('Your changes are saved.')).toBeVisible()

  await page.getByLabel('Title').fill('Keyboards first of all')
  await save(page)
  await expect(page.getByRole('status').getByText('Your changes are saved.')).toBeVisible()
  await openProposal(other)
  await expect(other.getByLabel('Title')).toHaveValue('Keyboards first of all')
  await expect(other.getByLabel(minutes)).toHaveValue('25')
  await expect(other.getByLabel(abstract)).toHaveValue(/in four parts/)
})

test('a form that has not changed is not sent twice: the browser asks by its ETag', async ({ page }) => {
  await logIn(page, 'ada')
  const client = await page.context().newCDPSession(page)
  await client.send('Network.enable')
  const asked = new Map<string, string>()
  const statuses: number[] = []
  client.on('Network.requestWillBeSent', ({ requestId, request }) => asked.set(requestId, request.url))
  client.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
    if (asked.get(requestId)?.includes('profile.schema')) statuses.push(statusCode)
  })
  for (let visit = 0; visit < 2; visit += 1) {
    await page.goto('/app/profile/', { waitUntil: 'networkidle' })
    await expect(page.getByLabel('Name on the badge')).toBeVisible()
  }
  expect(statuses).toEqual([200, 304])
})

test("another's proposal is not there", async ({ page, trouble }) => {
  await logIn(page, 'grace')
  await page.goto('/app/proposals/')
  await expect(page.getByText('You have proposed nothing yet.')).toBeVisible()
  for (const area of ['app', 'classic']) {
    const answer = await page.goto(`/${area}/proposals/edit/?number=1`)
    expect(answer?.status()).toBe(404)
  }
  trouble.splice(0)
})

for (const [size, viewport] of Object.entries({ phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 860 } })) {
  test.describe(size, () => {
    test.use({ viewport })

    test('the pages of who is logged in fit and are accessible', async ({ page }) => {
      await logIn(page, 'ada')
      const edit = await page.goto('/app/proposals/').then(() => page.getByRole('link', { name: /Keyboards/ }).getAttribute('href'))
      for (const area of ['app', 'classic']) {
        for (const path of ['/app/proposals/', '/app/profile/', edit ?? '']) {
          await page.goto(path.replace('/app/', `/${area}/`), { waitUntil: 'networkidle' })
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
          await expectAccessible(page)
        }
      }
    })
  })
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('slides come with a proposal, which is then in the list', async ({ page, trouble }) => {
      await logIn(page, 'root')
      await (javaScriptEnabled ? openForm(page, '/app/proposals/new/', 'proposal') : page.goto('/app/proposals/new/'))
      const title = javaScriptEnabled ? 'Slides ahead' : 'Slides behind'
      await page.getByLabel('Your name').fill('Root')
      await page.getByLabel('Email', { exact: false }).first().fill('root@example.org')
      await page.getByLabel('Title').fill(title)
      await page.getByLabel('Abstract').fill('Why we show what we show.')
      await page.getByLabel('Track').selectOption('frontend')
      await page.getByLabel('First steps').check()
      await page.getByLabel(/code of conduct/).check()
      const slides = page.locator('input[name=slides]')
      await slides.setInputFiles({ name: 'slides.exe', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') })
      await page.getByRole('button', { name: 'Send proposal' }).click()
      await expect(page.getByText('File extension “exe” is not allowed.')).toBeVisible()
      trouble.splice(0)
      await slides.setInputFiles({ name: 'slides.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') })
      await page.getByRole('button', { name: 'Send proposal' }).click()
      await expect(page.getByRole('heading', { name: 'We have your proposal' })).toBeVisible()
      await page.goto('/app/proposals/')
      await expect(page.getByRole('link', { name: title })).toBeVisible()
    })
  })
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a profile and a proposal are edited, and a late one is a conflict', async ({ page, context, trouble }) => {
    await logIn(page, 'ada')
    await page.goto('/app/profile/')
    await page.getByLabel('Name on the badge').fill('ada-k')
    await page.getByLabel('Picture').setInputFiles(dot)
    await save(page)
    await expect(page.getByRole('img', { name: 'Your picture' })).toBeVisible()
    await page.goto('/classic/profile/')
    await expect(page.getByLabel('Name on the badge')).toHaveValue('ada-k')

    await openProposal(page)
    const other = await context.newPage()
    await openProposal(other)
    await other.getByLabel('Length in minutes').fill('20')
    await save(other)
    await expect(other.getByRole('heading', { name: 'Your proposals' })).toBeVisible()
    await page.getByLabel('Length in minutes').fill('15')
    await save(page)
    await expect(page.getByRole('alert')).toContainText('changed')
    await expect(page.getByLabel('Length in minutes')).toHaveValue('15')
    trouble.splice(0)
    await openProposal(page, 'classic')
    await expect(page.getByLabel('Length in minutes')).toHaveValue('20')
  })
})
