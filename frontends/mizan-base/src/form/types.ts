import type { CallError } from '../errors.js'
import type { OperationDef } from '../operations.js'
import type { FieldTexts, FormTexts, Issue, StandardSchemaV1 } from '../rules/types.js'
import type { Store } from '../store.js'
import type { Progress } from '../upload.js'

/** Values or labels by field. */
export type Values = Record<string, unknown>

/** What draws a field: a kind of `protocol/forms.md`, and HTML attributes. */
export interface WidgetDef {
  readonly kind: string
  readonly attrs?: Readonly<Record<string, string | number | boolean>>
  /** The parts of a widget of several, by the sub-key that each one fills. */
  readonly widgets?: readonly PartDef[]
  /** What `select-date` offers, where it is not Django's own ten years. */
  readonly years?: readonly number[]
}

/** One part of a widget of several: its sub-key, and what it offers. */
export interface PartDef extends WidgetDef {
  readonly name: string
  readonly choices?: readonly ChoiceDef[]
}

/** The values of a choice; labels stand in the texts, in this order, those of groups apart. */
export type ChoiceDef = string | { readonly group: number; readonly choices: readonly string[] }

/** What is fixed of a field, whatever the language. */
export interface FieldDef {
  readonly widget: WidgetDef
  readonly required?: boolean
  readonly disabled?: boolean
  /** Only the server knows all of its rules. */
  readonly server?: boolean
  /** Its choices are asked of `<form>.options`: they are rows. */
  readonly remote?: boolean
  readonly choices?: readonly ChoiceDef[]
  /** The rows of a formset, whose value is an array. */
  readonly rows?: RowsDef
}

/** What is fixed of the rows of a formset. */
export interface RowsDef {
  readonly min: number
  readonly max: number
  /** Empty rows beside those that there are. */
  readonly extra: number
  readonly can_delete: boolean
  readonly can_order: boolean
  /** What says which record a row is. */
  readonly key?: string
  /** Fields of a row on whose values the choices of others depend, by those others. */
  readonly choices_from?: Readonly<Record<string, readonly string[]>>
  /** What a new row begins with. */
  readonly blank: Values
  readonly order: readonly string[]
  readonly fields: Readonly<Record<string, FieldDef>>
}

/** Attributes that Python wrote for an element. */
export type LayoutAttributes = Readonly<Record<string, string | number | boolean>>

/** How a layout wants a field to look, where that is not as usual. */
export interface FieldLook {
  /** Choices in one line, a label in the control, a switch, a label nobody sees, a control nobody changes, or nothing to be seen. */
  readonly as?: 'inline' | 'floating' | 'switch' | 'bare' | 'fixed' | 'hidden'
  readonly attrs?: LayoutAttributes
  /** Attributes of each part of a widget of several. */
  readonly parts?: readonly LayoutAttributes[]
  /** Texts that stand against the control. */
  readonly before?: string
  readonly after?: string
  readonly buttons?: readonly LayoutNode[]
  /** A class for the control and what stands against it. */
  readonly size?: string
  /** false: the label is only heard. */
  readonly label?: false
  readonly label_class?: string
  readonly field_class?: string
  /** The label stands beside the control. */
  readonly horizontal?: true
  /** `inline`: the help text comes before what is wrong. */
  readonly help?: 'inline'
}

/** One field of a layout; `class` is the control's, `wrapper_class` that of all around it. */
export interface FieldNode {
  readonly kind: 'field'
  readonly name: string
  readonly class?: string
  readonly wrapper_class?: string
  readonly look?: FieldLook
}

/** A button of a layout. */
export interface ButtonNode {
  readonly kind: 'button'
  readonly type: 'submit' | 'reset' | 'button'
  readonly name?: string
  readonly label: string
  readonly class?: string
  readonly id?: string
  readonly attrs?: LayoutAttributes
}

/** Words of the layout, without their HTML in `text`. */
export interface AlertNode {
  readonly kind: 'alert'
  readonly text: string
  readonly html?: string
  readonly dismiss?: boolean
  readonly class?: string
  readonly id?: string
  readonly attrs?: LayoutAttributes
}

/** A node that holds others. */
export interface GroupNode {
  readonly kind: 'div' | 'fieldset' | 'row' | 'column' | 'multi' | 'tabs' | 'tab' | 'accordion' | 'group' | 'modal'
  readonly title?: string
  readonly title_html?: string
  readonly title_class?: string
  readonly class?: string
  readonly id?: string
  readonly attrs?: LayoutAttributes
  /** Whether a `group` of an accordion is open at first, and the name of those of which one is open at a time. */
  readonly open?: boolean
  readonly name?: string
  readonly children: readonly LayoutNode[]
}

