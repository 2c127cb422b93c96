/** Focus the first of these fields that can be focused, else the summary of errors (`<id>_errors`). */
export function focusFirst(form: HTMLFormElement | null, names: readonly string[], id: string): void {
  for (const name of names) {
    const found = form?.elements.namedItem(name)
    const element = found instanceof RadioNodeList ? found[0] : found
    if (!(element instanceof HTMLElement) || element.matches(':disabled, [type=hidden]')) continue
    element.focus()
    return
  }
  document.getElementById(`${id}_errors`)?.focus()
}
