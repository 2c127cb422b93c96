import { isRecord } from '../json.js'
import { readControl } from '../props.js'
import type { Issue } from '../rules/types.js'
import type { FieldDef, PartDef, RowsDef, Values, WidgetDef } from './types.js'

/**
 * Takes over a form that the user filled in before the script came: when its successor is made, and at last when that is drawn.
 * An element with `data-mizan-late` inside of the successor says that a part of it is still to come.
 */
export type Early = (form: Successor, isDrawn?: boolean) => void

/** A form as its predecessor sees it. */
export interface Successor {
  readonly id: string
  readonly def: { readonly name: string; readonly order: readonly string[]; readonly fields: Readonly<Record<string, FieldDef>> }
  readonly state: { get(): { readonly status: string }; subscribe(listener: () => void): () => void }
  set(name: string, value: unknown): void
  setIssues(issues: readonly Issue[]): void
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** A form that the server drew, and what it says of it. */
interface Predecessor {
  readonly element: HTMLFormElement
  /** It was posted and refused: all that it shows was typed. */
  readonly bound: boolean
  /** What was wrong with what it shows, until that has been told. */
  issues: readonly Issue[]
  /** Where the user is. It outlives the element's place on the page. */
  focused: Element | null
}

/**
 * Watch the forms that the server drew (`{% mizan_fields form %}`, `{% mizan_early %}`) until a form of the script takes their place.
 *
 * Values, complaints, focus and caret go over, whatever was typed up to that moment.
 */
export function earlyForms(): Early {
  const forms = new Map<string, Predecessor>()
  if (typeof document !== 'undefined')
    for (const script of document.querySelectorAll<HTMLScriptElement>('script[data-mizan-early]')) {
      const element = script.closest('form') ?? script.parentElement?.querySelector('form')
      if (element) forms.set(script.dataset['mizanEarly'] ?? '', watched(element, script.text))
    }
  return function early(form, isDrawn = false) {
    const known = forms.get(form.def.name)
    if (!known) return
    if (form.def.order.length) fillIn(form, known)
    if (!isDrawn) return
    const successor = document.getElementById(form.id)
    if (!form.def.order.length || successor?.querySelector('[data-mizan-late]')) {
      stay(known, successor)
      return afterChange(form, successor, () => early(form, true))
    }
    forms.delete(form.def.name)
    if (successor) successor.hidden = false
    // What was set is drawn before.
    queueMicrotask(() => {
      goOn(form, known)
      known.element.remove()
    })
  }
}

function watched(element: HTMLFormElement, text: string): Predecessor {
  const said: unknown = JSON.parse(text)
  const { bound, issues } = isRecord(said) ? said : {}
  const active = document.activeElement
  const form: Predecessor = {
    element,
    bound: bound === true,
    issues: Array.isArray(issues) ? (issues as Issue[]) : [],
    focused: element.contains(active) ? active : null,
  }
  element.addEventListener('focusin', ({ target }) => (form.focused = target as Element))
  // The browser also says so when the element is taken away; then the user has left nothing.
  element.addEventListener('focusout', ({ target }) => {
    setTimeout(() => {
      if (element.isConnected && form.focused === target && document.activeElement !== target) form.focused = null
    })
  })
  return form
}

/** Leave the predecessor on the page until its successor is there with all of its fields: until then, nothing else can be typed into. */
function stay({ element, focused }: Predecessor, successor: HTMLElement | null): void {
  if (!successor || element.isConnected) return
  successor.before(element)
  successor.hidden = true
  if (focused && !isElsewhere(element)) focusAt(focused as Control, focused as Control)
}

/** Act once there is more of a form: once its description has come, or a part of it is drawn. */
function afterChange(form: Successor, successor: HTMLElement | null, act: () => void): void {
  const look = (): void => {
    if (form.state.get().status === 'loading') return
    stop()
    observer.disconnect()
    act()
  }
  const stop = form.state.subscribe(look)
  const observer = new MutationObserver(look)
  if (successor) observer.observe(successor, { childList: true, subtree: true })
}

function fillIn(form: Successor, known: Predecessor): void {
  const { element, bound, issues } = known
  for (const name of form.def.order) {
    const { widget, rows }: FieldDef = form.def.fields[name] ?? { widget: { kind: 'hidden' } }
    if (rows) {
      const found = rowsIn(element, name, rows, bound)
      if (found.typed) form.set(name, found.rows)
    } else if (controlsOf(element, name, widget).some(bound ? isShown : isChanged)) form.set(name, valueOf(element, name, widget))
  }
  if (issues.length) form.setIssues(issues)
  known.issues = []
}

/** Read the rows of a formset, those that the server has and up to the last that somebody filled in; and whether somebody did. */
function rowsIn(element: HTMLFormElement, name: string, { key, order, fields }: RowsDef, bound: boolean): { readonly rows: Values[]; readonly typed: boolean } {
  const rows: Values[] = []
  let typed = 0
  const total = Number(named(element, `${name}-TOTAL_FORMS`)[0]?.value ?? 0)
  for (let n = 0; n < total; n++) {
    const at = (field: string): string => `${name}-${n}-${field}`
    const row: Values = {}
    const controls = named(element, at('DELETE'))
    let isTyped = false
    for (const field of order) {
      const { widget, rows: inner }: FieldDef = fields[field] ?? { widget: { kind: 'text' } }
      if (inner) {
        const found = rowsIn(element, at(field), inner, bound)
        row[field] = found.rows
        isTyped ||= found.typed
      } else {
        row[field] = valueOf(element, at(field), widget)
        controls.push(...controlsOf(element, at(field), widget))
      }
    }
    const id = key && named(element, at(key))[0]?.value
    if (id) row[key] = id
    if (named(element, at('DELETE')).some(isChecked)) row['DELETE'] = true
    rows.push(row)
    isTyped ||= controls.some(isChanged) || (bound && controls.some((control) => isShown(control) && control.value !== ''))
    if (isTyped) typed = rows.length
  }
  // Those that the server has are all of them there.
  const stored = rows.filter((row) => key && row[key]).length
  return { rows: rows.slice(0, Math.max(typed, stored)), typed: typed > 0 }
}

/** Put the user where they were. */
function goOn({ id }: Successor, { element, focused }: Predecessor): void {
  const successor = document.getElementById(id)
  if (!(successor instanceof HTMLFormElement)) return
  giveFiles(element, successor)
  const control = focused && counterpart(focused as Control, element, successor)
  if (control && !isElsewhere(element)) focusAt(control, focused as Control)
}

/** The user has gone to another part of the page meanwhile. */
function isElsewhere(element: HTMLFormElement): boolean {
  const { activeElement } = document
  return activeElement !== null && activeElement !== document.body && !element.contains(activeElement)
}

function controlsIn(form: HTMLFormElement): Control[] {
  const isControl = (element: Element): element is Control => /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName)
  return [...form.elements].filter(isControl)
}

