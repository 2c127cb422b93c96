import type { Page } from '@playwright/test'
import { expect, logIn, test } from './site'

/** What a reader, a style sheet and a screen reader have of a form, in order. */
function drawn(page: Page) {
  return page.locator('main form').evaluate((form) => {
    /** The rows of a formset have a management form by Django, and buttons by React: `rows.spec.ts` walks both. */
    const isRow = (element: Element): boolean => element.closest('[data-rows]') !== null
    const text = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/[*\s]+/g, ' ').trim()
    /** A number is a text for React, with the same keyboard: the browser's own control loses what Django reads. */
    const typeOf = (control: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): string => (control.type === 'number' ? 'text' : control.type)
    const groupsOf = (control: Element): string[] => {
      const found: string[] = []
      for (let box = control.closest('fieldset'); box; box = box.parentElement?.closest('fieldset') ?? null) found.push(text(box.querySelector(':scope > legend')))
      return found.filter(Boolean)
    }
    const saidOf = (control: Element): string => {
      const around = control.getAttribute('aria-describedby') ?? control.closest('fieldset')?.getAttribute('aria-describedby') ?? ''
      return around.split(' ').filter(Boolean).map((id) => text(document.getElementById(id))).join(' ').replace(/\.(?=\S)/g, '. ') // items of a list have no space between them
    }
    const optionsOf = (control: Element): string[] =>
      [...control.querySelectorAll('option')].map((option) => `${option.closest('optgroup')?.label ?? ''} ${option.value} ${option.text}`)
    const controls = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>('input, select, textarea')]
      .filter((control) => !['submit', 'reset', 'button'].includes(control.type) && control.name !== 'csrfmiddlewaretoken' && !isRow(control))
      .map((control) => ({
        name: control.name,
        type: typeOf(control),
        required: control.required,
        value: ['checkbox', 'color'].includes(control.type) ? '' : control.value,
        disabled: control.disabled,
        labels: [...(control.labels ?? [])].map(text),
        groups: groupsOf(control),
        said: control.type === 'hidden' ? '' : saidOf(control),
        options: optionsOf(control),
        classes: [...control.classList].filter((name) => name.startsWith('form-')),
        beside: [...(control.closest('.input-group')?.children ?? [])].map((each) => (each.matches('button') ? 'button' : text(each))).filter(Boolean),
      }))
    const buttons = [...form.querySelectorAll<HTMLButtonElement | HTMLInputElement>('[type=submit], [type=reset], form button[type=button]:not([role=tab], .accordion-button, .btn-close)')]
      .filter((button) => !isRow(button))
      .map((button) => [button.type, button.name, button.value || text(button)])
    const legends = [...form.querySelectorAll('legend')].filter((legend) => !isRow(legend)).map(text)
    return { controls, buttons, legends }
  })
}

/** Where the fields of a form stand. */
function places(page: Page) {
  return page.locator('main form').evaluate((form) =>
    [...form.querySelectorAll('input:not([type=submit]), select, textarea')].filter((each) => each.checkVisibility() && !each.closest('[data-rows]')).map((each) => Math.round(each.getBoundingClientRect().top)),
  )
}

for (const path of ['contact/', 'proposals/new/', 'layouts/', 'workshops/forms-people-finish/']) {
  test(`${path} has the same controls, groups and words by Django and by React`, async ({ page }) => {
    if (path.startsWith('workshops')) await logIn(page, 'ada')
    await page.goto(`/classic/${path}`, { waitUntil: 'networkidle' })
    const classic = await drawn(page)
    const where = path.startsWith('workshops') || path === 'layouts/' ? undefined : await places(page)
    await page.goto(`/app/${path}`, { waitUntil: 'networkidle' })
    await expect(page.locator('main form[action*="/api/mizan/form/"]')).toBeVisible()
    expect(await drawn(page)).toEqual(classic)
    if (where) expect(await places(page)).toEqual(where)
  })
}

/** What React draws in another way on purpose: rows and files come from the server, and a date in three may stay empty until it is chosen. */
const OWN = ['model', 'models', 'path', 'selects_month', 'selects_day', 'selects_year']

test('fields/ draws every widget alike by Django and by React, but for what React offers in its own way', async ({ page }) => {
  const seen = async (path: string) => {
    await page.goto(path, { waitUntil: 'networkidle' })
    const { controls, buttons, legends } = await drawn(page)
    const own = controls.map((each) => {
      if (!OWN.includes(each.name)) return each
      const { name, labels, groups, said, required, disabled } = each
      return { name, labels, groups, said, required, disabled }
    })
    return { own, legends, buttons: buttons.map(([type, , words]) => [type, words]) } // the page writes a button of its own
  }
  const classic = await seen('/classic/fields/')
  const app = await seen('/app/fields/')
  await expect(page.locator('.verdicts').first()).toBeVisible()
  expect(classic.own.length).toBe(58)
  expect(app).toEqual(classic)
})
