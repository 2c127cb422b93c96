import type { Client, Form, Offer } from '@mizan/base'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useBox } from '../box.js'
import type { Choices } from './choices.js'
import type { ClassMap, join } from './classes.js'
import type { useClient } from '../provider.js'
import type { AnyField, AnyValues, Look, RemoteWords, useLook } from './look.js'
import type { Errors, Help, Label } from './parts.js'

/** What every page has already: it is handed in, so that it stays whole and this file comes alone. */
export interface RemoteParts {
  readonly Choices: typeof Choices
  readonly Errors: typeof Errors
  readonly Help: typeof Help
  readonly Label: typeof Label
  readonly join: typeof join
  readonly useClient: typeof useClient
  readonly useLook: typeof useLook
}

/** What a field with rows is drawn with. */
export interface RemoteProps {
  readonly form: Form<AnyValues, unknown>
  readonly field: AnyField
  readonly parts: RemoteParts
}

/** What its renderers take. */
interface DrawnProps extends RemoteProps {
  readonly client: Client
  readonly look: Look
}

const english: RemoteWords = {
  loading: 'Loading…',
  none: 'Nothing found.',
  failed: 'This could not be loaded.',
  retry: 'Try again',
  more: 'Show more',
  remove: (label) => `Remove ${label}`,
  found: (count, hasMore) => (hasMore ? `The first ${count} results` : count === 1 ? '1 result' : `${count} results`),
}

/** The classes of a list for those who dress inputs as Bootstrap does; a class map may say otherwise. */
const bootstrap: ClassMap = {
  popup: 'dropdown-menu',
  option: 'dropdown-item',
  optionActive: 'active',
  optionGroup: 'dropdown-header',
  chips: 'list-inline mb-2',
  chip: 'list-inline-item badge text-bg-secondary',
  chipRemove: 'btn btn-sm p-0 ms-1 text-reset',
}

const classesOf = ({ classes }: Look): ClassMap => (classes.input === 'form-control' ? { ...bootstrap, ...classes } : classes)
const wordsOf = (look: Look): RemoteWords => ({ ...english, ...look.words.remote })

/** What the form, or the row, calls the field: on the page its name begins with the row's. */
const nameIn = (form: RemoteProps['form'], field: AnyField): string => field.name.slice(form.prefix?.length ?? 0)

const HIDDEN = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' } as const
const ROOM = { position: 'relative' } as const
const POPUP = { display: 'block', position: 'absolute', zIndex: 1000, background: 'Canvas', width: '100%', maxHeight: '20rem', overflowY: 'auto' } as const

/** One row, or several, found by typing: a combobox with a listbox. */
export default function Remote(props: RemoteProps): ReactNode {
  const { useClient, useLook } = props.parts
  const drawn = { ...props, client: useClient(), look: useLook() }
  return /^select/.test(props.field.def.widget.kind) ? <Searched {...drawn} /> : <Listed {...drawn} />
}

function Searched({ form, field, client, look, parts: { Label, Errors, Help, join } }: DrawnProps): ReactNode {
  const classes = classesOf(look)
  const words = wordsOf(look)
  const { box, ...state } = useBox(client, form, nameIn(form, field))
  const input = useRef<HTMLInputElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const list = `${field.id}_listbox`
  const place = (index: number): string => `${list}_${index}`
  const { isOpen, offers, active, status } = state
  const { disabled, required, 'aria-invalid': invalid, 'aria-describedby': describedBy } = field.inputProps
  const isListed = isOpen && offers.length > 0
  const isDone = status === 'ready'

  useEffect(() => {
    const option = document.getElementById(place(active))
    if (!popup.current || !option) return
    const { offsetTop, offsetHeight } = option
    const room = popup.current.clientHeight
    popup.current.scrollTop = Math.min(offsetTop, Math.max(popup.current.scrollTop, offsetTop + offsetHeight - room))
  })
  const press = (event: KeyboardEvent): void => {
    if (!event.nativeEvent.isComposing) box.press(event)
  }
  const pick = (offer: Offer): void => {
    box.choose(offer)
    input.current?.focus()
  }
  const said = !isOpen ? '' : status === 'loading' ? words.loading : status === 'error' ? words.failed : offers.length ? words.found(offers.length, state.hasMore) : words.none

  return (
    <>
      <Label field={field} />
      {box.isMultiple && <Chips look={look} chosen={state.chosen} disabled={disabled} onRemove={(value) => (box.remove(value), input.current?.focus())} />}
      <div className={join(field.errors.length > 0 && classes.invalid)} style={ROOM} onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || box.leave()}>
        <input
          ref={input}
          id={field.id}
          name={field.name}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={isListed}
          aria-controls={list}
          aria-activedescendant={isListed && active >= 0 ? place(active) : undefined}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          aria-required={required}
          disabled={disabled}
          placeholder={field.inputProps.placeholder}
          className={join(classes.select ?? classes.input, field.inputProps.className, field.errors.length > 0 && classes.invalid)}
          value={state.text}
          onChange={({ currentTarget }) => box.type(currentTarget.value)}
          onClick={box.open}
          onKeyDown={press}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <div ref={popup} id={`${list}_popup`} className={isOpen ? classes.popup : undefined} style={isOpen ? POPUP : undefined} hidden={!isOpen}>
          <div id={list} role="listbox" aria-label={field.label} aria-multiselectable={box.isMultiple || undefined} hidden={!isListed} onMouseDown={(event) => event.preventDefault()}>
            {isOpen && <Offers look={look} join={join} offers={offers} active={active} chosen={state.chosen} place={place} onPick={pick} />}
          </div>
          {isDone && state.hasMore && (
            <button type="button" tabIndex={-1} className={classes.button} onMouseDown={(event) => event.preventDefault()} onClick={box.more}>
              {words.more}
            </button>
          )}
          {status === 'error' && (
            <button type="button" className={classes.button} onMouseDown={(event) => event.preventDefault()} onClick={box.retry}>
              {words.failed} {words.retry}
            </button>
          )}
          {isDone && !offers.length && <div className={classes.option}>{words.none}</div>}
          {status === 'loading' && !offers.length && <div className={classes.option}>{words.loading}</div>}
        </div>
        <div role="status" style={HIDDEN}>
          {said}
        </div>
      </div>
      <Errors field={field} />
      <Help field={field} />
    </>
  )
}

