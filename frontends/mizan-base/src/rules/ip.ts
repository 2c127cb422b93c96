const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = `${octet}(?:\\.${octet}){3}`

const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))

const isIpv6 = (text: string): boolean => {
  const halves = text.replace(new RegExp(`:${ipv4}$`), ':0:0').split('::')
  const all = halves.flatMap(groups)
  const isFull = halves.length === 1 ? all.length === 8 : halves.length === 2 && all.length < 8
  return isFull && all.every((group) => /^[\da-f]{1,4}$/i.test(group))
}

/** Whether a text is an IPv4 or IPv6 address, as Python's `ipaddress` reads them (no leading zeros, no scope). */
export const isIp = (text: string): boolean => new RegExp(`^${ipv4}$`).test(text) || isIpv6(text)
