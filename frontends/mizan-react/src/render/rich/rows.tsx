import type { Rows, Store } from '@mizan/base'
import { rowsOf } from '@mizan/base/rows'
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { AnyForm, RowWords } from '../look.js'
import { core } from './core.js'

const ENGLISH: RowWords = { add: 'Add to', remove: 'Remove', keep: 'Keep', goes: 'This goes when you submit.', moveUp: 'Move up', moveDown: 'Move down' }

/** Draw the rows of a formset: each as a group of its own, with buttons to add, remove and move. */
export function RowsField({ form, name }: { readonly form: AnyForm; readonly name: string }): ReactNode {
  const { classes, words: given } = core.useLook()
  const words = { ...ENGLISH, ...given.rows }
  const client = core.useClient()
  const rows = useMemo(() => rowsOf(core.rowTools, client, form.form, name), [client, form.form, name])
  const [, drawAgain] = useState(false)
  useLayoutEffect(() => {
    // As with a form: what is typed while the form of the server still stands must be heard at once.
    if (client.early) drawAgain(true)
    return rows.mount()
  }, [rows, client.early])
  const { keys, removed, errors } = useFollowed(rows.state)
  const box = useRef<HTMLFieldSetElement>(null)
  /** What shall have the focus once it is drawn. */
  const wanted = useRef<string>(undefined)
  useEffect(() => {
    const target = wanted.current
    wanted.current = undefined
    if (target) box.current?.querySelector<HTMLElement>(target)?.focus()
  })
  const id = `${form.form.id}-${name}`
  const label = form.form.texts(name).label
  const title = (index: number): string => `${label} ${index + 1}`
  const add = (): void => {
    wanted.current = `${one(rowId(id, rows.add()))} :is(input, select, textarea):enabled:not([type=hidden])`
  }
  const remove = (key: string, index: number): void => {
    rows.remove(key)
    const next = rows.state.get().keys[index] ?? rows.state.get().keys.at(-1)
    wanted.current = next === undefined ? '[data-row-add]' : `${one(rowId(id, next))} [data-row-remove]`
  }
  const move = (key: string, to: number, way: string): void => {
    rows.move(key, to)
    wanted.current = `${one(rowId(id, key))} [data-row-${way}]:enabled, ${one(rowId(id, key))} [data-row-remove]`
  }
  return (
    <fieldset ref={box} data-rows="" id={`div_${id}`} name={name} className={classes.rows} aria-describedby={errors.length ? `${id}_error` : undefined}>
      <legend className={classes.rowsTitle}>{label}</legend>
      {errors.length > 0 && (
        <div id={`${id}_error`} role="alert" className={classes.summary}>
          {errors.map((error, index) => (
            <p key={index}>
              <strong>{error}</strong>
            </p>
          ))}
        </div>
      )}
      {keys.map((key, index) => {
        const isRemoved = removed.includes(key)
        return (
          <fieldset key={key} id={rowId(id, key)} className={classes.rowsRow}>
            <legend className={classes.rowsRowTitle}>{title(index)}</legend>
            {isRemoved ? <p className={classes.help}>{words.goes}</p> : <Row rows={rows} rowKey={key} />}
            {rows.def.can_order && (
              <>
                <RowButton mark="up" disabled={index === 0} act={() => move(key, index - 1, 'up')} text={words.moveUp} about={title(index)} />
                <RowButton mark="down" disabled={index === keys.length - 1} act={() => move(key, index + 1, 'down')} text={words.moveDown} about={title(index)} />
              </>
            )}
            {isRemoved ? (
              <RowButton mark="remove" act={() => rows.restore(key)} text={words.keep} about={title(index)} />
            ) : (
              (rows.def.can_delete || !isStored(rows, key)) && <RowButton mark="remove" act={() => remove(key, index)} text={words.remove} about={title(index)} />
            )}
          </fieldset>
        )
      })}
      {keys.length - removed.length < rows.def.max && (
        <button type="button" data-row-add="" className={classes.rowsButton} onClick={add}>
          {words.add} {label}
        </button>
      )}
    </fieldset>
  )
}

function useFollowed<T>({ subscribe, get }: Store<T>): T {
  return useSyncExternalStore(subscribe, get, get)
}

const one = (id: string): string => `[id=${JSON.stringify(id)}]`

const rowId = (id: string, key: string): string => `${id}-${key}-row`

/** A row that the server has goes with the submission; any other simply goes. */
function isStored(rows: Rows, key: string): boolean {
  return rows.def.key !== undefined && rows.row(key).isStored
}

/** The fields of one row, and what is wrong with it as a whole. */
function Row({ rows, rowKey }: { readonly rows: Rows; readonly rowKey: string }): ReactNode {
  const { classes } = core.useLook()
  const row = rows.row(rowKey)
  const state = useFollowed(row.state)
  return (
    <>
      {state.errors.length > 0 && (
        <div role="alert" className={classes.summary}>
          {state.errors.map((error, index) => (
            <p key={index}>
              <strong>{error}</strong>
            </p>
          ))}
        </div>
      )}
      <core.Layout form={{ ...state, form: row } as unknown as AnyForm} />
    </>
  )
}

interface RowButtonProps {
  readonly mark: string
  readonly text: string
  readonly about: string
  readonly disabled?: boolean
  readonly act: () => void
}

function RowButton({ mark, text, about, disabled, act }: RowButtonProps): ReactNode {
  const { classes } = core.useLook()
  return (
    <button type="button" {...{ [`data-row-${mark}`]: '' }} className={classes.rowsButton} disabled={disabled} aria-label={`${text}: ${about}`} onClick={act}>
      {text}
    </button>
  )
}
