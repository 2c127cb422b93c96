/** Chromium's URLs let octets begin with zero. */
const padded = /\b0\d+\.|\.0\d/

/**
 * Tell whether a text of hexadecimal digits, dots and colons is an IPv4 or IPv6 address, as Python's `ipaddress` reads
 * them. A URL takes the same between brackets; an IPv4 address is what can end an IPv6 address.
 */
export const isIp = (text: string): boolean =>
  !padded.test(text) && URL.canParse(`http://[${text.includes(':') ? text : `0:0:0:0:0:0:${text}`}]`)
