import type { FieldTexts, PartTexts } from '../rules/types.js'
import type { ChoiceDef, FieldDef, FormDef, FormDescription, PartDef, RowsDef, Values, WidgetDef } from './types.js'

interface Choice {
  readonly value?: string
  readonly label: string
  readonly choices?: readonly Choice[]
}

interface Labelled {
  readonly choices?: readonly Choice[]
}

/** A widget as it stands in a schema, where labels are not apart. */
interface Widget extends Labelled, Omit<WidgetDef, 'widgets'> {
  readonly widgets?: readonly (Widget & { readonly name: string })[]
}

/** Lay what `<form>.schema` answers over the form that code generation wrote; without `def.rules` its rules do not know. */
export function describedForm<E>(def: FormDef<Values, unknown, E>, answer: FormDescription): FormDef<Values, unknown, E> {
  const schema = record(answer.schema)
  const meta = record(schema['x-mizan'])
  const properties = record(schema['properties'])
  const required = (schema['required'] ?? []) as string[]
  const order = (meta['order'] as string[] | undefined) ?? Object.keys(properties)
  const each = <T>(make: (property: Values, name: string) => T): Record<string, T> =>
    Object.fromEntries(order.map((name) => [name, make(record(properties[name]), name)]))
  const title = answer.title ?? (schema['title'] as string | undefined)
  return {
    ...def,
    order,
    fields: each((property, name) => fieldOf(property, required.includes(name))),
    initial: { ...def.initial, ...answer.initial },
    texts: { language: text(meta['language']), ...(title !== undefined && { title }), fields: each(textsOf) },
    validator: () => def.rules?.(schema),
    layout: answer.layout ?? def.layout ?? null,
    multipart: meta['multipart'] === true,
    ...told(answer),
  }
}

/** The formsets of a form, with what a new row begins with now. */
export function formsetsOf(answer: FormDescription): Record<string, FieldDef> {
  const schema = record(answer.schema)
  const required = (schema['required'] ?? []) as string[]
  const properties = Object.entries(record(schema['properties'])).map(([name, property]) => [name, record(property)] as const)
  const formsets = properties.filter(([, property]) => record(property['x-mizan'])['formset'] !== undefined)
  return Object.fromEntries(formsets.map(([name, property]) => [name, fieldOf(property, required.includes(name))]))
}

/** What belongs to the record that is edited. */
export function told({ chosen, version }: FormDescription): Pick<FormDescription, 'chosen' | 'version'> {
  return { ...(chosen && { chosen }), ...(version !== undefined && { version }) }
}

function fieldOf(property: Values, required: boolean): FieldDef {
  const meta = record(property['x-mizan'])
  const choices = meta['choices'] as readonly Choice[] | undefined
  return {
    widget: widgetOf((meta['widget'] as Widget | undefined) ?? { kind: 'text' }),
    required,
    disabled: meta['disabled'] === true,
    server: meta['verdict'] === 'server' || (Array.isArray(meta['server']) && meta['server'].length > 0),
    ...(meta['remote'] === true && { remote: true }),
    ...(choices && { choices: valuesOf(choices) }),
    ...(meta['formset'] !== undefined && { rows: rowsOf(record(meta['formset']), record(property['items'])) }),
  }
}

function rowsOf(formset: Values, row: Values): RowsDef {
  const properties = record(row['properties'])
  const required = (row['required'] ?? []) as string[]
  const order = (record(row['x-mizan'])['order'] ?? []) as string[]
  const fields = order.map((name) => [name, fieldOf(record(properties[name]), required.includes(name))] as const)
  return { ...(formset as unknown as RowsDef), order, fields: Object.fromEntries(fields) }
}

function widgetOf({ widgets, ...widget }: Widget): WidgetDef {
  return widgets ? { ...widget, widgets: widgets.map(partOf) } : widget
}

function partOf({ choices, ...part }: Widget & { readonly name: string }): PartDef {
  return { ...widgetOf(part), name: part.name, ...(choices && { choices: valuesOf(choices) }) }
}

function valuesOf(choices: readonly Choice[]): ChoiceDef[] {
  let groups = 0
  return choices.map((choice) =>
    choice.choices ? { group: groups++, choices: choice.choices.map(valueOf) } : valueOf(choice),
  )
}

function textsOf(property: Values): FieldTexts {
  const meta = record(property['x-mizan'])
  const texts = {
    help: property['description'],
    help_html: meta['help_html'],
    label_html: meta['label_html'],
    formats: meta['formats'],
    separators: meta['separators'],
    ...labelsOf(meta),
    ...partsOf(meta['widget'] as Widget | undefined),
    row: meta['formset'] && {
      fields: Object.fromEntries(
        Object.entries(record(record(property['items'])['properties'])).map(([name, each]) => [name, textsOf(record(each))]),
      ),
    },
    messages: meta['formset'] && meta['messages'],
  }
  const given = Object.entries(texts).filter(([, text]) => text !== undefined)
  return { label: text(property['title']), messages: {}, ...Object.fromEntries(given) }
}

function labelsOf({ choices }: Labelled): PartTexts {
  if (!choices) return {}
  return {
    choices: choices.flatMap((choice) => (choice.choices ?? [choice]).map(({ label }) => label)),
    groups: choices.filter((choice) => choice.choices).map(({ label }) => label),
  }
}

function partsOf(widget: Widget | undefined): PartTexts {
  return widget?.widgets ? { parts: widget.widgets.map((part) => ({ ...labelsOf(part), ...partsOf(part) })) } : {}
}

const valueOf = (choice: Choice): string => choice.value ?? ''
const record = (value: unknown): Values => ({ ...(value as Values | undefined) })
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
