import type { LayoutNode } from '../form/types.js'

/** One complaint about input, in the shape of the protocol and of Standard Schema. */
export interface Issue {
  /** Keys from the form down to the value; `[]` is the value itself. */
  readonly path: readonly PropertyKey[]
  /** Stable id of the complaint, for instance `required`. */
  readonly code: string
  /** The text for people, in the active language. */
  readonly message: string
  /** What the message was filled with, never the value itself. */
  readonly params: Readonly<Record<string, unknown>>
}

/** One text format of a language: the source of a regular expression whose named groups are `strptime` directives. */
export interface TemporalFormat {
  readonly re: string
}

/** How a language writes numbers. */
export interface Separators {
  readonly decimal: string
  /** What stands between groups of digits, in each of its forms; none where digits are not grouped. */
  readonly group: readonly string[]
}

/** What depends on the language, for one field. A text that is not here makes its rule *not know*, which accepts. */
export interface FieldTexts {
  readonly label: string
  readonly help?: string
  readonly help_html?: string
  readonly label_html?: string
  /** Django's text for each code; `%(name)s` stands for what is known only with the value. */
  readonly messages: Readonly<Record<string, string>>
  /** What a temporal field accepts, in order. */
  readonly formats?: readonly TemporalFormat[]
  /** How numbers are written, where the field reads them so. */
  readonly separators?: Separators
  /** Labels of the choices, in the order of their values; groups are not counted. */
  readonly choices?: readonly string[]
  readonly groups?: readonly string[]
  readonly placeholder?: string
  /** The texts of the parts of a widget of several, in order. */
  readonly parts?: readonly PartTexts[]
  /** The texts of the rules that stand inside the field's own, in order. */
  readonly inner?: readonly InnerTexts[]
  /** The texts of the fields of each row of a formset. */
  readonly row?: RowTexts
}

/** What depends on the language, for the rows of a formset. */
export interface RowTexts {
  readonly fields: Readonly<Record<string, FieldTexts>>
}

/** What depends on the language, for a rule inside another. */
export type InnerTexts = Pick<FieldTexts, 'messages' | 'formats' | 'separators' | 'inner'>

/** What depends on the language, for one part of a widget. */
export type PartTexts = Pick<FieldTexts, 'choices' | 'groups' | 'placeholder' | 'parts'>

/** What depends on the language, for a form whose values are `Input`. */
export interface FormTexts<Input> {
  readonly language: string
  readonly title?: string
  readonly fields: { readonly [Key in keyof Input]-?: FieldTexts }
  /** The form's layout, where it reads otherwise in this language. */
  readonly layout?: readonly LayoutNode[]
}

/** Judge one wire value: no issue means "accepted, or not known". */
export type Rule = (value: unknown, texts: FieldTexts) => Issue[]

/** Judge a value that its rule has already read (and found not to be empty). */
export type Check<Value> = (value: Value, texts: FieldTexts) => Issue[]

/** What every check may carry: its own `code`, and `m`, the key of its text (the code by default). */
export interface CheckOptions {
  readonly code?: string
  readonly m?: string
}

/** The part of https://standardschema.dev (v1) that is used here, with our richer issues. */
export interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

/** The answer of a Standard Schema: the value, or its issues. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

/** An issue as any Standard Schema reports it. */
export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** A Standard Schema that answers at once and whose issues carry `code` and `params`. */
export interface RulesSchema<Input> extends StandardSchemaV1<Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: 'mizan'
    readonly validate: (
      value: unknown,
    ) => { readonly value: Input; readonly issues?: undefined } | { readonly issues: readonly Issue[] }
    readonly types?: { readonly input: Input; readonly output: Input } | undefined
  }
}
