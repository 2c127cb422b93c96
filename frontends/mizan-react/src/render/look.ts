import { type ReactNode, createContext, useContext } from 'react'
import type { ReactForm } from '../form.js'
import type { FieldHandle } from '../field.js'
import type { ClassMap } from './classes.js'

/** Values of a form whose type is of no interest here. */
export type AnyValues = Record<string, unknown>

/** A form as the renderers see it. */
export type AnyForm = ReactForm<AnyValues, unknown>

/** A field as the renderers see it. */
export type AnyField = FieldHandle<unknown>

/** How a form is drawn. */
export interface Look {
  readonly classes: ClassMap
  /** Draw HTML that the developer wrote in Python (`SafeString`); without it, the plain text stands. */
  readonly html?: ((html: string) => ReactNode) | undefined
  readonly words: Words
}

/** The few texts that no field carries. */
export interface Words {
  readonly submit: string
  readonly pending: string
  /** Beside a stored file, as Django's ClearableFileInput says. */
  readonly currently: string
  readonly clear: string
  /** On the button that takes away an alert or a dialog. */
  readonly close: string
  /** Break off an upload. */
  readonly cancel: string
  /** The parts of a moment that is filled in by two controls. */
  readonly date: string
  readonly time: string
  /** The buttons of a wizard's step. */
  readonly next: string
  readonly back: string
  /** What a field with rows says, where it is not English. */
  readonly remote?: Partial<RemoteWords>
  /** The button that fetches a record which somebody else has changed meanwhile. */
  readonly reload: string
  /** What the rows of a formset say, where it is not English. */
  readonly rows?: Partial<RowWords>
}

/** What a field with rows says. */
export interface RemoteWords {
  readonly loading: string
  readonly none: string
  readonly failed: string
  readonly retry: string
  readonly more: string
  readonly remove: (label: string) => string
  readonly found: (count: number, hasMore: boolean) => string
}

/** What the rows of a formset say. */
export interface RowWords {
  readonly add: string
  readonly remove: string
  readonly keep: string
  /** In place of a row that will be removed. */
  readonly goes: string
  readonly moveUp: string
  readonly moveDown: string
}

/** English, as Django writes it. */
export const english: Words = {
  submit: 'Submit',
  pending: 'Submitting…',
  currently: 'Currently',
  clear: 'Clear',
  close: 'Close',
  cancel: 'Cancel',
  date: 'Date',
  time: 'Time',
  next: 'Next',
  back: 'Back',
  reload: 'Load the present version',
}

/** The look of the form around. */
export const LookContext = createContext<Look>({ classes: {}, words: english })

/** Return the look of the form around. */
export function useLook(): Look {
  return useContext(LookContext)
}

/** Forget the types of a form, for the renderers. */
export function anyForm<I, R, E>(form: ReactForm<I, R, E>): AnyForm {
  return form as unknown as AnyForm
}
