const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** A moment, as the server tells it: in seconds since 1970. */
export function When({ at }: { readonly at: number }) {
  const moment = new Date(at * 1000)
  return <time dateTime={moment.toISOString()}>{words.format(moment)}</time>
}
