import { isIp } from './ip.js'
import { issue } from './issue.js'
import { run } from './pattern.js'
import { size } from './text.js'
import type { Check, CheckOptions } from './types.js'

/** What `url` takes: the regex, the schemes and the lengths of Django's `URLValidator`. */
export interface UrlOptions extends CheckOptions {
  readonly re: string
  readonly schemes: readonly string[]
  readonly max?: number
  /** Characters that may stand nowhere. */
  readonly unsafe?: string
}

/** Whether the host is a name of at most 253 characters, or an IPv6 address where it stands alone in brackets. */
const isHost = (place: string): boolean => {
  const literal = /^\[(.+)\](?::\d{1,5})?$/.exec(place)?.[1]
  if (literal !== undefined) return literal.includes(':') && isIp(literal)
  const host = place.slice(place.lastIndexOf('@') + 1)
  return host.startsWith('[') || size(host.split(':')[0] ?? '') <= 253
}

const isUrl = (value: string, { re, schemes, max = Infinity, unsafe = '' }: UrlOptions): boolean => {
  if (size(value) > max || Array.from(unsafe).some((character) => value.includes(character))) return false
  const [scheme = '', rest = ''] = value.split('://')
  if (!schemes.includes(scheme.toLowerCase())) return false
  return run(re, 'u', value) !== null && isHost(rest.split(/[/?#]/)[0] ?? '')
}

/** Judge an address as Django's `URLValidator` does, by its own regex. */
export const url =
  (options: UrlOptions): Check<string> =>
  (value, texts) =>
    isUrl(value, options) ? [] : issue(texts, options.code ?? 'invalid', {}, value, options.m)
