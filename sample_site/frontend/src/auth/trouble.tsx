import type { MizanError } from '@mizan/base'

/** What went wrong with something that is no form. It is said aloud. */
export function Trouble({ error }: { readonly error: MizanError | undefined }) {
  return (
    <div role="alert">{error && <p className="text-danger">{error.code === 'aborted' ? 'Your browser gave us no passkey. You can try again.' : error.message}</p>}</div>
  )
}
