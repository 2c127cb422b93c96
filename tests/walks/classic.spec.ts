import { expect, expectAccessible, fillProposal, freshAddress, logIn, test } from './site'

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a message is sent, and a second one of the day is refused with what was typed', async ({ page }) => {
    const address = freshAddress()
    const write = async () => {
      await page.goto('/classic/contact/')
      await page.getByLabel('Your name').fill('Ada')
      await page.getByLabel('Email').fill(address)
      await page.getByLabel('What is it about?').selectOption('press')
      await page.getByLabel('Message').fill('May I take pictures of the talks?')
      await page.getByRole('button', { name: 'Send message' }).click()
    }
    await write()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you')
    await write()
    await expect(page.getByText('We have a message from this address today.')).toBeVisible()
    await expect(page.getByLabel('Email')).toHaveValue(address)
  })
})

test('a proposal is refused by a cross-field rule, then accepted', async ({ page }) => {
  await page.goto('/classic/proposals/new/')
  await fillProposal(page, 'Looms')
  await page.getByLabel('Kind of session').selectOption('workshop')
  await page.getByLabel('Length in minutes').fill('120')
  await page.getByRole('button', { name: 'Send proposal' }).click()
  await expect(page.getByText('A workshop needs a day')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Preferred day').fill('2027-06-11')
  await page.getByRole('button', { name: 'Send proposal' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We have your proposal')
})

test('a seat is taken after logging in', async ({ page }) => {
  await page.goto('/classic/workshops/queries-you-can-read/')
  const seats = page.getByText('of 16 seats left')
  const before = parseInt(await seats.innerText())
  await page.getByRole('link', { name: 'Log in to take a seat' }).click()
  await page.getByLabel('Username').fill('root')
  await page.getByLabel('Password').fill('saltmarsh-demo')
  await page.getByRole('main').getByRole('button', { name: 'Sign In', exact: true }).click()
  await page.getByLabel('I do it every day').check()
  await page.getByRole('button', { name: 'Take a seat' }).click()
  await expect(page.getByText('You have a seat in “Queries you can read”.')).toBeVisible()
  await expect(seats).toContainText(`${before - 1} of 16`)
})

test('log-in and log-out change the header', async ({ page }) => {
  await logIn(page, 'ada')
  await page.goto('/classic/contact/')
  const header = page.getByRole('banner')
  await expect(header).toContainText('Ada Jansen')
  await header.getByRole('button', { name: 'Log out' }).click()
  await expect(header.getByRole('link', { name: 'Log in' })).toBeVisible()
})