const named = (form: HTMLFormElement, name: string): Control[] => controlsIn(form).filter((control) => control.name === name)

function partsOf(name: string, widget: WidgetDef): readonly (readonly [key: string, name: string, part: PartDef])[] {
  const keys = ['year', 'month', 'day'].map((key): PartDef => ({ kind: 'select', name: key }))
  const parts = widget.kind === 'select-date' ? keys : (widget.widgets ?? [])
  return parts.map((part) => [part.name, part.name ? `${name}_${part.name}` : name, part])
}

function controlsOf(form: HTMLFormElement, name: string, widget: WidgetDef): Control[] {
  const parts = partsOf(name, widget)
  return parts.length ? parts.flatMap(([, partName, part]) => controlsOf(form, partName, part)) : named(form, name)
}

function valueOf(form: HTMLFormElement, name: string, widget: WidgetDef): unknown {
  const parts = partsOf(name, widget)
  if (parts.length) return Object.fromEntries(parts.map(([key, partName, part]) => [key, valueOf(form, partName, part)]))
  const controls = named(form, name)
  const { kind } = widget
  const chosen = controls.filter((control) => 'checked' in control && control.checked).map((control) => control.value)
  if (kind === 'radio') return chosen[0] ?? ''
  if (kind === 'checkboxes') return chosen
  if (kind === 'multiple-hidden') return controls.map((control) => control.value)
  const [control] = controls
  return control && readControl(kind, control, undefined)
}

/** What the server draws hidden, it draws again; a file is shown by nobody. */
function isShown(control: Control): boolean {
  return control.type !== 'hidden' && (control.type !== 'file' || isChanged(control))
}

const isChecked = (control: Control): boolean => 'checked' in control && control.checked

function isChanged(control: Control): boolean {
  if ('selectedOptions' in control) {
    const options = [...control.options]
    const first = control.multiple || options.some((option) => option.defaultSelected) ? undefined : options[0]
    return options.some((option) => option.selected !== (option === first || option.defaultSelected))
  }
  if (control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type)) return control.checked !== control.defaultChecked
  return control.type === 'file' ? control.value !== '' : control.value !== control.defaultValue
}

/** Let the new inputs name the chosen files, too. */
function giveFiles(from: HTMLFormElement, to: HTMLFormElement): void {
  for (const old of from.querySelectorAll<HTMLInputElement>('input[type=file]')) {
    const control = counterpart(old, from, to)
    if (old.files?.length && control instanceof HTMLInputElement) control.files = old.files
  }
}

function counterpart(control: Control, from: HTMLFormElement, to: HTMLFormElement): Control | undefined {
  // The rows of both stand in the same order, whatever their numbers are.
  const kind = (name: string): string => name.replaceAll(/-\d+-/g, '-#-')
  const like = (form: HTMLFormElement): Control[] => controlsIn(form).filter(({ name, type }) => kind(name) === kind(control.name) && type !== 'hidden')
  return like(to)[like(from).indexOf(control)]
}

function focusAt(control: Control, old: Control): void {
  control.focus()
  if ('selectionStart' in old && old.selectionStart !== null && 'setSelectionRange' in control)
    control.setSelectionRange(old.selectionStart, old.selectionEnd, old.selectionDirection ?? undefined)
}
