import { type ButtonNode, type LayoutNode, rowTools } from '@mizan/base'
import { type ReactNode, useEffect, useState } from 'react'
import type { RichNode } from './rich/rich.js'
import { reactProps } from '../attributes.js'
import { useField } from '../field.js'
import { Options } from './choices.js'
import { join } from './classes.js'
import { Field } from './field.js'
import { FileField } from './file.js'
import { type AnyForm, LookContext, useLook } from './look.js'
import { HiddenParts, Several, leaving } from './multi.js'
import { keyOf } from './nodes.js'
import { useClient } from '../provider.js'
import { Errors, Help, Label, Legend } from './parts.js'
import { Control, Hidden } from './widgets.js'

const core = { Control, Errors, FileField, Help, Hidden, HiddenParts, Label, Layout, Legend, LookContext, Options, Several, join, keyOf, leaving, reactProps, rowTools, useClient, useField, useLook }

/** What every page draws with, for what is loaded later. */
export type Core = typeof core

let Rich: typeof import('./rich/rich.js').Rich | undefined

/** Draw a form's layout; without one, its fields in order. */
export function Layout({ form, nodes }: { readonly form: AnyForm; readonly nodes?: readonly LayoutNode[] | undefined }): ReactNode {
  const shown = nodes ?? form.form.def.layout ?? form.form.def.order.map((name): LayoutNode => ({ kind: 'field', name }))
  return shown.map((node, index) => <Node key={keyOf(node, index)} form={form} node={node} />)
}

/** A node of a layout, and its like. */
export interface NodeProps<N = LayoutNode> {
  readonly form: AnyForm
  readonly node: N
}

function Node({ form, node }: NodeProps): ReactNode {
  const { classes, html } = useLook()
  const { kind } = node
  if (kind === 'html') return html?.(node.html)
  if (kind === 'button') return <Button node={node} />
  const inside =
    kind === 'field' ? !form.form.def.fields[node.name]?.rows && <Field form={form} name={node.name} className={node.wrapper_class} /> : kind !== 'alert' && <Layout form={form} nodes={node.children} />
  if (kind === 'field' && inside && !node.look && !node.class) return inside
  const props = kind !== 'field' && { ...reactProps(node.attrs ?? {}), id: node.id, className: node.class }
  if (kind === 'fieldset')
    return (
      <fieldset {...props}>
        {node.title && <legend>{html && node.title_html ? html(node.title_html) : node.title}</legend>}
        {inside}
      </fieldset>
    )
  if (kind === 'div' || kind === 'row' || kind === 'column') {
    const own = kind !== 'div' && !(kind === 'column' && node.class?.includes('col')) && classes[kind]
    return (
      <div {...props} className={join(own, node.class)}>
        {inside}
      </div>
    )
  }
  return (
    <Late form={form} node={node}>
      {inside}
    </Late>
  )
}

/** What few layouts have, loaded with the first that does; until then, and where it cannot be, the fields in it. */
function Late({ children, ...props }: NodeProps<RichNode> & { readonly children: ReactNode }): ReactNode {
  const [Loaded, hold] = useState(() => Rich)
  useEffect(() => {
    if (!Loaded) import('./rich/rich.js').then(({ take }) => hold(() => (Rich = take(core))), () => undefined)
  }, [Loaded])
  return Loaded ? <Loaded {...props} /> : children || <i data-mizan-late />
}

function Button({ node }: { readonly node: ButtonNode }): ReactNode {
  const { classes } = useLook()
  return (
    <button {...(node.attrs && reactProps(node.attrs))} type={node.type} id={node.id} name={node.name} className={join(classes.button, node.class)}>
      {node.label}
    </button>
  )
}
