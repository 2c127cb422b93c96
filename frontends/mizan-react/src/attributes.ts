import type { Attributes } from '@mizan/base'

const REACT_NAMES: ReadonlyMap<string, string> = new Map(Object.entries({
  autocapitalize: 'autoCapitalize',
  autocomplete: 'autoComplete',
  autofocus: 'autoFocus',
  class: 'className',
  enctype: 'encType',
  inputmode: 'inputMode',
  novalidate: 'noValidate',
  spellcheck: 'spellCheck',
}))

/** Name HTML attributes as React does. */
export function reactProps(attributes: Attributes): Record<string, string | number | boolean | undefined> {
  const named = Object.entries(attributes).map(([name, value]) => [REACT_NAMES.get(name) ?? name, value] as const)
  return Object.fromEntries(named)
}
