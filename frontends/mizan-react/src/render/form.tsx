import type { ComponentType, ReactNode } from 'react'
import type { ReactForm } from '../form.js'
import { useClient } from '../provider.js'
import { type ClassMap, bootstrap5 } from './classes.js'
import { Sending } from './file.js'
import { Layout } from './layout.js'
import { type AnyForm, LookContext, type Words, anyForm, english, useLook } from './look.js'
import { submits } from './nodes.js'
import { Summary } from './summary.js'

/** What `<MizanForm>` takes. */
export interface MizanFormProps<I, R, E = never> {
  readonly form: ReactForm<I, R, E>
  /** `bootstrap5` by default; `plain`, or a map of your own. */
  readonly classes?: ClassMap
  /** The text of the button, or false for none. */
  readonly submit?: ReactNode
  /** What stands beside the button. */
  readonly actions?: ReactNode
  readonly words?: Partial<Words>
  /** Draw HTML of labels, help texts and layouts (`trustedHtml`); the plain text stands without it. */
  readonly html?: (html: string) => ReactNode
  /** What stands in the place of the form once it was accepted. */
  readonly success?: ReactNode | ((result: R) => ReactNode)
  /** What tells what is wrong: `Summary`, or `ErrorSummary` to list every complaint. */
  readonly summary?: ComponentType<{ readonly form: AnyForm }>
  /** Draw the fields yourself (`<Field>`). */
  readonly children?: ReactNode
}

/** Draw a form: complaints, fields or layout, button; and what comes after. */
export function MizanForm<I, R, E>(props: MizanFormProps<I, R, E>): ReactNode {
  const { form, classes = bootstrap5, html, words, success, summary: Wrong = Summary, children } = props
  if (form.status === 'success' && success !== undefined)
    return <div role="status">{typeof success === 'function' ? success(form.result as R) : success}</div>
  const untyped = anyForm(form)
  const hasButton = props.submit !== false && (children !== undefined || !form.form.def.layout?.some(submits))
  return (
    <LookContext value={{ classes, html, words: { ...english, ...words } }}>
      <form {...form.formProps} aria-busy={form.status === 'loading' || form.pending || undefined}>
        <Token />
        <Wrong form={untyped} />
        {children ?? <Layout form={untyped} />}
        <Sending form={untyped} />
        {hasButton && <SubmitButton pending={form.pending}>{props.submit}</SubmitButton>}
        {props.actions}
      </form>
    </LookContext>
  )
}

/** Carry the CSRF token where the page posts by itself. */
function Token(): ReactNode {
  const { csrf } = useClient().session
  return csrf && <input type="hidden" name="csrfmiddlewaretoken" value={csrf} readOnly />
}

function SubmitButton({ pending, children }: { readonly pending: boolean; readonly children?: ReactNode }): ReactNode {
  const { classes, words } = useLook()
  return (
    <button type="submit" className={classes.submit} aria-disabled={pending || undefined}>
      {pending ? words.pending : (children ?? words.submit)}
    </button>
  )
}
