import type { Attributes } from '@mizan/base'

const CAMEL = 'autoCapitalize autoComplete autoFocus encType inputMode noValidate spellCheck'
const NAMES = new Map([['class', 'className'], ...CAMEL.split(' ').map((name) => [name.toLowerCase(), name] as const)])

/** Name HTML attributes as React does. */
export function reactProps(attributes: Attributes): Record<string, string | number | boolean | undefined> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [NAMES.get(name) ?? name, value] as const))
}
