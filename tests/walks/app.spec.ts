import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectRefusal, fillProposal, freshAddress, logIn, openForm, test, watchCalls } from './site'

async function fillContact(page: Page, address: string): Promise<void> {
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Email').fill(address)
  await page.getByLabel('What is it about?').selectOption('press')
  await page.getByLabel('Message').fill('May I take pictures of the talks?')
}

test('the first paint of a page asks nothing', async ({ page }) => {
  await logIn(page, 'ada')
  await page.goto('about:blank') // the calls of the page before are its own
  const calls = watchCalls(page)
  await openForm(page, '/app/contact/', 'contact')
  await expect(page.getByRole('banner')).toContainText('Ada Jansen')
  await expect(page.getByRole('button', { name: 'Send message' })).toBeVisible()
  expect(calls).toEqual([])
})

test('a message is sent, and the rule that only the server knows speaks while one types', async ({ page }) => {
  const address = freshAddress()
  await page.goto('/app/contact/')
  await fillContact(page, address)
  await page.getByRole('button', { name: 'Send message' }).click()
  await expect(page.getByRole('heading', { name: 'Thank you, Ada' })).toBeFocused()
  await expect(page.getByText(address)).toBeVisible()

  await page.goto('/app/contact/')
  const calls = watchCalls(page)
  const email = page.getByLabel('Email')
  await email.fill(address)
  await email.press('Tab')
  await expect(page.getByText('We have a message from this address today.')).toBeVisible()
  await expect(email).toHaveAttribute('aria-invalid', 'true')
  expect(calls).toEqual(['POST call/contact.validate/'])
  await expectAccessible(page)

  await email.fill(freshAddress())
  await email.press('Tab')
  await expect(page.getByText('We have a message from this address today.')).toBeHidden()
})

test('what the client knows is refused without asking the server', async ({ page }) => {
  await page.goto('/app/contact/')
  const calls = watchCalls(page)
  await page.getByRole('button', { name: 'Send message' }).click()
  await expect(page.getByText('This field is required.')).toHaveCount(4)
  await expect(page.getByLabel('Your name')).toBeFocused()
  expect(calls).toEqual([])
})

test('a form is filled and sent by keyboard alone', async ({ page }) => {
  await page.goto('/app/contact/')
  await page.getByLabel('Your name').focus()
  await page.keyboard.type('Ada')
  await page.keyboard.press('Tab')
  await page.keyboard.type(freshAddress())
  await page.keyboard.press('Tab')
  await page.keyboard.type('Pr')
  await page.keyboard.press('Tab')
  await page.keyboard.type('May I take pictures of the talks?')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Send message' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Thank you, Ada' })).toBeFocused()
})

test('a cross-field rule of the server stands at its field, then the proposal is accepted', async ({ page, trouble }) => {
  await openForm(page, '/app/proposals/new/', 'proposal')
  await fillProposal(page, 'Looms')
  await page.getByLabel('Kind of session').selectOption('workshop')
  await page.getByLabel('Length in minutes').fill('120')
  await page.getByRole('button', { name: 'Send proposal' }).click()
  await expect(page.getByText('A workshop needs a day')).toBeVisible()
  await expect(page.getByLabel('Preferred day')).toBeFocused()
  expectRefusal(trouble)
  await expectAccessible(page)
  await page.getByLabel('Preferred day').fill('2027-06-11')
  await page.getByRole('button', { name: 'Send proposal' }).click()
  await expect(page.getByRole('heading', { name: 'We have your proposal' })).toBeFocused()
})

test('a seat is taken by a form that was not edited, and the page knows at once', async ({ page }) => {
  await logIn(page, 'grace')
  await page.goto('/app/workshops/types-across-the-wire/')
  await expect(page.getByText('20 of 20 seats left')).toBeVisible()
  await page.getByLabel('I have tried it').check()
  await page.getByRole('button', { name: 'Take a seat' }).click()
  await expect(page.getByText('19 of 20 seats left')).toBeVisible()
  await expect(page.getByText('You have a seat in this workshop.')).toBeVisible()
  await expect(page.getByRole('banner')).toContainText('2 seats')
})

test('a declared error carries its parameter', async ({ page }) => {
  await logIn(page, 'ada')
  await page.goto('/app/workshops/small-boat-deployments/')
  const join = page.getByRole('button', { name: 'Join the waiting list' })
  await join.click()
  await expect(page.getByText('You are number 2 on the list.')).toBeVisible()
})

test('log-in and log-out change the header', async ({ page }) => {
  await page.goto('/app/contact/')
  await page.getByRole('banner').getByRole('link', { name: 'Log in' }).click()
  await page.getByLabel('Username').fill('grace')
  await page.getByLabel('Password').fill('saltmarsh-demo')
  await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click()
  const header = page.getByRole('banner')
  await expect(page).toHaveURL(/app\/contact/)
  await expect(header).toContainText('Grace Petersen')
  await header.getByRole('button', { name: 'Log out' }).click()
  await expect(header.getByRole('link', { name: 'Log in' })).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the converted page takes the message as well', async ({ page, trouble }) => {
    const address = freshAddress()
    await page.goto('/app/contact/')
    await fillContact(page, address)
    await page.getByRole('button', { name: 'Send message' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you')

    await page.goto('/app/contact/')
    await fillContact(page, address)
    await page.getByRole('button', { name: 'Send message' }).click()
    await expect(page.getByText('We have a message from this address today.')).toBeVisible()
    await expect(page.getByLabel('Email')).toHaveValue(address)
    expectRefusal(trouble)
  })

  test('a seat is taken on a page of its own', async ({ page }) => {
    await logIn(page, 'root')
    await page.goto('/app/workshops/forms-people-finish/')
    await page.getByRole('link', { name: 'Take a seat' }).click()
    await page.getByLabel('This is new to me').check()
    await page.getByRole('button', { name: 'Take a seat' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have a seat')
  })
})
