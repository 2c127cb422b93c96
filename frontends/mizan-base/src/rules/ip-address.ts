import { isIp } from './ip.js'
import { issue } from './issue.js'
import type { CharOptions } from './char.js'
import { size, strip } from './text.js'
import type { Check, CheckOptions, Rule } from './types.js'
import { judgeText, missing } from './wire.js'

/** What `ipAddress` takes. */
export interface IpAddressOptions extends CheckOptions {
  readonly protocol: 'ipv4' | 'ipv6' | 'both'
}

/** What `ip` takes: the longest text of an IPv6 address, and the key of what is said of one that is none. */
export interface IpOptions extends Omit<CharOptions, 'strip'>, Pick<CheckOptions, 'm'> {
  readonly max?: number
  /** Whether the first check, which knows the protocol, is for an IPv6 address too: it takes none. */
  readonly ipv4?: boolean
}

/** Whether a text is an IPv6 address, perhaps of a scope. */
const isIpv6 = (text: string): boolean => {
  const [, address = '', scope = '%x'] = /^([\da-f.:]*)(%[^]*)?$/i.exec(text) ?? []
  return address.includes(':') && isIp(address) && /^%[^%]+$/.test(scope)
}

const isIpv4 = (text: string): boolean => /^[\d.]+$/.test(text) && isIp(text)

/** Judge an address as Django's `validate_ipv4_address` and its like do. */
export const ipAddress =
  ({ protocol, code, m }: IpAddressOptions): Check<string> =>
  (value, texts) => {
    const isRight = (protocol !== 'ipv4' && isIpv6(value)) || (protocol !== 'ipv6' && isIpv4(value))
    return isRight ? [] : issue(texts, code ?? 'invalid', {}, value, m)
  }

/**
 * Judge an address as `GenericIPAddressField` does: strip, then empty?, then every check. An IPv6 address is read first,
 * and is checked as Django writes it: where that matters it is not known.
 */
export const ip =
  (options: IpOptions): Rule =>
  (value, texts) =>
    judgeText(value, texts, (raw) => {
      const text = strip(raw)
      if (text === '') return missing(options, texts)
      if (!text.includes(':')) return (options.checks ?? []).flatMap((check) => check(text, texts))
      if (size(text) > (options.max ?? Infinity) || !isIpv6(text)) return issue(texts, 'invalid', {}, undefined, options.m)
      return options.ipv4 ? (options.checks?.[0]?.(text, texts) ?? []) : []
    })
