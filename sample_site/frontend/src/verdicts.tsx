import { type Form, type Issue, MizanError } from '@mizan/base'
import { useClient, useStore } from '@mizan/react'
import { useEffect, useState } from 'react'

/** What one judge says of a value: its complaints, that it waits, or nothing yet. */
type Verdict = readonly Issue[] | 'waits' | 'silent'

interface VerdictsProps<I, R> {
  readonly form: Form<I, R>
  readonly name: keyof I & string
}

/** What the page says of a field, at once, beside what the server says of the same values, when they have come to rest. */
export function Verdicts<I, R>({ form, name }: VerdictsProps<I, R>) {
  const { value, dirty, touched } = useStore(form.field(name))
  const isAsked = dirty || touched
  const here = isAsked ? judgeHere(form, name) : 'silent'
  const there = useServer(form, name, value, isAsked)
  return (
    <dl className={`verdicts ${difference(here, there)}`} data-field={name}>
      <Said who="This page" verdict={here} />
      <Said who="The server" verdict={there} note={Array.isArray(there) && there.length > 0 && !here.length ? 'only the server knows' : undefined} />
    </dl>
  )
}

/** The class of two judges who differ. `verdicts-false`, where the page refuses what the server accepts, must never stand anywhere. */
function difference(here: Verdict, there: Verdict): string {
  if (typeof here === 'string' || typeof there === 'string' || !here.length || said(here) === said(there)) return ''
  return there.length ? 'verdicts-other' : 'verdicts-false'
}

interface SaidProps {
  readonly who: string
  readonly verdict: Verdict
  readonly note?: string | undefined
}

function Said({ who, verdict, note }: SaidProps) {
  const state = typeof verdict === 'string' ? verdict : verdict.length ? 'no' : 'yes'
  return (
    <div data-says={state}>
      <dt>{who}</dt>
      <dd>
        {typeof verdict === 'string' ? WORDS[verdict] : verdict.length ? verdict.map(({ message }) => message).join(' ') : 'accepts it'}
        {note && <small>{note}</small>}
      </dd>
    </div>
  )
}

const WORDS = { waits: '…', silent: '–' }

const said = (issues: readonly Issue[]): string => issues.map(({ message }) => message).join('\n')

/** Ask the rules that came with the page; the fields of the form judge alone. */
function judgeHere<I, R>(form: Form<I, R>, name: string): readonly Issue[] {
  const result = form.def.validator(form.def.texts)?.['~standard'].validate(form.values())
  if (!result || result instanceof Promise || !result.issues) return []
  return result.issues
    .filter(({ path }) => path?.[0] === name)
    .map(({ message }) => ({ path: [name], code: '', message, params: {} }))
}

/** Ask `.validate` about one field, half a second after its value came to rest. */
function useServer<I, R>(form: Form<I, R>, name: string, value: unknown, isAsked: boolean): Verdict {
  const client = useClient()
  const [heard, hear] = useState<{ readonly of: unknown; readonly verdict: Verdict }>({ of: undefined, verdict: 'waits' })
  useEffect(() => {
    const { validate } = form.def
    if (!isAsked || !validate) return
    const abort = new AbortController()
    const ask = async (): Promise<void> => {
      const data = { [name]: described(value) }
      const { issues } = await client.call(validate, { data, only: [name] }, { signal: abort.signal })
      hear({ of: value, verdict: issues.filter(({ path }) => path[0] === name) })
    }
    const timer = setTimeout(() => {
      ask().catch((error: unknown) => {
        if (!abort.signal.aborted && error instanceof MizanError) hear({ of: value, verdict: [{ path: [name], code: error.code, message: error.message, params: {} }] })
      })
    }, 500)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [client, form, name, value, isAsked])
  if (!isAsked) return 'silent'
  return heard.of === value ? heard.verdict : 'waits'
}

/** A file is judged before its bytes go: by its name, size and type. */
function described(value: unknown): unknown {
  return value instanceof File ? { name: value.name, size: value.size, type: value.type } : value
}
