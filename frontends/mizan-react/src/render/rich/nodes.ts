import type { LayoutNode } from '@mizan/base'

/** The names of all fields below a node. */
export function fieldsOf(node: LayoutNode): string[] {
  if (node.kind === 'field') return [node.name]
  return 'children' in node ? node.children.flatMap(fieldsOf) : []
}
