import type { AlertNode, FieldNode, GroupNode } from '@mizan/base'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { Dressed } from './dressed.js'
import type { NodeProps } from '../layout.js'
import { fieldsOf } from './nodes.js'
import { PRESETS } from './classes.js'
import { type Core, core, take as hold } from './core.js'
import { RowsField } from './rows.js'
import { Tabs } from './tabs.js'

/** Take what every page draws with, and give what draws the rest. */
export function take(given: Core): typeof Rich {
  hold(given)
  return Rich
}

/** A node that few layouts have. */
export type RichNode = FieldNode | AlertNode | GroupNode

/** Draw what few layouts have: tabs, accordions, alerts, dialogs, and fields that do not look as usual. */
export function Rich({ form, node }: NodeProps<RichNode>): ReactNode {
  const look = core.useLook()
  const { preset } = look.classes
  const classes = useMemo(() => (preset ? { ...PRESETS[preset], ...look.classes } : look.classes), [preset, look.classes])
  return (
    <core.LookContext value={{ ...look, classes }}>
      <Drawn form={form} node={node} />
    </core.LookContext>
  )
}

function Drawn({ form, node }: NodeProps<RichNode>): ReactNode {
  if (node.kind === 'field')
    return form.form.def.fields[node.name]?.rows ? <RowsField form={form} name={node.name} /> : <Dressed form={form} node={node} />
  if (node.kind === 'alert') return <Alert node={node} />
  if (node.kind === 'tabs') return <Tabs form={form} node={node} />
  if (node.kind === 'modal') return <Modal form={form} node={node} />
  if (node.kind === 'group') return <Folded form={form} node={node} />
  return <Box form={form} node={node} />
}

/** Several fields in one box: side by side, or one over the other as the groups of an accordion. */
function Box({ form, node }: NodeProps<GroupNode>): ReactNode {
  const { classes } = core.useLook()
  const { kind, title, id, attrs = {} } = node
  const own = kind === 'multi' || kind === 'accordion' ? classes[kind] : undefined
  const named = title ? { role: 'group', 'aria-label': title } : {}
  return (
    <div {...named} {...core.reactProps(attrs)} id={id} className={core.join(own, node.class)}>
      <core.Layout form={form} nodes={node.children} />
    </div>
  )
}

function Folded({ form, node }: NodeProps<GroupNode>): ReactNode {
  const { classes } = core.useLook()
  return (
    <details id={node.id} name={node.name} open={node.open} className={core.join(classes.group, node.class)}>
      <summary className={classes.groupTitle}>{node.title}</summary>
      <div className={classes.groupBody}>
        <core.Layout form={form} nodes={node.children} />
      </div>
    </details>
  )
}

function Alert({ node }: { readonly node: AlertNode }): ReactNode {
  const { classes, html, words } = core.useLook()
  const [isShown, show] = useState(true)
  if (!isShown) return null
  return (
    <div role="note" {...core.reactProps(node.attrs ?? {})} id={node.id} className={core.join(node.class, node.dismiss && classes.dismissible)}>
      {html && node.html ? html(node.html) : node.text}
      {node.dismiss && <button type="button" className={classes.close} aria-label={words.close} onClick={() => show(false)} />}
    </div>
  )
}

/** Fields in a dialog, which a button with `data-bs-target="#<id>"` opens, and a refusal of one of them. */
function Modal({ form, node }: NodeProps<GroupNode>): ReactNode {
  const { classes, words } = core.useLook()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = `${node.id ?? form.form.id}-title`
  const opener = `[data-bs-target="#${node.id ?? ''}"]`
  useEffect(() => {
    const open = ({ target }: Event): void => {
      if (target instanceof Element && target.closest(opener)) dialog.current?.showModal()
    }
    document.addEventListener('click', open)
    return () => document.removeEventListener('click', open)
  }, [opener])
  const { submitCount, status } = form
  useEffect(() => {
    const isWrong = fieldsOf(node).some((name) => form.form.field(name).get().errors.length > 0)
    if (status !== 'error' || !isWrong || dialog.current?.open) return
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [form.form, node, status, submitCount])
  return (
    <dialog ref={dialog} id={node.id} aria-labelledby={titleId} className={core.join(classes.modal, node.class)}>
      <div className={classes.modalHead}>
        <h2 id={titleId} className={core.join(classes.modalTitle, node.title_class)}>
          {node.title}
        </h2>
        <button type="button" className={classes.close} aria-label={words.close} onClick={() => dialog.current?.close()} />
      </div>
      <div className={classes.modalBody}>
        <core.Layout form={form} nodes={node.children} />
      </div>
    </dialog>
  )
}
