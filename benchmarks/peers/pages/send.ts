/** What a server that judges the form again answers. */
export type Errors = Readonly<Record<string, readonly string[]>>

const token = (): string => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? ''

/** Post the form, and return what the server complains about. */
export async function send(values: unknown): Promise<Errors> {
  const answer = await fetch('/contact/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token() },
    body: JSON.stringify(values),
  })
  if (answer.ok) return {}
  if (answer.status === 422) return ((await answer.json()) as { errors: Errors }).errors
  return { '': ['That did not work. Please try again.'] }
}
