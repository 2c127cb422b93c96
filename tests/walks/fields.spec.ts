import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectRefusal, openForm, test, watchCalls } from './site'

/** Values for each field: what people type, and what is hard to read. */
const VALUES: Record<string, readonly string[]> = {
  char: ['abc', 'a', '123456789', '  ab  ', '😀😀😀😀😀😀😀😀', '\u00a0ab'],
  slug: ['a-b_1', 'a b', 'é', ' a '],
  regex: ['AB12', 'ab12', 'AB١٢', ' AB1 '],
  email: ['a@b.org', 'a@localhost', 'a@b', 'a b@c.org', 'ünï@müller.de', '"a b"@c.org'],
  url: ['example.org', 'http://localhost:8000/', 'ftp://a.org', 'javascript:alert(1)', 'http://a b.org', '//a.org'],
  uuid: ['12345678-1234-5678-1234-567812345678', '{12345678123456781234567812345678}', 'x'],
  ip: ['1.2.3.4', '::1', '1.2.3', '01.2.3.4', '::ffff:1.2.3.4'],
  data: ['{"a": 1}', '[1, 2', 'NaN', '"x"'],
  combo: ['a@b.org', 'much-too-long-an-address@example.org', 'x'],
  textarea: ['Hello', 'x'.repeat(201)],
  password: ['secret', ' '],
  search: ['heron'],
  phone: ['+49 1', 'call me', '１٢'],
  username: ['ada', 'x'.repeat(13), '  ada  ', '\u00bd'.repeat(5)],
  new_password: ['a very long secret', '  '],
  new_password_again: ['a very long secret'],
  integer: ['5', '7', '-5', '1_0', '٥', '5.0', '1e1', ' 10 ', '101', '1,0'],
  number: ['1.5', '.5', '1_0.5', '٣.٥', '1,5', 'nan', '1e400'],
  decimal: ['1.50', '1.505', '1e2', '-1', '12345', '٣'],
  day: ['2027-06-10', '06/10/2027', 'June 10, 2027', '2027-6-1', '2027-02-30', '10.6.2027'],
  picker: ['2027-06-10'],
  time: ['9:30', '09:30:15', '9:30 pm', '25:00'],
  moment: ['2027-06-10 09:30', '2027-06-10T09:30', '06/10/2027 9:30', '2027-06-10 24:00'],
  duration: ['3 days 1:00:00', 'P1DT2H', '90', '1:2:3:4'],
}

/** What newer Pythons read: the page, which does not know which Python is behind it, lets it pass. */
const NEW = '2027-06-10 24:00'

/** Open a form of the gallery, and wait until that of React is in the place of the server's. */
async function open(page: Page, name = 'fields'): Promise<void> {
  await openForm(page, `/app/${name}/`, name)
}

const verdict = (page: Page, name: string, who: 'This page' | 'The server') => {
  return page.locator(`.verdicts[data-field=${name}] div`, { hasText: who })
}

/** Wait for the server's word about what stands in a field, then say what both say. */
async function heard(page: Page, name: string): Promise<{ here: string; there: string; isFalse: boolean; isOther: boolean }> {
  await expect(verdict(page, name, 'The server')).toHaveAttribute('data-says', /yes|no/)
  const says = async (who: 'This page' | 'The server') => (await verdict(page, name, who).getAttribute('data-says')) ?? ''
  const around = (await page.locator(`.verdicts[data-field=${name}]`).getAttribute('class')) ?? ''
  return { here: await says('This page'), there: await says('The server'), isFalse: around.includes('verdicts-false'), isOther: around.includes('verdicts-other') }
}

test('the page refuses nothing that the server accepts, and says it in the same words', async ({ page }) => {
  test.setTimeout(180_000)
  await open(page)
  const told: string[] = []
  const missed: string[] = []
  let refused = 0
  const rounds = Math.max(...Object.values(VALUES).map(({ length }) => length))
  for (let round = 0; round < rounds; round += 1) {
    const asked = Object.entries(VALUES).flatMap(([name, values]) => values.slice(round, round + 1).map((value) => [name, value] as const))
    for (const [name, value] of asked) await page.locator(`#id_fields-${name}`).fill(value)
    for (const [name, value] of asked) {
      const { here, there, isFalse, isOther } = await heard(page, name)
      if (isFalse || isOther) told.push(`${name}: ${JSON.stringify(value)}`)
      if (there === 'no') refused += 1
      if (there === 'no' && here !== 'no' && value !== NEW) missed.push(`${name}: ${JSON.stringify(value)}`)
    }
  }
  expect(told).toEqual([])
  expect(refused).toBeGreaterThan(30)
  expect(missed).toEqual([])
})

test('choices, parts and boxes are judged alike', async ({ page }) => {
  await open(page)
  await page.getByLabel('Must be ticked').check()
  await page.getByLabel('Must be ticked').uncheck()
  await page.getByLabel('Bird*').selectOption('brent')
  await page.getByLabel('Number of boats').selectOption('2')
  await page.getByRole('group', { name: 'Fish' }).getByLabel('Sole').check()
  await page.getByRole('group', { name: 'Bird of the year' }).getByLabel('Avocet').check()
  await page.getByLabel('Plants*').selectOption(['aster'])
  await page.getByRole('group', { name: 'Plants again' }).getByLabel('Glasswort').check()
  await page.getByRole('group', { name: 'Place on the map' }).getByLabel('east').fill('120')
  await page.getByRole('group', { name: 'Moment in two' }).getByLabel('Date').fill('2027-06-10')
  await page.getByRole('group', { name: 'Date in three' }).getByLabel('month').selectOption('2')
  await page.locator('#id_fields-file').setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('') })
  for (const [name, row] of [['Workshop', 'Types across the wire'], ['Workshops', 'Small-boat deployments']] as const) {
    const rows = page.getByRole('combobox', { name, exact: true })
    await rows.fill(row.slice(0, 5))
    await page.getByRole('option', { name: row }).click()
  }
  for (const name of ['model', 'models']) {
    const { here, there } = await heard(page, name)
    expect([name, here, there]).toEqual([name, 'yes', 'yes'])
  }
  for (const name of ['boolean', 'choice', 'typed_choice', 'radio', 'radio_groups', 'multiple', 'checkboxes', 'multi', 'split', 'selects', 'file']) {
    const { isFalse, isOther } = await heard(page, name)
    expect([name, isFalse, isOther]).toEqual([name, false, false])
  }
  await expect(verdict(page, 'boolean', 'This page')).toContainText('This field is required.')
  await expect(verdict(page, 'choice', 'The server')).toContainText('accepts it')
})

