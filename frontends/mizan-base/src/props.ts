import type { Client } from './client.js'
import type { ChoiceDef, FieldDef, FieldState, Form } from './form/types.js'
import type { FieldTexts } from './rules/types.js'

/** Attributes by their names in HTML. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** What draws one field: everything about it that is no framework's business. */
export interface FieldView {
  readonly id: string
  readonly name: string
  readonly def: FieldDef
  readonly texts: FieldTexts
  readonly state: FieldState
}

/** One choice of a field, or a group of them. */
export type Option =
  | { readonly value: string; readonly label: string; readonly options?: never }
  | { readonly label: string; readonly options: readonly Option[] }

/** Not `number`: a browser gives nothing for what it cannot read and Django can. */
const INPUT_TYPES = /^(email|url|password|search|tel|color|checkbox|radio)$/

/** The `type` of the input that draws a kind of widget. */
export function inputType(kind: string): string {
  if (kind.endsWith('file')) return 'file'
  if (kind === 'checkboxes') return 'checkbox'
  return kind.endsWith('hidden') ? 'hidden' : INPUT_TYPES.test(kind) ? kind : 'text'
}

/**
 * Attributes of the form: it posts by itself where there is no JavaScript, and never lets the browser judge.
 *
 * A form of `auth.` has no page to post to: before the script is there it sends nothing, least of all a password.
 */
export function formAttributes<I, R, E>(client: Client, form: Form<I, R, E>): Attributes {
  const { name, multipart } = form.def
  const { action, params } = form.options
  const query = params ? `?${new URLSearchParams(params as Record<string, string>).toString()}` : ''
  // `dialog` is no request; a browser that does not know it would write what was typed into an address.
  const target =
    !action && name.startsWith('auth.')
      ? { method: 'dialog', action: 'about:blank' }
      : { method: 'post', action: action ?? `${client.session.mount}form/${name}/${query}` }
  return {
    id: form.id,
    ...target,
    novalidate: true,
    enctype: multipart ? 'multipart/form-data' : undefined,
  }
}

/** Attributes of the control of a field; its type and value are apart. */
export function controlAttributes({ id, name, def, texts, state }: FieldView): Attributes {
  const describedBy = [texts.help && `${id}_helptext`, state.errors.length && `${id}_error`].filter(Boolean)
  return {
    ...def.widget.attrs,
    id,
    name,
    ...(texts.placeholder && { placeholder: texts.placeholder }),
    required: mayRequire(def) || undefined,
    disabled: def.disabled || undefined,
    'aria-invalid': state.errors.length > 0 || undefined,
    'aria-describedby': describedBy.join(' ') || undefined,
  }
}

/** HTML requires neither what is hidden, nor each of several boxes, nor a select whose first option says something. */
function mayRequire({ required, widget: { kind }, choices }: FieldDef): boolean | undefined {
  return required && kind !== 'checkboxes' && !kind.endsWith('hidden') && (kind !== 'select' || choices?.[0] === '')
}

/** The choices of a field with their labels. */
export function optionsOf({ def, texts }: Pick<FieldView, 'def' | 'texts'>): Option[] {
  let next = 0
  const option = (value: string): Option => ({ value, label: texts.choices?.[next++] ?? value })
  return (def.choices ?? []).map((choice: ChoiceDef) =>
    typeof choice === 'string'
      ? option(choice)
      : { label: texts.groups?.[choice.group] ?? '', options: choice.choices.map(option) },
  )
}

/** What a control shows of a value. A file's control shows what the browser holds. */
export function controlValue(kind: string, value: unknown): { checked?: boolean; multiple?: true; value?: string | string[] } {
  if (kind.endsWith('file')) return {}
  if (kind === 'checkbox') return { checked: value === true }
  if (kind === 'select-multiple') return { multiple: true, value: Array.isArray(value) ? value.map(String) : [] }
  return { value: shownValue(value) }
}

/** The text that stands for a value in a control. */
export function shownValue(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? `${value}` : ''
}

/** Read what the user chose or typed, as the wire wants it. `now` is the value that several checkboxes change. */
export function readControl(kind: string, element: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, now: unknown): unknown {
  if (kind === 'select-multiple' && 'selectedOptions' in element)
    return [...element.selectedOptions].map((option) => option.value)
  if (!('checked' in element)) return element.value
  if (kind.endsWith('file')) return element.multiple ? [...(element.files ?? [])] : (element.files?.[0] ?? undefined)
  if (kind === 'checkbox') return element.checked
  if (kind !== 'checkboxes') return element.value
  const others = (Array.isArray(now) ? (now as unknown[]) : []).filter((value) => value !== element.value)
  return element.checked ? [...others, element.value] : others
}
