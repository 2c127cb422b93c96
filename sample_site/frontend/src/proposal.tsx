import { bootstrap5, MizanForm } from '@mizan/react'
import { Done } from './done'
import { useProposalForm } from './mizan/react.gen'

/** The call for proposals. */
export function Proposal() {
  const form = useProposalForm()
  if (form.result) {
    return (
      <Done title="We have your proposal">
        “{form.result.title}” is number {form.result.number}. You hear from us by the end of March, whatever we decide.
      </Done>
    )
  }
  return <MizanForm form={form} classes={bootstrap5} />
}
