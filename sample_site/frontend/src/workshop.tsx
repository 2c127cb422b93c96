import { bootstrap5, MizanForm } from '@mizan/react'
import { Done } from './done'
import { Can } from './mizan/auth.gen'
import { useJoinWaitingList, useSignUpForm, useWorkshopSeats, WorkshopSeatsProvider } from './mizan/react.gen'

/** The seats of a workshop, and the way to one of them. */
export function Workshop({ slug }: { slug: string }) {
  return (
    <WorkshopSeatsProvider slug={slug}>
      <SeatCount />
      <Offer slug={slug} />
    </WorkshopSeatsProvider>
  )
}

function SeatCount() {
  const { data: seats } = useWorkshopSeats()
  return (
    <p className="seats" aria-live="polite">
      <strong>{seats?.left ?? '…'}</strong> of {seats?.total ?? '…'} seats left
    </p>
  )
}

function Offer({ slug }: { slug: string }) {
  const joining = useJoinWaitingList() // here, where it stays while somebody logs in and the seats are read anew
  const { data: seats } = useWorkshopSeats()
  if (!seats) return null
  if (seats.has_seat) return <p className="alert alert-success">You have a seat in this workshop.</p>
  if (seats.left === 0) return <WaitingList slug={slug} {...joining} />
  return (
    <Can do="sign_up.submit" fallback={<LogIn />}>
      <SignUp slug={slug} />
    </Can>
  )
}

function LogIn() {
  return (
    <p>
      <a className="btn btn-primary" href={`/app/log-in/?next=${encodeURIComponent(location.pathname)}`}>
        Log in to take a seat
      </a>
    </p>
  )
}

function SignUp({ slug }: { slug: string }) {
  const form = useSignUpForm({ params: { workshop: slug } })
  if (form.result) return <Done title="You have a seat">See you there.</Done>
  return (
    <>
      <h2>Take a seat</h2>
      <MizanForm form={form} classes={bootstrap5} submit="Take a seat" />
    </>
  )
}

/** Visitors may press the button, too: the call is held until they have logged in. */
function WaitingList({ slug, call, data, error, pending }: { slug: string } & ReturnType<typeof useJoinWaitingList>) {
  return (
    <div className="waiting">
      <p>All seats are taken. Seats that become free go to the waiting list, in its order.</p>
      <button type="button" className="btn btn-primary" disabled={pending} onClick={() => void call({ slug }).catch(() => undefined)}>
        Join the waiting list
      </button>
      <p role="status">
        {data && `You are number ${data.position} on the list.`}
        {error && explain(error)}
      </p>
    </div>
  )
}

/** The two declared errors carry what they know; every other one carries a message for people. */
function explain(error: NonNullable<ReturnType<typeof useJoinWaitingList>['error']>): string {
  if (error.code === 'already_waiting') return `You are number ${error.params.position} on the list already.`
  if (error.code === 'seats_are_left') return `You need not wait: ${error.params.left} seats are left.`
  return error.message
}
