import type { Page } from '@playwright/test'
import { expect, expectRefusal, freshAddress, logIn, test, watchCalls } from './site'

/** Keep the script of the page back, or a part of it; returns how to let it come. */
async function holdScript(page: Page, part = 'app'): Promise<() => void> {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route(new RegExp(`/assets/${part}-.*\\.js$`), async (route) => {
    await released
    await route.continue()
  })
  return release
}

const isTaken = (page: Page): Promise<void> => expect(page.locator('form#id_contact')).toBeVisible()

test('what is typed before the script comes stays, with the caret in its place', async ({ page }) => {
  const release = await holdScript(page)
  await page.goto('/app/contact/', { waitUntil: 'commit' })
  const email = page.getByLabel('Email')
  await page.getByLabel('Your name').fill('Ada')
  await email.fill('ada@example.org')
  await page.getByLabel('What is it about?').selectOption('press')
  const message = page.getByLabel('Message')
  await message.fill('May I pictures of the talks?')
  await message.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(6, 6))
  const calls = watchCalls(page)
  release()
  await isTaken(page)
  await page.keyboard.type('take ')
  await expect(message).toHaveValue('May I take pictures of the talks?')
  await expect(email).toHaveValue('ada@example.org')
  await expect(page.getByLabel('What is it about?')).toHaveValue('press')
  await email.fill(freshAddress())
  await page.getByRole('button', { name: 'Send message' }).click()
  await expect(page.getByRole('heading', { name: 'Thank you, Ada' })).toBeFocused()
  expect(calls.filter((call) => call.includes('submit'))).toHaveLength(1)
})

test('a user who types all the while loses no letter', async ({ page }) => {
  const client = await page.context().newCDPSession(page)
  await client.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  const release = await holdScript(page)
  await page.goto('/app/contact/', { waitUntil: 'commit' })
  const message = page.getByLabel('Message')
  await message.focus()
  await page.keyboard.type('one two three ', { delay: 10 })
  release()
  const text = 'four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'
  await page.keyboard.type(text, { delay: 30 })
  await isTaken(page)
  await expect(message).toBeFocused()
  await expect(message).toHaveValue(`one two three ${text}`)
})

test('files that were chosen before the script comes go over, and are sent', async ({ page }) => {
  await logIn(page, 'ada')
  const release = await holdScript(page)
  await page.goto('/app/photos/', { waitUntil: 'commit' })
  const photos = page.getByLabel('Photos')
  const photo = (name: string) => ({ name, mimeType: 'image/png', buffer: Buffer.alloc(2_000, 1) })
  await photos.setInputFiles([photo('early-1.png'), photo('early-2.png')])
  await page.getByLabel('What do they show?').fill('The harbour at dawn')
  release()
  await expect(page.locator('form#id_photos')).toBeVisible()
  await expect(page.getByText('early-1.png (2 kB)')).toBeVisible()
  expect(await photos.evaluate((input: HTMLInputElement) => [...(input.files ?? [])].map(({ name }) => name))).toEqual(['early-1.png', 'early-2.png'])
  await page.getByRole('button', { name: 'Send photos' }).click()
  await expect(page.getByText('2 photos are here.')).toBeVisible()
})

test('rows that were filled in before the script comes go over', async ({ page }) => {
  await logIn(page, 'ada')
  const release = await holdScript(page)
  await page.goto('/app/proposals/new/', { waitUntil: 'commit' })
  const names = page.locator('[name^="speakers-"][name$="-name"]')
  await names.nth(0).fill('Grace')
  release()
  await expect(page.locator('form#id_proposal')).toBeVisible()
  await expect(page.locator('form#id_proposal').locator(names).nth(0)).toHaveValue('Grace')
})

