import { isIp } from './ip.js'
import { issue } from './issue.js'
import { run } from './pattern.js'
import { size } from './text.js'
import type { Check, CheckOptions } from './types.js'

/** What `email` takes: the regexes, the allowed domains and the length of Django's `EmailValidator`. */
export interface EmailOptions extends CheckOptions {
  readonly user: string
  readonly domain: string
  readonly literal?: string
  readonly allow?: readonly string[]
  readonly max?: number
}

const isDomain = (host: string, { domain, literal, allow }: EmailOptions): boolean => {
  if (allow?.includes(host) || run(domain, 'uy', host) !== null) return true
  if (literal === undefined) return host.startsWith('[')
  const match = run(literal, 'uy', host)
  return match === undefined || (match !== null && isIp(host.slice(1, -1)))
}

const isEmail = (value: string, options: EmailOptions): boolean => {
  const at = value.lastIndexOf('@')
  if (at < 0 || size(value) > (options.max ?? Infinity)) return false
  return run(options.user, 'uy', value.slice(0, at)) !== null && isDomain(value.slice(at + 1), options)
}

/** Judge an address as Django's `EmailValidator` does, by its own regexes. */
export const email =
  (options: EmailOptions): Check<string> =>
  (value, texts) =>
    isEmail(value, options) ? [] : issue(texts, options.code ?? 'invalid', {}, value, options.m)