interface OffersProps {
  readonly look: Look
  readonly join: RemoteParts['join']
  readonly offers: readonly Offer[]
  readonly active: number
  readonly chosen: readonly Offer[]
  readonly place: (index: number) => string
  readonly onPick: (offer: Offer) => void
}

/** The options, those of a group together under its name. */
function Offers({ look, join, offers, active, chosen, place, onPick }: OffersProps): ReactNode {
  const classes = classesOf(look)
  const one = (offer: Offer): ReactNode => {
    const index = offers.indexOf(offer)
    const isChosen = chosen.some(({ value }) => value === offer.value)
    return (
      <div
        key={offer.value}
        id={place(index)}
        role="option"
        aria-selected={isChosen}
        data-active={index === active || undefined}
        className={join(classes.option, index === active && classes.optionActive)}
        style={{ fontWeight: isChosen ? 'bold' : undefined, cursor: 'pointer', outline: index === active ? 'auto' : undefined }}
        onClick={() => onPick(offer)}
      >
        {offer.label}
      </div>
    )
  }
  const groups = new Map<string | undefined, Offer[]>()
  for (const offer of offers) groups.set(offer.group, [...(groups.get(offer.group) ?? []), offer])
  return [...groups].map(([group, members]) =>
    group === undefined ? (
      members.map(one)
    ) : (
      <div key={`group ${group}`} role="group" aria-label={group}>
        <div role="presentation" aria-hidden className={classes.optionGroup}>
          {group}
        </div>
        {members.map(one)}
      </div>
    ),
  )
}

interface ChipsProps {
  readonly look: Look
  readonly chosen: readonly Offer[]
  readonly disabled?: boolean | undefined
  readonly onRemove: (value: string) => void
}

function Chips({ look, chosen, disabled, onRemove }: ChipsProps): ReactNode {
  const classes = classesOf(look)
  const words = wordsOf(look)
  if (!chosen.length) return null
  return (
    <ul className={classes.chips}>
      {chosen.map(({ value, label }) => (
        <li key={value} className={classes.chip}>
          {label}{' '}
          <button type="button" className={classes.chipRemove} disabled={disabled} aria-label={words.remove(label)} onClick={() => onRemove(value)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Rows as radio buttons or boxes to tick, all to be seen: page after page as somebody asks for more. */
function Listed({ form, field, client, look, parts: { Choices } }: DrawnProps): ReactNode {
  const classes = classesOf(look)
  const words = wordsOf(look)
  const { box, ...state } = useBox(client, form, nameIn(form, field))
  const [seen, see] = useState<readonly Offer[]>([])
  useEffect(() => box.open(), [box, state.isOpen])
  useEffect(() => {
    if (state.status === 'ready') see(state.offers)
  }, [state.status, state.offers])
  const offers = [...seen, ...state.chosen.filter(({ value }) => !seen.some((offer) => offer.value === value))]
  const told: AnyField = {
    ...field,
    def: { ...field.def, choices: offers.map(({ value }) => value) },
    texts: { ...field.texts, choices: offers.map(({ label }) => label) },
  }
  return (
    <>
      <Choices field={told} />
      {state.status === 'ready' && state.hasMore && (
        <button type="button" className={classes.button} onClick={box.more}>
          {words.more}
        </button>
      )}
      {state.status === 'error' && (
        <button type="button" className={classes.button} onClick={box.retry}>
          {words.failed} {words.retry}
        </button>
      )}
      {state.status === 'ready' && !offers.length && <p>{words.none}</p>}
    </>
  )
}
