/** What is drawn of files that are there, chosen and on their way: loaded when there are some. */
import type { Progress, Store } from '@mizan/base'
import { type ReactNode, useSyncExternalStore } from 'react'
import type { AnyField, AnyForm, Look } from './look.js'

interface UploadProps {
  /** It comes as a prop: modules that this one shares with the renderers would be cut off from them, for every page. */
  readonly look: Look
  readonly form?: AnyForm
  readonly field?: AnyField
}

/** How far an upload is, and how to break it off while it can be; or the files of a field: the stored one, and those that were chosen. */
export default function Upload({ look, form, field }: UploadProps): ReactNode {
  if (form) return <Sending look={look} form={form} />
  return (
    field && (
      <>
        <Stored look={look} field={field} />
        <Files look={look} field={field} />
      </>
    )
  )
}

function Sending({ look: { classes, words }, form }: { readonly look: Look; readonly form: AnyForm }): ReactNode {
  const { get, subscribe }: Store<Progress | undefined> = form.form.progress
  const { loaded, total } = useSyncExternalStore(subscribe, get, get) ?? { loaded: 0, total: 0 }
  return (
    <div className={classes.upload}>
      <progress aria-label={words.pending} value={loaded} max={total || 1} className={classes.progress} />{' '}
      {loaded < total && (
        <button type="button" className={classes.button} onClick={form.abort}>
          {words.cancel}
        </button>
      )}
    </div>
  )
}

/** A stored file is named, and can be cleared where none is required. */
function Stored({ look: { classes, words }, field }: { readonly look: Look; readonly field: AnyField }): ReactNode {
  const stored = field.initial
  if (!isStored(stored)) return null
  const id = `${field.id}-clear`
  const isClearable = field.def.widget.kind === 'clearable-file' && !field.def.required
  return (
    <div className={classes.current}>
      <span className={classes.currentLabel}>{words.currently}</span>
      <div className={classes.currentFile}>
        <a href={stored.url}>{stored.name}</a>
        {isClearable && (
          <span className={classes.check}>
            <input
              id={id}
              type="checkbox"
              name={`${field.name}-clear`}
              className={classes.checkInput}
              checked={field.value === null}
              onChange={(event) => field.set(event.currentTarget.checked ? null : field.initial)}
            />
            <label htmlFor={id} className={classes.checkLabel}>
              {words.clear}
            </label>
          </span>
        )}
      </div>
    </div>
  )
}

interface StoredFile {
  readonly name: string
  readonly url?: string
}

function isStored(value: unknown): value is StoredFile {
  return typeof value === 'object' && value !== null && !(value instanceof Blob) && 'name' in value
}

/** Each file that was chosen can be taken back. */
function Files({ look: { classes, words }, field }: { readonly look: Look; readonly field: AnyField }): ReactNode {
  const files = [field.value].flat().filter((file) => file instanceof File)
  const remove = (file: File): void => {
    const rest = files.filter((other) => other !== file)
    tell(field.id, rest)
    field.set(Array.isArray(field.value) ? rest : field.initial)
  }
  if (!files.length) return null
  return (
    <ul className={classes.files}>
      {files.map((file, index) => (
        <li key={index}>
          {file.name} ({sizeOf(file)}){' '}
          <button type="button" className={classes.button} aria-label={`${words.clear} ${file.name}`} onClick={() => remove(file)}>
            {words.clear}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Let the browser's own input hold these files, too. */
function tell(id: string, files: readonly File[]): void {
  const input = document.getElementById(id)
  if (!(input instanceof HTMLInputElement)) return
  input.value = ''
  if (!files.length) return
  const list = new DataTransfer()
  for (const file of files) list.items.add(file)
  input.files = list.files
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte']

/** Write the size of a file in the language of the page. */
function sizeOf({ size }: File): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(size, 1)) / 3), 3)
  const format = { style: 'unit', unit: UNITS[step], unitDisplay: 'short', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(document.documentElement.lang || undefined, format).format(size / 1000 ** step)
}
