import type { FileFacts } from './file.js'
import { issue } from './issue.js'
import type { Check, CheckOptions } from './types.js'

/** What `extension` takes: the endings that a name may have, in lower case. */
export interface ExtensionOptions extends CheckOptions {
  readonly values: readonly string[]
}

/** Refuse files by the end of their names, as `FileExtensionValidator` does. */
export const extension =
  ({ values, code = 'invalid_extension', m = code }: ExtensionOptions): Check<FileFacts> =>
  ({ name }, texts) => {
    if (name === undefined) return []
    const ending = /.\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
    if (values.includes(ending) || /[^ -~]/.test(ending)) return []
    return issue(texts, code, { extension: ending, allowed_extensions: values.join(', ') }, undefined, m)
  }
