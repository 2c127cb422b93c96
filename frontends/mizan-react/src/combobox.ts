import type { Form } from '@mizan/base'
import type { Combobox, ComboboxState } from '@mizan/base/combobox'
import { useBox } from './box.js'
import { useClient } from './provider.js'

/** Search and choose what a field with rows offers, in the component that draws it. */
export function useCombobox<I, R, E>(form: Form<I, R, E>, name: keyof I & string): ComboboxState & { readonly box: Combobox } {
  return useBox(useClient(), form, name)
}