test('letters typed into a row while what draws rows is loading stay, with the caret in its place', async ({ page }) => {
  await logIn(page, 'ada')
  const letRich = await holdScript(page, 'rich')
  const letApp = await holdScript(page)
  await page.goto('/app/proposals/new/', { waitUntil: 'commit' })
  const name = page.locator('[name^="speakers-"][name$="-name"]:visible').first()
  await page.getByLabel('Title').fill('Looms')
  await name.fill('Grace')
  const asked = page.waitForRequest(/\/assets\/rich-/)
  letApp()
  await asked
  await name.pressSequentially(' Brewster Hopper', { delay: 20 })
  await page.locator('[name^="speakers-"][name$="-email"]:visible').first().fill('grace@example.org')
  await page.locator('[name=abstract]:visible').fill('How patterns became programs.')
  await name.focus()
  await name.evaluate((element: HTMLInputElement) => element.setSelectionRange(6, 6))
  letRich()
  await expect(page.locator('form#id_proposal')).toBeVisible()
  await page.keyboard.type('Murray ')
  const drawn = page.locator('form#id_proposal')
  await expect(drawn.locator('[name^="speakers-"][name$="-name"]').first()).toHaveValue('Grace Murray Brewster Hopper')
  await expect(drawn.locator('[name^="speakers-"][name$="-email"]').first()).toHaveValue('grace@example.org')
  await expect(drawn.getByLabel('Title')).toHaveValue('Looms')
  await expect(drawn.getByLabel('Abstract')).toHaveValue('How patterns became programs.')
  await expect(page.locator('main form')).toHaveCount(1)
})

test('a user who types all the while into a row loses no letter', async ({ page }) => {
  const letRich = await holdScript(page, 'rich')
  const letApp = await holdScript(page)
  await page.goto('/app/proposals/new/', { waitUntil: 'commit' })
  const name = page.locator('[name^="speakers-"][name$="-name"]:visible').first()
  await name.focus()
  await page.keyboard.type('one two ', { delay: 10 })
  const asked = page.waitForRequest(/\/assets\/rich-/)
  letApp()
  await page.keyboard.type('three four ', { delay: 30 })
  await asked
  await page.keyboard.type('five six ', { delay: 30 })
  letRich()
  await page.keyboard.type('seven eight nine ten eleven twelve thirteen', { delay: 30 })
  await expect(page.locator('form#id_proposal')).toBeVisible()
  await expect(name).toBeFocused()
  await expect(name).toHaveValue('one two three four five six seven eight nine ten eleven twelve thirteen')
})

test('where what draws rows never comes, the form of the server stays, and is posted', async ({ page, trouble }) => {
  await page.route(/\/assets\/rich-/, (route) => route.abort())
  const gone = page.waitForEvent('requestfailed', (request) => request.url().includes('rich-'))
  await page.goto('/app/proposals/new/')
  await gone
  const name = page.locator('[name^="speakers-"][name$="-name"]:visible')
  await name.fill('Grace')
  await expect(name).toHaveValue('Grace')
  await page.getByRole('button', { name: 'Send proposal' }).click()
  expect(trouble.splice(0).every((line) => /rich-|ERR_FAILED|422/.test(line))).toBe(true)
})

test('a form that was posted before the script came keeps its values and complaints', async ({ page, trouble }) => {
  const release = await holdScript(page)
  await page.goto('/app/contact/', { waitUntil: 'commit' })
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Email').fill('ada@tower') // right for the browser, not for Django
  await page.getByLabel('What is it about?').selectOption('press')
  await page.getByLabel('Message').fill('May I take pictures of the talks?')
  await page.getByRole('button', { name: 'Send message' }).click()
  await expect(page.getByText('Enter a valid email address.')).toBeVisible()
  release()
  await isTaken(page)
  await expect(page.getByText('Enter a valid email address.')).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue('ada@tower')
  await expect(page.getByLabel('Message')).toHaveValue('May I take pictures of the talks?')
  expectRefusal(trouble)
  await page.getByLabel('Email').fill(freshAddress())
  await expect(page.getByText('Enter a valid email address.')).toBeHidden()
})
