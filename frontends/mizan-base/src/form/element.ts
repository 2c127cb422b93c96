/** Focus the first of these fields that can be focused, else the summary of errors (`<id>_errors`). */
export function focusFirst(form: HTMLFormElement | null, names: readonly string[], id: string): void {
  for (const name of names) {
    const control = `:is([name="${name}"], fieldset[name="${name}"] *):enabled:not(fieldset, [type=hidden])`
    const element = form?.querySelector<HTMLElement>(control)
    if (!element) continue
    reveal(element)
    element.focus()
    return
  }
  document.getElementById(`${id}_errors`)?.focus()
}

/** Open what is folded around an element. */
function reveal(element: HTMLElement): void {
  for (let box = element.closest('details'); box; box = box.parentElement?.closest('details') ?? null) box.open = true
}

/** Empty the file inputs of a form: what they hold is the browser's. */
export function forgetFiles(form: HTMLFormElement | null): void {
  for (const input of form?.querySelectorAll<HTMLInputElement>('input[type=file]') ?? []) input.value = ''
}
