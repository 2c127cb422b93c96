import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, Page } from '@playwright/test'
import { expect, expectAccessible, expectRefusal, logIn, test } from './site'

/** What lies in a folder of the server: `uploads` while files come, `media` for good. */
const filesIn = (folder: string): string[] =>
  readdirSync(join(process.env['WALKS_FILES'] ?? '', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()

/** What other walks have left there. */
const stored = (): ReadonlySet<string> => new Set(filesIn('media'))
const since = (files: ReadonlySet<string>): string[] => filesIn('media').filter((name) => !files.has(name))

const photo = (name: string, size: number) => ({ name, mimeType: 'image/png', buffer: Buffer.alloc(size, 1) })

/** Let bytes leave as slowly as over a bad line, until the session is detached. */
async function slowDown(page: Page, bytesPerSecond: number): Promise<CDPSession> {
  const client = await page.context().newCDPSession(page)
  await client.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond })
  return client
}

async function choose(page: Page, ...photos: ReturnType<typeof photo>[]): Promise<void> {
  await page.goto('/app/photos/')
  await expect(page.locator('form#id_photos')).toBeVisible()
  await page.getByLabel('Photos').setInputFiles(photos)
  await page.getByLabel('What do they show?').fill('The harbour at dawn')
}

test.beforeEach(({ page }) => logIn(page, 'ada'))

test('an upload tells how far it is, and one that is broken off leaves nothing behind', async ({ page }) => {
  const kept = stored()
  await choose(page, photo('dawn.png', 4_000_000))
  const line = await slowDown(page, 500_000)
  await page.getByRole('button', { name: 'Send photos' }).click()
  const bar = page.getByRole('progressbar')
  await expect(bar).toBeVisible()
  const loaded = (): Promise<number> => bar.evaluate((element: HTMLProgressElement) => element.value / element.max)
  const before = await loaded()
  await expect.poll(loaded).toBeGreaterThan(Math.max(before, 0.2))
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(bar).toBeHidden()
  await expect(page.getByLabel('What do they show?')).toHaveValue('The harbour at dawn')
  await expect(page.getByText('dawn.png (4 MB)')).toBeVisible()
  await expect.poll(() => filesIn('uploads')).toEqual([])
  expect(since(kept)).toEqual([])

  await line.detach()
  await page.getByRole('button', { name: 'Send photos' }).click()
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeFocused()
  expect(since(kept)).toEqual(['dawn.png'])
  expect(filesIn('uploads')).toEqual([])
})

test('a page that is left during an upload asks before, and leaves nothing behind', async ({ page }) => {
  await choose(page, photo('left.png', 4_000_000))
  await slowDown(page, 500_000)
  await page.getByRole('button', { name: 'Send photos' }).click()
  await expect.poll(() => filesIn('uploads')).toHaveLength(1)
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.accept()
  })
  await page.goto('/app/contact/')
  expect(asked).toEqual(['beforeunload'])
  await expect.poll(() => filesIn('uploads')).toEqual([])
  expect(filesIn('media')).not.toContain('left.png')
})

test('several files are listed, taken back one by one, judged, and sent', async ({ page, trouble }) => {
  await choose(page, photo('one.png', 1000), photo('two.exe', 1000), photo('three.png', 1000))
  await page.getByRole('button', { name: 'Send photos' }).click()
  const summary = page.getByRole('alert')
  await expect(summary).toContainText('File extension “exe” is not allowed.')
  await expect(summary).toBeFocused()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Clear two.exe' }).click()
  await page.getByRole('button', { name: 'Send photos' }).click()
  await expect(page.getByText('2 photos are here.')).toBeVisible()
  expect(filesIn('media')).toEqual(expect.arrayContaining(['one.png', 'three.png']))
  expect(filesIn('uploads')).toEqual([])
  if (trouble.length) expectRefusal(trouble)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the same page takes several files', async ({ page }) => {
    await page.goto('/app/photos/')
    await page.getByLabel('Photos').setInputFiles([photo('plain.png', 1000), photo('plainer.png', 1000)])
    await page.getByLabel('What do they show?').fill('The harbour')
    await page.getByRole('button', { name: 'Send photos' }).click()
    await expect(page.getByText('Your photos are here.')).toBeVisible()
    expect(filesIn('media')).toEqual(expect.arrayContaining(['plain.png', 'plainer.png']))
  })
})
