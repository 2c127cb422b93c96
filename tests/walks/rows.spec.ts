import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectRefusal, fillProposal, openForm, test, watchCalls } from './site'

const send = (page: Page) => page.getByRole('button', { name: 'Send proposal' })
const speaker = (page: Page, number: number) => page.getByRole('group', { name: `Speakers ${number}`, exact: true })

test('rows are added, judged, moved and removed, and saved with their form', async ({ page, trouble }) => {
  await openForm(page, '/app/proposals/new/', 'proposal')
  await fillProposal(page, 'Rows')
  await speaker(page, 1).getByLabel('Their name').fill('Grace')
  await page.getByRole('button', { name: 'Add to Speakers' }).click()
  await expect(speaker(page, 2).getByLabel('Their name')).toBeFocused()
  await page.keyboard.type('Joan')
  await speaker(page, 2).getByLabel('Their address').fill('joan@example.org')

  const calls = watchCalls(page)
  await send(page).click()
  await expect(speaker(page, 1).getByText('This field is required.')).toBeVisible()
  await expect(speaker(page, 1).getByLabel('Their address')).toBeFocused()
  expect(calls).not.toContain('POST call/proposal.submit/')
  await expectAccessible(page)

  await speaker(page, 1).getByLabel('Their address').fill('grace@example.org')
  await speaker(page, 1).getByLabel('Minutes on stage').fill('170')
  await speaker(page, 2).getByLabel('Minutes on stage').fill('20')
  await send(page).click()
  await expect(page.getByText('Together they speak for more than three hours.')).toBeVisible()
  expectRefusal(trouble)

  await page.getByRole('button', { name: 'Move up: Speakers 2' }).click()
  await expect(speaker(page, 1).getByLabel('Their name')).toHaveValue('Joan')
  await page.getByRole('button', { name: 'Remove: Speakers 2' }).click()
  await expect(speaker(page, 2)).toHaveCount(0)
  await send(page).click()
  await expect(page.getByRole('heading', { name: 'We have your proposal' })).toBeFocused()
})

test('rows are filled by keyboard alone, and those that stay empty are not sent', async ({ page }) => {
  await openForm(page, '/app/proposals/new/', 'proposal')
  await fillProposal(page, 'Keys')
  await speaker(page, 1).getByLabel('Their name').focus()
  for (const text of ['Grace', 'grace@example.org', '10']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  const helps = speaker(page, 1).getByRole('combobox', { name: 'Also helps in' })
  await expect(helps).toBeFocused()
  await page.keyboard.type('tomasz')
  await expect(page.getByRole('option', { name: 'Queries you can read' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(helps).toHaveValue('Queries you can read')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Remove: Speakers 1' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(speaker(page, 2).getByLabel('Their name')).toBeFocused()
  const sent = page.waitForRequest(/call\/proposal\.submit/)
  await send(page).focus()
  await page.keyboard.press('Enter')
  const { data } = (await sent).postDataJSON() as { data: { speakers: unknown[] } }
  expect(data.speakers).toEqual([{ name: 'Grace', email: 'grace@example.org', minutes: '10', assists: expect.stringMatching(/^[0-9]+$/) }])
  await expect(page.getByRole('heading', { name: 'We have your proposal' })).toBeFocused()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  for (const path of ['/classic/proposals/new/', '/app/proposals/new/'])
    test(`${path} takes a row, and gives it back with what is wrong`, async ({ page, trouble }) => {
      await page.goto(path)
      await fillProposal(page, `Paper ${path}`)
      await page.getByLabel('Their name').fill('Grace')
      await page.getByLabel('Their address').fill('nowhere')
      await send(page).click()
      await expect(page.getByText('Enter a valid email address.')).toBeVisible()
      await expect(page.getByLabel('Their name')).toHaveValue('Grace')
      trouble.splice(0)
      await page.getByLabel('Their address').fill('grace@example.org')
      await send(page).click()
      await expect(page).toHaveURL(/proposals\/thanks/)
    })
})
