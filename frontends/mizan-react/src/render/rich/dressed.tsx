import type { FieldLook, FieldNode, LayoutAttributes } from '@mizan/base'
import { type ReactNode, useMemo } from 'react'
import type { ClassMap } from '../classes.js'
import type { NodeProps } from '../layout.js'
import type { AnyField } from '../look.js'
import { core } from './core.js'

/** What draws a field in one of its looks. */
interface Drawing {
  readonly field: AnyField
  readonly look: FieldLook
  /** The class of all around it. */
  readonly wrapper: string | undefined
}

/** Draw a field as its layout wants it to look. */
export function Dressed({ form, node }: NodeProps<FieldNode>): ReactNode {
  const around = core.useLook()
  const { look = {}, wrapper_class: wrapper } = node
  const field = dress(core.useField(form.form, node.name), node)
  const classes = useMemo(() => classesOf(around.classes, look), [around.classes, look])
  const isOne = field.def.widget.kind === 'checkbox'
  return (
    <core.LookContext value={{ ...around, classes }}>
      {isHidden(field, look) ? (
        <Unseen field={field} />
      ) : look.as === 'floating' ? (
        <Floating field={field} look={look} wrapper={wrapper} />
      ) : isOne && hasLabel(field, look) ? (
        <Ticked field={field} look={look} wrapper={wrapper} />
      ) : (
        <Usual field={field} look={look} wrapper={wrapper}>
          {look.buttons && <core.Layout form={form} nodes={look.buttons} />}
        </Usual>
      )}
    </core.LookContext>
  )
}

const isGroup = (kind: string): boolean => /^(radio|checkboxes|multi|split-datetime|select-date)$/.test(kind)

function isHidden(field: AnyField, look: FieldLook): boolean {
  return look.as === 'hidden' || field.def.widget.kind.endsWith('hidden') || field.def.widget.kind === 'split-hidden-datetime'
}

/** A box to tick keeps its label beside it where other fields have none. */
function hasLabel(field: AnyField, { as, label }: FieldLook): boolean {
  return as === 'switch' || as === 'inline' || (field.def.widget.kind === 'checkbox' && as === 'bare') || (label !== false && as !== 'bare')
}

/** The handle of a field with what the layout adds: classes and attributes, and a name where the label is not seen. */
function dress(handle: AnyField, { look = {}, class: own }: FieldNode): AnyField {
  const { def, inputProps, label } = handle
  const { widget } = def
  const isFixed = look.as === 'fixed'
  const merge = (attrs: LayoutAttributes | undefined, more: LayoutAttributes | undefined): LayoutAttributes => ({ ...attrs, ...more })
  const parts = widget.widgets?.map((part, index) => ({ ...part, attrs: merge(merge(part.attrs, look.attrs), look.parts?.[index]) }))
  const placeholder = look.as === 'floating' ? handle.name : look.as === 'bare' ? label : undefined
  return {
    ...handle,
    def: { ...def, ...(isFixed && { disabled: true }), widget: { ...widget, ...(parts && { widgets: parts }) } },
    inputProps: {
      ...inputProps,
      ...core.reactProps(look.attrs ?? {}),
      ...(placeholder && { placeholder }),
      ...(isFixed && { disabled: true }),
      ...(look.as === 'switch' && { role: 'switch' }),
      ...(!hasLabel(handle, look) && look.as !== 'floating' && { 'aria-label': label }),
      ...(own && { className: core.join(inputProps.className, own) }),
    } as AnyField['inputProps'],
  }
}

/** The classes of the parts of one field. */
function classesOf(classes: ClassMap, { as, horizontal, label_class: label }: FieldLook): ClassMap {
  return {
    ...classes,
    label: as === 'floating' ? label : core.join(horizontal ? classes.besideLabel : classes.label, label),
    legend: core.join(horizontal ? classes.besideLegend : classes.legend, label),
    check: core.join(classes.check, (as === 'inline' || as === 'bare') && classes.inline, as === 'switch' && classes.switch),
    ...(as === 'floating' && { required: undefined }),
  } as ClassMap
}

function Unseen({ field }: { readonly field: AnyField }): ReactNode {
  return field.def.widget.kind === 'split-hidden-datetime' ? <core.HiddenParts field={field} /> : <core.Hidden field={field} />
}

