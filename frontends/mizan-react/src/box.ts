import type { Client } from '@mizan/base'
import { type ChoosingForm, type Combobox, type ComboboxState, createCombobox } from '@mizan/base/combobox'
import { useEffect, useMemo, useSyncExternalStore } from 'react'

/** Search and choose what a field with rows offers, by this client. */
export function useBox<I, R, E>(client: Client, form: ChoosingForm<I, R, E>, name: keyof I & string): ComboboxState & { readonly box: Combobox } {
  const box = useMemo(() => createCombobox(client, form, name), [client, form, name])
  useEffect(() => box.mount(), [box])
  return { ...useSyncExternalStore(box.subscribe, box.get, box.get), box }
}
