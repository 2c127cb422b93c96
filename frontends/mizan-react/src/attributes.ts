import type { Attributes } from '@mizan/base'

const REACT_NAMES: Readonly<Record<string, string>> = {
  autocapitalize: 'autoCapitalize',
  autocomplete: 'autoComplete',
  autofocus: 'autoFocus',
  class: 'className',
  enctype: 'encType',
  inputmode: 'inputMode',
  novalidate: 'noValidate',
  spellcheck: 'spellCheck',
}

/** Name HTML attributes as React does. */
export function reactProps(attributes: Attributes): Record<string, string | number | boolean | undefined> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [Object.hasOwn(REACT_NAMES, name) ? REACT_NAMES[name] : name, value]),
  )
}
