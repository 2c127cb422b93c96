import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'

const root = join(import.meta.dirname, '..', '..')

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 8765))
    })
  })
}

// The workers read this file too: the first reader decides, the others find its answer in the environment.
process.env['WALKS_PORT'] ??= String(await freePort())
process.env['CHROMIUM'] ??= execFileSync(join(root, 'scripts', 'chromium.sh'), { encoding: 'utf8' }).trim()

const port = process.env['WALKS_PORT']
const url = `http://127.0.0.1:${port}/`
const site = '.venv/bin/python sample_site/manage.py'
process.env['WALKS_FILES'] ??= mkdtempSync(join(tmpdir(), 'mizan-walks-'))
const [media, uploads] = ['media', 'uploads'].map((name) => join(process.env['WALKS_FILES'] ?? '', name))
for (const folder of [media, uploads]) mkdirSync(folder ?? '', { recursive: true })
const database = join(process.env['WALKS_FILES'] ?? '', 'walks.sqlite3')

export default defineConfig({
  testDir: '.',
  outputDir: join(root, 'test-results'),
  globalTeardown: './teardown.ts',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  globalTimeout: 840_000,
  reporter: [['list'], ...(process.env['PLAYWRIGHT_JUNIT_OUTPUT_FILE'] ? [['junit'] as ['junit']] : [])],
  use: {
    baseURL: url,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'],
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'] } }],
  webServer: {
    command: `${site} migrate --verbosity 0 && ${site} demo_data && ${site} runserver --noreload 127.0.0.1:${port}`,
    cwd: root,
    url,
    env: { DATABASE: database, DEBUG: '1', VITE_DEV: '', MEDIA: media ?? '', UPLOADS: uploads ?? '' },
    timeout: 60_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2_000 },
  },
})
