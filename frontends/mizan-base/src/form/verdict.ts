import type { Issue, StandardIssue, StandardSchemaV1 } from '../rules/types.js'
import type { Values } from './types.js'

/** Complaints by field; the key `''` holds those about the whole form. */
export type IssuesByField = ReadonlyMap<string, readonly Issue[]>

/** Ask a validator about all values. One that answers later does not know: the server judges. */
export function localVerdict(validator: StandardSchemaV1 | undefined, values: Values): IssuesByField {
  const result = validator?.['~standard'].validate(values)
  return byField(!result || result instanceof Promise || !result.issues ? [] : result.issues.map(normal))
}

/** Sort complaints by the field at the head of their path. */
export function byField(issues: readonly Issue[]): IssuesByField {
  const fields = new Map<string, Issue[]>()
  for (const issue of issues) {
    const name = String(issue.path[0] ?? '')
    const known = fields.get(name)
    if (known) known.push(issue)
    else fields.set(name, [issue])
  }
  return fields
}

/** Read an issue of any Standard Schema; zod keeps our `code` and `params` inside its own `params`. */
function normal(issue: StandardIssue & { readonly code?: string; readonly params?: object }): Issue {
  const own: { code?: string; params?: object } = issue.code === 'custom' ? { ...issue.params } : issue
  const path = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part))
  return { path, code: own.code ?? 'invalid', message: issue.message, params: { ...own.params } }
}
