import { regex, type RegexOptions } from './regex.js'
import { issue } from './issue.js'
import { size } from './text.js'
import type { Check } from './types.js'

/** What `domainName` takes: the regex and the length of Django's `DomainNameValidator`; `ascii` lets nothing else pass. */
export interface DomainNameOptions extends Omit<RegexOptions, 'inverse'> {
  readonly max: number
  readonly ascii?: boolean
}

/** Judge a name as Django's `DomainNameValidator` does. */
export const domainName =
  (options: DomainNameOptions): Check<string> =>
  (value, texts) =>
    size(value) > options.max || (options.ascii && /[^\0-\x7f]/.test(value))
      ? issue(texts, options.code ?? 'invalid', {}, value, options.m)
      : regex(options)(value, texts)