/** What is wrong and what helps, in the order that the layout wants. */
function Notes({ field, look }: Omit<Drawing, 'wrapper'>): ReactNode {
  const isHelpFirst = look.help === 'inline'
  return (
    <>
      {isHelpFirst && <core.Help field={field} />}
      <core.Errors field={field} />
      {!isHelpFirst && <core.Help field={field} />}
    </>
  )
}

function Floating({ field, look, wrapper }: Drawing): ReactNode {
  const { classes } = core.useLook()
  return (
    <div id={`div_${field.id}`} className={core.join(classes.floating, classes.field, wrapper)}>
      {isGroup(field.def.widget.kind) ? <Group field={field} look={look} /> : <core.Control field={field} />}
      {!isGroup(field.def.widget.kind) && <core.Label field={field} />}
      {!isGroup(field.def.widget.kind) && <Notes field={field} look={look} />}
    </div>
  )
}

function Ticked({ field, look, wrapper }: Drawing): ReactNode {
  const { classes } = core.useLook()
  const row = look.horizontal && classes.beside
  const inside = (
    <>
      <core.Control field={field} />
      <core.Label field={field} part="checkLabel" />
      <Notes field={field} look={look} />
    </>
  )
  if (look.as === 'switch' || look.as === 'bare')
    return (
      <div id={`div_${field.id}`} className={core.join(look.as === 'switch' && core.join(classes.field, row), classes.check, wrapper)}>
        {look.field_class ? <div className={core.join(offset(look), look.field_class)}>{inside}</div> : inside}
      </div>
    )
  const box = (
    <div id={`div_${field.id}`} className={core.join(classes.check, wrapper)}>
      {inside}
    </div>
  )
  return <div className={core.join(classes.field, row)}>{look.label_class ? <div className={core.join(offset(look), look.field_class)}>{box}</div> : box}</div>
}

/** The class that leaves the column of the labels free. */
function offset({ label_class: label = '' }: FieldLook): string {
  return [...label.matchAll(/col-(lg|md|sm|xs)-(\d+)/g)].map(([, size = '', width = '']) => `offset-${size}-${width}`).join(' ')
}

function Usual({ field, look, wrapper, children }: Drawing & { readonly children?: ReactNode }): ReactNode {
  const { classes } = core.useLook()
  const { kind } = field.def.widget
  const around = { id: `div_${field.id}`, className: core.join(look.as !== 'bare' && classes.field, look.horizontal && classes.beside, wrapper) }
  if (isGroup(kind))
    return (
      <div {...around}>
        <Group field={field} look={look} />
      </div>
    )
  return (
    <div {...around}>
      {hasLabel(field, look) && <core.Label field={field} />}
      <Column look={look}>
        {kind.endsWith('file') ? (
          <core.FileField field={field} />
        ) : (
          <>
            <Beside field={field} look={look}>
              {children}
            </Beside>
            <Notes field={field} look={look} />
          </>
        )}
      </Column>
    </div>
  )
}

function Column({ look, children }: { readonly look: FieldLook; readonly children: ReactNode }): ReactNode {
  return look.field_class ? <div className={look.field_class}>{children}</div> : children
}

/** A control with the texts and buttons that stand against it. */
function Beside({ field, look, children }: Omit<Drawing, 'wrapper'> & { readonly children: ReactNode }): ReactNode {
  const { classes } = core.useLook()
  const { before, after, size } = look
  if (!before && !after && !children) return <core.Control field={field} />
  return (
    <div className={core.join(classes.addons, size, field.errors.length > 0 && classes.invalid)}>
      {before && <span className={classes.addon}>{before}</span>}
      <core.Control field={field} />
      {after && <span className={classes.addon}>{after}</span>}
      {children}
    </div>
  )
}

/** A field of several controls. */
function Group({ field, look }: Omit<Drawing, 'wrapper'>): ReactNode {
  const { classes } = core.useLook()
  const isChoice = /^(radio|checkboxes)$/.test(field.def.widget.kind)
  const isSaid = hasLabel(field, look)
  return (
    <fieldset
      {...(!isChoice && { name: field.name, onBlur: core.leaving(field) })}
      aria-describedby={field.inputProps['aria-describedby']}
      aria-label={isSaid ? undefined : field.label}
      className={look.horizontal && classes.beside}
    >
      {isSaid && <core.Legend field={field} />}
      <div className={core.join(look.field_class, field.errors.length > 0 && classes.invalid)}>{isChoice ? <core.Options field={field} /> : <core.Several field={field} />}</div>
      <Notes field={field} look={look} />
    </fieldset>
  )
}