/** A node of a form's layout; a form without a layout shows its fields in order. */
export type LayoutNode = FieldNode | ButtonNode | AlertNode | GroupNode | { readonly kind: 'html'; readonly html: string }

/** What `<form>.schema` takes: `data` are the values of `refreshOn`. */
export interface SchemaInput {
  readonly params?: unknown
  readonly data?: Values | undefined
}

/** One thing to choose from; `group` where the choices have groups. */
export interface Offer {
  readonly value: string
  readonly label: string
  readonly group?: string
}

/** What `<form>.options` takes: a search, or values whose labels are wanted. */
export interface OptionsInput extends SchemaInput {
  /** A field; that of a row by its path: `speakers.0.city` where `data` has the row, else `speakers.*.city`. */
  readonly field: string
  readonly query?: string
  readonly page?: number
  readonly ids?: readonly string[]
}

/** What `<form>.options` answers. */
export interface OptionsOutput {
  readonly items: readonly Offer[]
  readonly next: number | null
}

/** What `<form>.schema` answers. */
export interface FormDescription {
  readonly title?: string
  readonly schema: unknown
  readonly initial?: Values
  readonly layout?: readonly LayoutNode[] | null
  /** The labels of what fields with rows hold at first; of a field in a formset by `speakers.*.city`. */
  readonly chosen?: Readonly<Record<string, readonly Offer[]>>
  /** Of the record that is edited; it goes back with the submission. */
  readonly version?: string
}

/** What `<form>.validate` takes. */
export interface ValidateInput extends SchemaInput {
  readonly data: Values
  readonly only?: readonly string[]
}

/** What `<form>.validate` answers. */
export interface ValidateOutput {
  readonly issues: readonly Issue[]
  readonly checked: readonly string[]
}

/** What `<form>.submit` takes; files travel beside it. */
export interface SubmitInput extends SchemaInput {
  readonly data: Values
  readonly version?: string | undefined
}

/** A form as generated code describes it: `I` its values, `R` what a submission answers, `E` its declared failures. */
export interface FormDef<I, R, E = never> {
  readonly name: string
  readonly schema: OperationDef<SchemaInput, FormDescription>
  /** Judges without saving; without it our own rules are all there is before a submission. */
  readonly validate?: OperationDef<ValidateInput, ValidateOutput> | undefined
  readonly submit: OperationDef<SubmitInput, R, E>
  /** What fields with rows offer. */
  readonly options?: OperationDef<OptionsInput, OptionsOutput>
  readonly order: readonly (keyof I & string)[]
  readonly fields: { readonly [K in keyof I]-?: FieldDef }
  readonly initial: { readonly [K in keyof I]?: I[K] | '' | null }
  readonly texts: FormTexts<I>
  /** Make the validator for the texts of one language. */
  readonly validator: (texts: FormTexts<I>) => StandardSchemaV1 | undefined
  /** How a dynamic form reads the rules of `<form>.schema`: `schemaFromJson`. */
  readonly rules?: (schema: unknown) => StandardSchemaV1
  /** Fields that ask the server while they are filled in; true: every one with `server`. */
  readonly live?: boolean | readonly ((keyof I & string) | `${string}.*.${string}`)[]
  /** Fields or rules depend on the request, or the initial values alone: they come from `<form>.schema`. */
  readonly dynamic?: boolean | 'initial'
  /** Fields on whose values the choices of others depend, by those others. */
  readonly choicesFrom?: Readonly<Record<string, readonly string[]>>
  /** Fields that decide which others there are: the form is asked for anew when one of them changes. */
  readonly refreshOn?: readonly string[]
  /** From `<form>.schema`: labels of what is chosen at first, and the version of the record. */
  readonly chosen?: FormDescription['chosen'] | undefined
  readonly version?: string | undefined
  readonly multipart?: boolean
  readonly layout?: readonly LayoutNode[] | null
}

