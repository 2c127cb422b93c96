import type { Store } from '../store.js'

/** A form as its guard sees it. */
export interface Guarded {
  readonly state: Pick<Store<{ readonly dirty: boolean }>, 'get'>
  readonly options: { readonly guard?: boolean | (() => boolean) }
}

const guarded = new WeakSet<AbortController>()

/** Warn before unsaved changes are left, while the form's `life` on the page lasts: by the browser's own question, and within an app by the one of the page. */
export function guard(form: Guarded, life: AbortController | undefined): void {
  if (!life || life.signal.aborted || guarded.has(life)) return
  guarded.add(life)
  const isUnsaved = (): boolean => Boolean(form.options.guard) && form.state.get().dirty
  const warn = (event: BeforeUnloadEvent): void => {
    if (isUnsaved()) event.preventDefault()
  }
  const ask = (event: NavigateEvent): void => {
    const { guard: may } = form.options
    const isElsewhere = event.destination.sameDocument && !event.hashChange && pageOf(event.destination.url) !== pageOf(location.href)
    if (typeof may === 'function' && event.cancelable && isElsewhere && isUnsaved() && !may()) event.preventDefault()
  }
  // Not yet in every browser; there the document as a whole is guarded alone.
  const { navigation } = window as { readonly navigation?: Navigation }
  window.addEventListener('beforeunload', warn, { signal: life.signal })
  navigation?.addEventListener('navigate', ask, { signal: life.signal })
}

function pageOf(url: string): string {
  return new URL(url).pathname
}
