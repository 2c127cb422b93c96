import type { LayoutNode } from '@mizan/base'

/** A node that holds others. */
export type Group = Extract<LayoutNode, { readonly children: readonly LayoutNode[] }>

/** The names of all fields below a node. */
export function fieldsOf(node: LayoutNode): string[] {
  if (node.kind === 'field') return [node.name]
  return 'children' in node ? node.children.flatMap(fieldsOf) : []
}

/** Tell whether a layout has a button of its own that submits. */
export function submits(node: LayoutNode): boolean {
  return 'children' in node ? node.children.some(submits) : node.kind === 'button' && node.type === 'submit'
}

/** Name a node among its like. */
export function keyOf(node: LayoutNode, index: number): string {
  return node.kind === 'field' ? node.name : `${node.kind} ${index}`
}
