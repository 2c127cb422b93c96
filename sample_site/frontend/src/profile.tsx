import { bootstrap5, MizanForm } from '@mizan/react'
import { Done } from './done'
import { useProfileForm } from './mizan/react.gen'

/** One's own profile, with the picture that is there. */
export function Profile() {
  const form = useProfileForm()
  const { initial } = form.useField('picture')
  if (form.result) {
    return (
      <Done title="Your profile is saved">
        Your badge says “{form.result.handle}”. <a href="/app/profile/">See your profile</a>
      </Done>
    )
  }
  return (
    <>
      {isStored(initial) && <img className="portrait" src={initial.url} alt="Your picture" width="96" height="96" />}
      <MizanForm form={form} classes={bootstrap5} />
    </>
  )
}

function isStored(value: unknown): value is { readonly url: string } {
  return typeof value === 'object' && value !== null && 'url' in value
}