test('no control of the browser keeps from Django what Django reads', async ({ page }) => {
  await open(page)
  const types = await page.locator('main form').evaluate((form) => [...form.querySelectorAll('input')].map(({ type, maxLength }) => [type, maxLength] as const))
  expect(types.filter(([type]) => type === 'number')).toEqual([])
  expect(types.filter(([, most]) => most >= 0)).toEqual([])
  await expect(page.locator('#id_fields-integer')).toHaveAttribute('inputmode', 'numeric')
  await expect(page.locator('#id_fields-decimal')).toHaveAttribute('inputmode', 'decimal')
  await expect(page.locator('#id_fields-email')).toHaveAttribute('autocomplete', 'email')
  await expect(page.locator('main form')).toHaveAttribute('novalidate', '')
})

test('the first paint of the gallery asks nothing', async ({ page }) => {
  const calls = watchCalls(page)
  await page.goto('/app/fields/', { waitUntil: 'networkidle' })
  await expect(page.locator('.verdicts').first()).toBeVisible()
  expect(calls).toEqual([])
})

test('the gallery is walked through by keyboard alone', async ({ page }) => {
  await open(page)
  await page.locator('#id_fields-char').focus()
  await page.keyboard.type('marsh')
  const reached: string[] = []
  for (let step = 0; step < 90; step += 1) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => (document.activeElement as HTMLInputElement | HTMLButtonElement | null)?.name ?? '')
    if (reached.at(-1) !== name) reached.push(name)
    if (await page.getByRole('button', { name: 'Ask the server about all' }).evaluate((button) => button === document.activeElement)) break
  }
  for (const name of ['slug', 'integer', 'split_0', 'split_1', 'selects_month', 'radio', 'multiple', 'checkboxes', 'multi_east', 'clearable'])
    expect(reached).toContain(name)
  await page.keyboard.press('Enter')
  await expect(page.locator('#id_fields-slug')).toBeFocused()
  await expectAccessible(page)
})

test('a layout opens the tab with the first error, and is accessible in every part', async ({ page }) => {
  await open(page, 'layouts')
  await expect(page.getByRole('tab', { name: 'Town' })).toBeVisible()
  await page.getByLabel('Name*', { exact: true }).fill('Ada')
  await page.getByLabel('Email').fill('ada@example.org')
  await page.getByLabel('Budget').fill('100')
  await page.getByLabel('Width').fill('3')
  await page.getByLabel('Title').fill('Looms')
  await page.getByLabel('Track').selectOption('brent')
  await page.getByLabel('Eel').check()
  await page.getByLabel('Sea aster').check()
  await page.getByLabel('Street').fill('Quay 1')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByLabel('Town*')).toBeFocused()
  await expectAccessible(page)
  await page.getByLabel('Town*').fill('Husum')
  await page.locator('summary', { hasText: 'Departure' }).click()
  await expect(page.getByLabel('Arrival')).toBeHidden()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'The server accepts all of it' })).toBeFocused()
})

test('a dialog is opened, walked through and closed by keyboard, and opens for its error', async ({ page }) => {
  await open(page, 'layouts')
  const opener = page.getByRole('button', { name: 'Meals' })
  const dialog = page.getByRole('dialog', { name: 'Your meals' })
  const close = dialog.getByRole('button', { name: 'Close' })
  await expect(opener).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(async () => {
    await opener.press('Enter') // which may come before the button hears of it
    await expect(dialog).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expectAccessible(page)
  await expect(close).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(dialog.getByLabel('Wishes')).toBeFocused()
  await page.keyboard.type('fish')
  await page.keyboard.press('Tab')
  await page.keyboard.type('two')
  expect(await page.evaluate(() => document.elementFromPoint(1, 1)?.matches('dialog'))).toBe(true)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()
  await opener.click()
  await expect(dialog.getByLabel('Wishes')).toHaveValue('fish')
  await close.click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(dialog).toBeVisible()
  await expect(dialog.getByLabel('Guests')).toHaveAttribute('aria-invalid', 'true')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the gallery is judged by the server, and keeps what was typed', async ({ page, trouble }) => {
    await page.goto('/app/fields/')
    await page.locator('#id_char').fill('a')
    await page.locator('#id_integer').fill('5')
    await page.locator('form').evaluate((form: HTMLFormElement) => (form.noValidate = true))
    await page.getByRole('button', { name: 'Ask the server about all' }).click()
    await expect(page.getByText('Ensure this value has at least 2 characters (it has 1).')).toBeVisible()
    await expect(page.locator('#id_char')).toHaveValue('a')
    await expect(page.locator('#id_integer')).toHaveValue('5')
    expectRefusal(trouble)
  })
})
