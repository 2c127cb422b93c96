import type { LayoutNode } from '@mizan/base'

/** Tell whether a layout has a button of its own that submits. */
export function submits(node: LayoutNode): boolean {
  if ('children' in node) return node.children.some(submits)
  if (node.kind === 'field') return node.look?.buttons?.some(submits) ?? false
  return node.kind === 'button' && node.type === 'submit'
}

/** Name a node among its like. */
export function keyOf(node: LayoutNode, index: number): string {
  return node.kind === 'field' ? node.name : `${node.kind} ${index}`
}
