import { bootstrap5, MizanForm } from '@mizan/react'
import { Done } from './done'
import { useSeatForm } from './mizan/react.gen'

/** A seat in a workshop that is found by its day. */
export function Seat() {
  const form = useSeatForm()
  if (form.result) return <Done title="You have a seat">See you in “{form.result.workshop}”.</Done>
  return <MizanForm form={form} classes={bootstrap5} submit="Take a seat" />
}
