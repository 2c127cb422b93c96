import { gzipSync } from 'node:zlib'
import { expect, expectAccessible, logIn, test } from './site'

// Not /classic/fields/: Django gives the parts of its widgets no names of their own, and `{% crispy %}` draws them as
// they are. `{% mizan_fields %}` names them: /app/fields/ is asked without JavaScript below.
const pages = [
  '/',
  '/accounts/login/',
  '/app/log-in/',
  '/app/log-in/code/',
  '/app/join/',
  '/app/password/',
  '/mails/',
  '/classic/contact/',
  '/classic/contact/thanks/',
  '/classic/proposals/new/',
  '/classic/layouts/',
  '/classic/workshops/',
  '/classic/workshops/forms-people-finish/',
  '/app/contact/',
  '/app/contact/thanks/',
  '/app/proposals/new/',
  '/app/fields/',
  '/app/layouts/',
  '/app/workshops/',
  '/app/workshops/forms-people-finish/',
]

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 860 } }

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme })
      for (const path of pages) {
        test(`${path} is accessible and fits`, async ({ page }) => {
          await page.goto(path, { waitUntil: 'networkidle' })
          const width = await page.evaluate(() => document.documentElement.scrollWidth)
          expect(width).toBeLessThanOrEqual(viewport.width)
          await expectAccessible(page)
        })
      }
    })
  }
}

for (const path of ['fields/', 'layouts/']) {
  test(`/app/${path} is accessible as Django draws it, before any script`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL: baseURL ?? '' })
    const plain = await context.newPage()
    await plain.route(/\.js$/, (route) => route.abort()) // axe-core itself needs a browser that runs scripts
    await plain.goto(`/app/${path}`)
    await expect(plain.locator('#id_fields-char')).toHaveCount(0)
    await expectAccessible(plain)
    await context.close()
  })
}

test('the chosen colours outlive the page', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/classic/contact/')
  await page.getByRole('button', { name: 'Switch between light and dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-bs-theme', 'light')
  await page.goto('/')
  await expect(page.locator('html')).toHaveAttribute('data-bs-theme', 'light')
})

test('staff reach their desk', async ({ page }) => {
  await logIn(page, 'grace')
  await page.getByRole('link', { name: 'Desk' }).click()
  await expect(page.getByRole('link', { name: 'Proposals' })).toBeVisible()
})

test('the style sheet is at most 15 KB, zipped', async ({ page }) => {
  await page.goto('/')
  const href = await page.locator('link[rel=stylesheet]').getAttribute('href')
  const sheet = await page.request.get(href ?? '')
  expect(gzipSync(await sheet.body()).length).toBeLessThan(15 * 1024)
})
