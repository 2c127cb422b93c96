/** The wire of a formset that stands alone: its rows are the data, and every path begins in them. */
import type { CallOptions, Client } from './client.js'
import { MizanError } from './errors.js'
import type { ValidateOutput } from './form/types.js'
import type { OperationDef } from './operations.js'
import type { Issue } from './rules/types.js'

interface Input {
  readonly data?: Readonly<Record<string, unknown>>
  readonly only?: readonly string[]
  /** What `.options` is asked about. */
  readonly field?: string
}

/** Make an operation take the values of a form that has only the field `name`, where the server wants what that holds. */
export function bare<I, O, E = never>(name: string, def: OperationDef<I, O, E>): OperationDef<I, O, E> {
  const toIssue = (issue: Issue): Issue => (outside(issue.path[0]) ? issue : { ...issue, path: [name, ...issue.path] })
  const toName = (path: string): string => (path ? `${name}.${path}` : name)
  const toPath = (field: string): string => field.slice(name.length + 1)

  async function through(client: Client, input: I, options: CallOptions): Promise<O> {
    const { data, only, field, ...rest } = input as Input
    const files = options.files?.map(([field, file]) => [toPath(field), file] as const)
    const rows = field === undefined || data ? (data?.[name] ?? []) : undefined
    const sent = { ...rest, field: field && toPath(field), data: rows, only: only?.map(toPath) } as I
    try {
      const answer = await client.call(def, sent, { ...options, files })
      if (!isVerdict(answer)) return answer
      return { issues: answer.issues.map(toIssue), checked: answer.checked.map(toName) } as O
    } catch (error) {
      if (!(error instanceof MizanError)) throw error
      const { code, status, message, params, retryAfter, id, cause } = error
      throw new MizanError(code, status, message, { params, retryAfter, id, cause, issues: error.issues.map(toIssue) })
    }
  }

  /** Only the verdict of `.validate` has paths; what a submission answers is the project's. */
  const isVerdict = (answer: unknown): answer is ValidateOutput => def.name.endsWith('.validate') && answer !== undefined
  return { ...def, through }
}

/** Tell a complaint about something else than the rows: the params of the call, say. */
const outside = (head: PropertyKey | undefined): boolean => typeof head === 'string'
