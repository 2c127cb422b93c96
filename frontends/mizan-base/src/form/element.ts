/** Focus the first of these fields that can be focused, else the summary of errors (`<id>_errors`). */
export function focusFirst(form: HTMLFormElement | null, names: readonly string[], id: string): void {
  for (const name of names) {
    const found = form?.elements.namedItem(name)
    const first = found instanceof RadioNodeList ? found[0] : found
    const element = first instanceof HTMLFieldSetElement ? first.elements[0] : first
    if (!(element instanceof HTMLElement) || element.matches(':disabled, [type=hidden]')) continue
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
