import type { FieldState } from './types.js'

/** A form as the page sees it. */
export interface Shown {
  readonly id: string
  readonly def: { readonly order: readonly string[] }
  field(name: string): { get(): Pick<FieldState, 'issues'> }
}

/** Focus the first control of a form that can be mended, else the summary of errors (`<id>_errors`); one that has `data-first` comes first. */
export function focusFirst(element: HTMLFormElement | null, form: Shown): void {
  const summary = document.getElementById(`${form.id}_errors`)
  const names = form.def.order.filter((name) => form.field(name).get().issues.length)
  if (summary?.dataset['first'] !== undefined || !focusField(element, names)) summary?.focus()
}

/** Focus the first control on the page that belongs to one of these fields, and tell whether there is one. */
export function focusField(form: HTMLFormElement | null, names: readonly string[]): boolean {
  const those = names.map((name) => `[name="${name}"],fieldset[name="${name}"] *`)
  let control = names.length ? form?.querySelector<HTMLElement>(`:is(${those.join()}):enabled:not(fieldset,[type=hidden])`) : undefined
  if (!control) return false
  // Of the rows of a formset, the first control that is wrong.
  control = control.closest('fieldset')?.closest(`fieldset:is(${names.map((name) => `[name="${name}"]`).join()})`)?.querySelector<HTMLElement>('[aria-invalid=true]') ?? control
  reveal(control)
  // A tab that was opened is drawn before.
  queueMicrotask(() => control.focus())
  return true
}

/** Open what is folded around an element, and the tab that it stands in. */
function reveal(element: HTMLElement): void {
  const panel = element.closest('[role=tabpanel][hidden]')
  if (panel) document.querySelector<HTMLElement>(`[role=tab][aria-controls="${panel.id}"]`)?.click()
  for (let box = element.closest('details'); box; box = box.parentElement?.closest('details') ?? null) box.open = true
}

/** Empty the file inputs of a form: what they hold is the browser's. */
export function forgetFiles(form: HTMLFormElement | null): void {
  for (const input of form?.querySelectorAll<HTMLInputElement>('input[type=file]') ?? []) input.value = ''
}
