import { bootstrap5, ErrorSummary, MizanForm } from '@mizan/react'
import { Done } from './done'
import { usePhotosForm } from './mizan/react.gen'

/** Photos of the conference. */
export function Photos() {
  const form = usePhotosForm({ guard: true })
  if (form.result) return <Done title="Thank you">{form.result.count} photos are here.</Done>
  return <MizanForm form={form} classes={bootstrap5} summary={ErrorSummary} />
}
