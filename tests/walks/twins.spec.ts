import type { Page } from '@playwright/test'
import { expect, test } from './site'

/** What a reader and a style sheet see of a form's fields, in order. */
function fields(page: Page) {
  return page.locator('main form').evaluate((form) =>
    [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>('input, select, textarea')]
      .filter((control) => !['hidden', 'submit'].includes(control.type))
      .map((control) => ({
        name: control.name,
        type: control.type,
        required: control.required,
        value: control.type === 'checkbox' ? '' : control.value,
        labels: [...(control.labels ?? [])].map((label) => label.textContent.trim()),
        classes: [...control.classList].filter((name) => name.startsWith('form-')),
        options: 'options' in control ? [...control.options].map((option) => option.text) : [],
        top: Math.round(control.getBoundingClientRect().top),
      })),
  )
}

for (const path of ['contact/', 'proposals/new/']) {
  test(`${path} shows the same fields, in the same places, by Django and by React`, async ({ page }) => {
    await page.goto(`/classic/${path}`, { waitUntil: 'networkidle' })
    const classic = await fields(page)
    await page.goto(`/app/${path}`, { waitUntil: 'networkidle' })
    await expect(page.locator('main form')).toHaveAttribute('action', /api\/mizan\/form/)
    expect(await fields(page)).toEqual(classic)
  })
}
