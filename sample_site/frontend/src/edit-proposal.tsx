import { bootstrap5, MizanForm } from '@mizan/react'
import { useEditProposalForm } from './mizan/react.gen'

/** A proposal of one's own. Who saves after somebody else is told so, and keeps what was typed. */
export function EditProposal({ slug }: { slug: string }) {
  const form = useEditProposalForm({ params: { number: Number(slug) } })
  return (
    <>
      {form.status === 'success' && (
        <p className="alert alert-success" role="status">
          Your changes are saved.
        </p>
      )}
      <MizanForm form={form} classes={bootstrap5} />
    </>
  )
}
