import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Tests run on the sources, so that nothing has to be built before. */
const alias = [
  { find: /^@mizan\/(base|react)$/, replacement: at('./frontends/mizan-$1/src/index.ts') },
  { find: /^@mizan\/(base|react)\/codegen\/v1$/, replacement: at('./frontends/mizan-$1/src/codegen/v1.ts') },
  { find: /^@mizan\/(base|react)\/auth$/, replacement: at('./frontends/mizan-$1/src/auth/index.ts') },
  { find: '@mizan/base/combobox', replacement: at('./frontends/mizan-base/src/combobox.ts') },
  { find: /^@mizan\/(base|react)\/rows$/, replacement: at('./frontends/mizan-$1/src/rows.ts') },
  { find: '@mizan/base/zod', replacement: at('./frontends/mizan-base/src/zod.ts') },
]

const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const setupFiles = [at('./frontends/testing/strict.ts')]
const suite = 'frontends/mizan-*/tests/behaviour/**/*.test.{ts,tsx}'

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: 'base', environment: 'node', isolate: false, setupFiles, include: ['frontends/mizan-base/tests/**/*.test.ts'] },
      },
      {
        plugins: [react()],
        resolve: { alias },
        test: { name: 'react', environment: 'jsdom', setupFiles, include: ['frontends/mizan-react/tests/**/*.test.{ts,tsx}'] },
      },
      {
        plugins: [react()],
        resolve: { alias },
        optimizeDeps: { include: ['react', 'react-dom/client', 'react-dom/server', 'react/jsx-dev-runtime', '@testing-library/dom', '@testing-library/user-event', 'axe-core', 'zod/mini'] },
        test: {
          name: 'chromium',
          setupFiles,
          include: [suite],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: {
                ...(existsSync(chromium) && { executablePath: chromium }),
                args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
              },
            }),
          },
        },
      },
    ],
  },
})
