import type { ReactNode } from 'react'
import { useControlClass } from './control.js'
import { type AnyField, useLook } from './look.js'
import { Errors, Help } from './parts.js'

/** A file to upload; a stored one is named, and can be cleared where none is required. */
export function FileField({ field }: { readonly field: AnyField }): ReactNode {
  const { classes } = useLook()
  const className = useControlClass(field, 'input')
  return (
    <>
      <Stored field={field} />
      <div className={field.errors.length ? classes.invalid : undefined}>
        <input {...field.inputProps} className={className} />
        <Errors field={field} />
        <Help field={field} />
      </div>
    </>
  )
}

function Stored({ field }: { readonly field: AnyField }): ReactNode {
  const { classes, words } = useLook()
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
