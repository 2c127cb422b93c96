import type { LayoutNode } from '@mizan/base'
import type { ReactNode } from 'react'
import { join } from './classes.js'
import { Field } from './field.js'
import { type AnyForm, useLook } from './look.js'
import { keyOf } from './nodes.js'
import { Tabs } from './tabs.js'

/** Draw a form's layout; without one, its fields in order. */
export function Layout({ form, nodes }: { readonly form: AnyForm; readonly nodes?: readonly LayoutNode[] | undefined }): ReactNode {
  const shown = nodes ?? form.form.def.layout ?? form.form.def.order.map((name): LayoutNode => ({ kind: 'field', name }))
  return shown.map((node, index) => <Node key={keyOf(node, index)} form={form} node={node} />)
}

function Node({ form, node }: { readonly form: AnyForm; readonly node: LayoutNode }): ReactNode {
  const { classes, html } = useLook()
  if (node.kind === 'field') return <Field form={form} name={node.name} className={join(node.wrapper_class, node.class)} />
  if (node.kind === 'html') return html?.(node.html)
  if (node.kind === 'button') return <Button node={node} />
  if (node.kind === 'tabs') return <Tabs form={form} node={node} draw={(nodes) => <Layout form={form} nodes={nodes} />} />
  const inside = <Layout form={form} nodes={node.children} />
  if (node.kind === 'fieldset')
    return (
      <fieldset id={node.id} className={node.class}>
        {node.title && <legend>{node.title}</legend>}
        {inside}
      </fieldset>
    )
  if (node.kind === 'group')
    return (
      <details id={node.id} className={join(classes.group, node.class)}>
        <summary className={classes.groupTitle}>{node.title}</summary>
        <div className={classes.groupBody}>{inside}</div>
      </details>
    )
  const own = node.kind === 'div' || node.kind === 'tab' ? undefined : classes[node.kind]
  const isSized = node.kind === 'column' && node.class?.includes('col')
  return (
    <div id={node.id} className={join(!isSized && own, node.class)}>
      {inside}
    </div>
  )
}

function Button({ node }: { readonly node: Extract<LayoutNode, { kind: 'button' }> }): ReactNode {
  const { classes } = useLook()
  return (
    <button type={node.type} name={node.name} className={join(classes.button, node.class)}>
      {node.label}
    </button>
  )
}