/** How one use of a form behaves. */
export interface FormOptions<I, R, E = never> {
  /** Values to begin with, over those of the form. */
  readonly initial?: Partial<I>
  /** Arguments of the form itself: which record, which event. */
  readonly params?: unknown
  /** When a field is judged for the first time (`blur`); from then on at each input. */
  readonly validateOn?: 'blur' | 'input' | 'submit'
  /** Milliseconds of rest before the server is asked (400). */
  readonly debounce?: number
  /** Warn before the page is left with unsaved changes; a function is asked before another page of the same app, and lets it go by true. */
  readonly guard?: boolean | (() => boolean)
  /** Show what a submission will do before the server has answered; what this returns takes it back when it fails. */
  readonly optimistic?: (values: I) => (() => void) | undefined
  /** The prefix of all ids (`id_<form>`, as Django does with a prefix). */
  readonly id?: string
  /** Where a page without JavaScript posts to (`form/<name>/`). */
  readonly action?: string
  readonly onSuccess?: (result: R) => void
  readonly onError?: (error: CallError<E>) => void
}

/** What is to be seen of one field. */
export interface FieldState<V = unknown> {
  readonly value: V
  /** What it began with, or what was saved last. */
  readonly initial: V
  /** What is wrong with this value, for people; empty while the field has not been judged. */
  readonly errors: readonly string[]
  readonly issues: readonly Issue[]
  readonly touched: boolean
  readonly dirty: boolean
  /** The server is being asked. */
  readonly validating: boolean
}

/** What is to be seen of a form as a whole. */
export interface FormState<R = unknown, E = never> {
  readonly status: 'idle' | 'loading' | 'submitting' | 'success' | 'error'
  /** Complaints about no single field that is shown. */
  readonly errors: readonly string[]
  /** Why the last submission failed at the server. */
  readonly error: CallError<E> | undefined
  readonly result: R | undefined
  readonly dirty: boolean
  readonly submitCount: number
  /** Grows when fields or texts of the form change. */
  readonly version: number
}

/** A form on a page. */
export interface Form<I, R, E = never> {
  /** For whom it is filled in: the user's tag; `anonymous` is nobody. */
  identity: string | undefined
  readonly state: Store<FormState<R, E>>
  /** What judges the rows of formsets that are on the page, by their field. */
  readonly rows: Map<string, { validate(path: string): Promise<boolean> }>
  /** How far the files of a submission are on their way. */
  readonly progress: Store<Progress | undefined>
  /** The description in force; that of a dynamic form changes when the server's arrives. */
  readonly def: FormDef<I, R, E>
  readonly options: FormOptions<I, R, E>
  /** The prefix of all ids. */
  readonly id: string
  /** The prefix of the names of all controls: that of a row. */
  readonly prefix?: string
  /** What our own rules say of a row, each path from the row on. */
  local?(): readonly Issue[]
  field<K extends keyof I & string>(name: K): Store<FieldState<I[K]>>
  /** The texts of a field in the active language. */
  texts(name: keyof I & string): FieldTexts
  /** The server is asked about this field while it is filled in: each value that comes to rest costs a request. */
  isLive(name: string): boolean
  values(): I
  set<K extends keyof I & string>(this: void, name: K, value: I[K]): void
  /** Say that the user left a field: its first judgement. */
  blur(name: keyof I & string): void
  /**
   * Judge fields here and at the server (all by default), and show what is wrong; true when nothing is. Fields of rows
   * that are on the page have paths: `speakers.*.email`, `speakers.2`.
   */
  validate(this: void, ...names: ((keyof I & string) | `${keyof I & string}.${string}`)[]): Promise<boolean>
  /** Submit; resolves with the answer, or with undefined when the form stays open. Never rejects. */
  submit(this: void): Promise<R | undefined>
  /** Go to a field, and open what is folded around it. */
  focus(this: void, name: keyof I & string): void
  /** Break off the submission that is on its way; what was typed stays. */
  abort(this: void): void
  /** Give up what was typed, and hold what the server has now; `refresh` keeps it. */
  reload(this: void): Promise<void>
  /** Ask the server for the form anew: its fields, first values, version. What was typed is kept; `reload` gives it up. */
  refresh(this: void): void
  /** Put another description into force; what was typed is kept. */
  adopt(def: FormDef<I, R, E>): void
  /** Go back to the first values, or to these. */
  reset(this: void, values?: Partial<I>): void
  /** Show complaints of the server about the present values. */
  setIssues(issues: readonly Issue[]): void
  /** Give the element, so that the first invalid field can be focused. */
  attach(this: void, element: HTMLFormElement | null): void
  /** Come to life on a page; returns how to leave. */
  mount(): () => void
  /** Replace what may change between renders. */
  configure(options: FormOptions<I, R, E>): void
}
