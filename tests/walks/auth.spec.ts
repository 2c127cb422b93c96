import { createHmac } from 'node:crypto'
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test'
import { expect, expectAccessible, freshAddress, logIn, openForm, test, watch } from './site'

// No browser gives passkeys to a site that has a number for a name.
test.use({ baseURL: `http://localhost:${process.env['WALKS_PORT']}/` })

const PASSWORD = 'loom-and-shuttle-9'
const main = (page: Page) => page.getByRole('main')
const press = (page: Page, name: string | RegExp): Promise<void> => main(page).getByRole('button', { name, exact: true }).click()

/** The refusals that a walk brings about: their statuses, and Chromium's own mention of them. */
function expectRefusals(trouble: string[], ...statuses: number[]): void {
  const told = trouble.splice(0)
  expect(told.length).toBeGreaterThan(0)
  for (const line of told) expect(statuses.some((status) => line.includes(String(status))), line).toBe(true)
}

/** Follow the first link of the newest mail to an address. */
async function openMail(page: Page, to: string, subject: RegExp): Promise<void> {
  await page.goto('/mails/')
  const mail = page.getByRole('article').filter({ hasText: to }).filter({ hasText: subject }).first()
  await mail.getByRole('link', { name: /\/app\// }).click()
}

/** The code of an authenticator app (RFC 6238), `steps` half minutes from now. */
function codeOf(secret: string, steps = 0): string {
  const bits = Array.from(secret, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const hash = createHmac('sha1', key).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Make an account and confirm its address. Returns its name. */
async function join(page: Page): Promise<{ name: string; email: string }> {
  const email = freshAddress()
  const name = email.split('@')[0] ?? ''
  await page.goto('/app/join/')
  await page.getByLabel('Username').fill(name)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await press(page, 'Make an account')
  await expect(main(page).getByRole('status')).toContainText('We have sent you a mail')
  await openMail(page, email, /confirm/i)
  await expect(main(page)).toContainText(`${email} is the address of ${name}`)
  await press(page, 'This is my address')
  await expect(page.getByRole('heading', { name: 'Your address is confirmed' })).toBeFocused()
  return { name, email }
}

async function enter(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.goto('/app/log-in/')
  await page.getByLabel('Username or email').fill(name)
  await page.getByLabel('Password').fill(password)
  await press(page, 'Log in')
}

/** Show once more who one is; what waited for it goes on. */
async function prove(page: Page, password: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Is it you?' })
  await expect(dialog.getByLabel('Password')).toBeFocused()
  await expectAccessible(page)
  await dialog.getByLabel('Password').fill(password)
  await dialog.getByRole('button', { name: 'Go on', exact: true }).click()
  await expect(dialog).toBeHidden()
}

async function leave(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click()
  await expect(page.getByRole('banner').getByRole('link', { name: 'Log in' })).toBeVisible()
  await expect(page).toHaveURL(/\/$/)
}

/** Give a browser a device that holds passkeys and always says yes. */
async function giveAuthenticator(page: Page): Promise<CDPSession> {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  return client
}

test('an account from its first day: joined, confirmed, a new password, a second factor', async ({ page, trouble }) => {
  test.setTimeout(120_000)
  const { name, email } = await join(page)
  await expect(page.getByRole('banner')).toContainText(name)
  await leave(page)

  await test.step('a wrong password, and a new one by mail', async () => {
    await enter(page, name, 'not it')
    await expect(page.getByText(/not correct/)).toBeVisible()
    await expectAccessible(page)
    expectRefusals(trouble, 422)
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByLabel('Email').fill(email)
    await press(page, 'Send the mail')
    await expect(page.getByRole('heading', { name: 'Look at your mail' })).toBeFocused()
    await openMail(page, email, /password/i)
    await page.getByLabel('Password').fill('weft-and-warp-77')
    await press(page, 'Set the password')
    await expect(page.getByRole('heading', { name: 'Your password is set' })).toBeFocused()
    trouble.splice(0)
    await enter(page, email, 'weft-and-warp-77')
    await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
  })

  let secret = ''
  let recovery = ''
  await test.step('an authenticator app, by its QR code', async () => {
    await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Second factor' }).click()
    await press(page, 'Set up an app')
    const drawn = page.getByRole('img', { name: /QR code/ })
    await expect.poll(() => drawn.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    await expectAccessible(page)
    secret = await page.locator('.secret').innerText()
    await page.getByLabel('Code').fill('000000')
    await press(page, 'Turn it on')
    await expect(page.getByText('Incorrect code.')).toBeVisible()
    expectRefusals(trouble, 422)
    await page.getByLabel('Code').fill(codeOf(secret, -1))
    await press(page, 'Turn it on')
    await prove(page, 'weft-and-warp-77')
    await expect(page.getByText(/Logging in takes a code/)).toBeVisible()
    await press(page, 'Show them')
    const codes = page.getByRole('list', { name: 'Your codes' }).getByRole('listitem')
    await expect(codes).toHaveCount(10)
    recovery = await codes.first().innerText()
    await expectAccessible(page)
    await page.emulateMedia({ media: 'print' })
    await expect(codes.first()).toBeVisible()
    await expect(page.getByRole('banner')).toBeHidden()
    await page.emulateMedia({ media: 'screen' })
  })

  await test.step('logging in takes the code, then a recovery code', async () => {
    await leave(page)
    await enter(page, name, 'weft-and-warp-77')
    await expect(page.getByRole('heading', { name: 'Your second factor' })).toBeVisible()
    await expectAccessible(page)
    await page.getByLabel('Code').fill(codeOf(secret))
    await press(page, 'Go on')
    await expect(page.getByRole('heading', { name: 'Is this your own device?' })).toBeVisible()
    await press(page, 'Go on')
    await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
    await leave(page)
    await enter(page, name, 'weft-and-warp-77')
    await page.getByLabel('Code').fill(recovery)
    await press(page, 'Go on')
    await press(page, 'Go on')
    await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
    trouble.splice(0)
  })
})

test('a passkey is added, called otherwise, logs in, and is removed', async ({ page, trouble }) => {
  test.setTimeout(60_000)
  await giveAuthenticator(page)
  const { name } = await join(page)
  await page.goto('/app/account/passkeys/')
  await expect(page.getByText('You have none yet.')).toBeVisible()
  await page.getByLabel('Name of the new one').fill('Laptop')
  await press(page, 'Add a passkey')
  await prove(page, PASSWORD)
  await expect(main(page).getByRole('status')).toContainText('The passkey is added.')
  await press(page, 'Rename Laptop')
  await page.getByLabel('New name of Laptop').fill('Blue key')
  await press(page, 'Rename')
  await expect(main(page).getByText('Blue key')).toBeVisible()
  await expectAccessible(page)
  await leave(page)
  await page.goto('/app/log-in/')
  await press(page, 'Use a passkey').catch(() => undefined) // the browser may already have answered for the name field
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
  await expect(page.getByRole('banner')).toContainText(name)
  await page.goto('/app/account/passkeys/')
  await press(page, 'Remove Blue key')
  await page.getByRole('dialog', { name: 'Is it you?' }).getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByText('You have none yet.')).toBeVisible()
  trouble.splice(0)
})

test('a code that comes by mail logs in', async ({ page }) => {
  const { email } = await join(page)
  await leave(page)
  await page.goto('/app/log-in/code/')
  await page.getByLabel('Email').fill(email)
  await press(page, 'Send the code')
  await expect(page.getByRole('heading', { name: 'Look at your mail' })).toBeVisible()
  const mails = await page.context().newPage()
  await mails.goto('/mails/')
  const mail = await mails.getByRole('article').filter({ hasText: email }).first().innerText()
  await mails.close()
  await page.getByLabel('Code').fill(/^[A-Z0-9]{2,4}-?[A-Z0-9]{2,4}$/m.exec(mail)?.[0] ?? '')
  await press(page, 'Log in')
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
})

test('addresses are added, confirmed, made primary and removed', async ({ page, trouble }) => {
  const { email } = await join(page)
  trouble.splice(0)
  const other = freshAddress()
  await page.goto('/app/account/')
  await page.getByLabel('Email').fill(other)
  await press(page, 'Add address')
  await expect(page.getByText('We have sent a mail to the new address.', { exact: false })).toBeVisible()
  await expect(main(page).getByRole('listitem').filter({ hasText: other })).toContainText('not confirmed')
  await openMail(page, other, /confirm/i)
  await press(page, 'This is my address')
  await page.getByRole('link', { name: 'To your account' }).click()
  await press(page, `Make primary: ${other}`)
  await expect(main(page).getByRole('listitem').filter({ hasText: other })).toContainText('primary')
  await press(page, `Remove ${email}`)
  await expect(main(page).getByRole('listitem').filter({ hasText: email })).toHaveCount(0)
  await expectAccessible(page)
})

test('an account elsewhere makes one here, is connected, and is disconnected', async ({ page, trouble }) => {
  test.setTimeout(60_000)
  const number = String(Date.now() % 1_000_000)
  const atDummy = async (id: string, email = ''): Promise<void> => {
    await page.getByLabel('Account ID').fill(id)
    if (email) await page.getByLabel('Email', { exact: true }).fill(email)
    await main(page).getByRole('button', { name: 'Login' }).click()
  }
  await page.goto('/app/log-in/?next=/app/contact/')
  await press(page, 'Go on with Dummy')
  await main(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('alert').first()).toContainText('You did not go through with it.')

  await page.goto('/app/log-in/?next=/app/contact/')
  await press(page, 'Go on with Dummy')
  await atDummy(number)
  await expect(page.getByRole('heading', { name: 'One more thing' })).toBeVisible()
  const email = freshAddress()
  await page.getByLabel('Username').fill(`d-${number}`)
  await page.getByLabel('Email').fill(email)
  await expectAccessible(page)
  await press(page, 'Make an account')
  await expect(main(page).getByRole('status')).toContainText('We have sent you a mail')
  await openMail(page, email, /confirm/i)
  await press(page, 'This is my address')
  await page.getByRole('link', { name: 'To your account' }).click()

  await page.getByRole('link', { name: 'Connected accounts' }).click()
  await expect(main(page).getByRole('listitem').filter({ hasText: 'Dummy' })).toHaveCount(1)
  await press(page, 'Connect Dummy')
  await atDummy(`${number}1`)
  await expect(main(page).getByRole('listitem').filter({ hasText: 'Dummy' })).toHaveCount(2)
  await expectAccessible(page)
  await main(page).getByRole('button', { name: /^Disconnect/ }).last().click()
  await expect(main(page).getByRole('listitem').filter({ hasText: 'Dummy' })).toHaveCount(1)
  trouble.splice(0)
})

/** A second browser, in which nothing goes wrong without a test asking either. */
async function another(context: BrowserContext, trouble: string[]): Promise<Page> {
  const page = await context.newPage()
  watch(page, trouble)
  return page
}

/** Fill in a profile in another browser, where the session is then ended from here. Returns the page over there. */
async function beginElsewhere(page: Page, browser: Browser, url: string, name: string): Promise<{ other: Page; told: string[] }> {
  const told: string[] = []
  const other = await another(await browser.newContext({ baseURL: url }), told)
  await enter(other, name)
  await expect(other.getByRole('heading', { name: 'Your account' })).toBeVisible()
  await openForm(other, '/app/profile/', 'profile')
  await other.getByLabel('About you').fill('I was about to say something.')
  await page.goto('/app/account/sessions/')
  await expect(main(page).getByRole('listitem').filter({ hasText: 'Chrome' })).toHaveCount(2)
  await expectAccessible(page)
  await main(page).getByRole('button', { name: /^Log out there/ }).click()
  await expect(page.getByText('Nowhere else.')).toBeVisible()
  expect(told).toEqual([])
  await other.getByLabel('Name on the badge').fill(name.slice(-12))
  await other.getByRole('button', { name: 'Save profile' }).click()
  await expect(other.getByRole('dialog', { name: 'Log in to go on' })).toBeVisible()
  return { other, told }
}

async function enterDialog(page: Page, name: string, password: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Log in to go on' })
  await dialog.getByLabel('Username or email').fill(name)
  await dialog.getByLabel('Password').fill(password)
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click()
  await expect(dialog).toBeHidden()
}

test('another session is ended, and what was begun there goes on after logging in', async ({ page, browser, baseURL }) => {
  test.setTimeout(60_000)
  const { name } = await join(page)
  const { other, told } = await beginElsewhere(page, browser, baseURL ?? '', name)
  await expectAccessible(other)
  await enterDialog(other, name, PASSWORD)
  await expect(other.getByRole('heading', { name: 'Your profile is saved' })).toBeVisible()
  expectRefusals(told, 401)
  await other.goto('/app/profile/')
  await expect(other.getByLabel('About you')).toHaveValue('I was about to say something.')
  await other.context().close()
})

test('what one user began does not go on as another', async ({ page, browser, baseURL }) => {
  test.setTimeout(60_000)
  const { name } = await join(page)
  const { other, told } = await beginElsewhere(page, browser, baseURL ?? '', name)
  await enterDialog(other, 'grace', 'saltmarsh-demo')
  await expect(other.getByRole('banner')).toContainText('Grace Petersen')
  await expect(other.getByRole('heading', { name: 'Your profile is saved' })).toHaveCount(0)
  const statuses = told.filter((line) => line.includes('profile.submit')).map((line) => line.slice(0, 3))
  expect(statuses).toEqual(['401', '409'])
  await other.goto('/app/profile/')
  await expect(other.getByLabel('Name on the badge')).toHaveValue('grace')
  await other.context().close()
})

test('a visitor joins a waiting list: the call waits for the log-in', async ({ page, trouble }) => {
  const { name } = await join(page)
  await leave(page)
  trouble.splice(0)
  await page.goto('/app/workshops/small-boat-deployments/')
  await press(page, 'Join the waiting list')
  const dialog = page.getByRole('dialog', { name: 'Log in to go on' })
  await expect(dialog.getByLabel('Username or email')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(main(page).getByRole('status')).not.toBeEmpty()
  await press(page, 'Join the waiting list')
  await enterDialog(page, name, PASSWORD)
  await expect(page.getByText(/You are number \d+ on the list/)).toBeVisible()
  await expect(page.getByRole('banner')).toContainText(name)
  expectRefusals(trouble, 401)
})

test('logging in in one tab lets the other one send, and another user takes its data away', async ({ page, context, trouble }) => {
  test.setTimeout(60_000)
  await openForm(page, '/app/contact/', 'contact')
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Email').fill(freshAddress())
  await page.getByLabel('What is it about?').selectOption('press')
  await page.getByLabel('Message').fill('May I take pictures of the talks?')
  const other = await another(context, trouble)
  await logIn(other, 'ada')
  await expect(page.getByRole('banner')).toContainText('Ada Jansen') // told by the other tab
  await press(page, 'Send message')
  await expect(page.getByRole('heading', { name: 'Thank you, Ada' })).toBeVisible()

  await page.goto('/app/proposals/')
  await page.getByRole('link', { name: /Keyboards/ }).click()
  await expect(page.getByLabel('Title')).toHaveValue(/Keyboards/)
  await page.getByLabel('Title').fill('Keyboards of my own')
  await page.getByLabel('Title').blur()
  await leave(other)
  await expect(page.getByRole('banner').getByRole('link', { name: 'Log in' })).toBeVisible()
  await expect(page.getByLabel('Title')).toHaveValue('Keyboards of my own') // she may come back
  await logIn(other, 'grace')
  await expect(page.getByRole('banner')).toContainText('Grace Petersen')
  await expect(page.getByLabel('Title')).toHaveValue('')
  trouble.splice(0)
})

for (const [size, viewport] of Object.entries({ phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 860 } })) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme })

      test('an account fits and is accessible', async ({ page }) => {
        await logIn(page, 'root')
        for (const part of ['', 'second-factor/', 'passkeys/', 'connections/', 'sessions/']) {
          await page.goto(`/app/account/${part}`, { waitUntil: 'networkidle' })
          await expect(main(page).getByRole('heading', { level: 2 }).first()).toBeVisible()
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
          await expectAccessible(page)
        }
      })
    })
  }
}
