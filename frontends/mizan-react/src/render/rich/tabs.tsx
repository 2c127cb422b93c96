import type { GroupNode } from '@mizan/base'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { NodeProps } from '../layout.js'
import { fieldsOf } from './nodes.js'
import { core } from './core.js'

/** Draw groups of fields as tabs; a refused submission opens the first tab with an error. */
export function Tabs({ form, node }: NodeProps<GroupNode>): ReactNode {
  const { classes } = core.useLook()
  const tabs = node.children.filter((child): child is GroupNode => 'children' in child)
  const [chosen, choose] = useState({ index: 0, submitCount: 0 })
  const isWrong = (tab: GroupNode): boolean => fieldsOf(tab).some((name) => form.form.field(name).get().errors.length > 0)
  const wrong = form.status === 'error' && chosen.submitCount !== form.submitCount ? tabs.findIndex(isWrong) : -1
  const open = wrong >= 0 ? wrong : chosen.index
  const id = node.id ?? `${form.form.id}_tabs`
  const show = (index: number): void => choose({ index, submitCount: form.submitCount })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (!step) return
    const next = (open + step + tabs.length) % tabs.length
    show(next)
    document.getElementById(`${id}-tab-${next}`)?.focus()
  }
  return (
    <>
      <div id={id} role="tablist" className={core.join(classes.tabs, node.class)} onKeyDown={onKeyDown}>
        {tabs.map((tab, index) => (
          <button
            key={core.keyOf(tab, index)}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            aria-selected={index === open}
            aria-controls={`${id}-panel-${index}`}
            tabIndex={index === open ? 0 : -1}
            className={core.join(classes.tab, index === open && classes.tabActive)}
            onClick={() => show(index)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      {tabs.map((tab, index) => (
        <div
          key={core.keyOf(tab, index)}
          role="tabpanel"
          id={`${id}-panel-${index}`}
          aria-labelledby={`${id}-tab-${index}`}
          hidden={index !== open}
          className={core.join(classes.tabPanel, tab.class)}
        >
          <core.Layout form={form} nodes={tab.children} />
        </div>
      ))}
    </>
  )
}
