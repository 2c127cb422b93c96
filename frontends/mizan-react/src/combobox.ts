import type { ChoosingForm, Combobox, ComboboxState } from '@mizan/base/combobox'
import { useBox } from './box.js'
import { useClient } from './provider.js'

/** Search and choose what a field with rows offers, in the component that draws it; `form` may be a row of a formset. */
export function useCombobox<I, R, E>(form: ChoosingForm<I, R, E>, name: keyof I & string): ComboboxState & { readonly box: Combobox } {
  return useBox(useClient(), form, name)
}
