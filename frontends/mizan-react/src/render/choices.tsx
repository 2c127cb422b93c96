import { type Option, optionsOf } from '@mizan/base'
import { Fragment, type ReactNode } from 'react'
import { optionProps } from '../field.js'
import { join } from './classes.js'
import { type AnyField, useLook } from './look.js'
import { Errors, Help, Legend } from './parts.js'

type Choice = Option & { readonly value: string }

/** A choice that is all to be seen: radio buttons, or several boxes to tick. */
export function Choices({ field }: { readonly field: AnyField }): ReactNode {
  const errors = <Errors field={field} />
  return (
    <fieldset aria-describedby={field.inputProps['aria-describedby']}>
      <Legend field={field} />
      <div>
        <Options field={field}>{errors}</Options>
      </div>
      {!optionsOf(field).length && errors}
      <Help field={field} />
    </fieldset>
  )
}

/** Each choice of a field; `children` stand with the last one. */
export function Options({ field, children }: { readonly field: AnyField; readonly children?: ReactNode }): ReactNode {
  const options = optionsOf(field)
  const flat = options.flatMap((option) => option.options ?? [option]).filter(isChoice)
  const one = (choice: Option): ReactNode => {
    if (!isChoice(choice)) return null
    const index = flat.indexOf(choice)
    return (
      <One key={choice.value} field={field} choice={choice} index={index}>
        {index === flat.length - 1 && children}
      </One>
    )
  }
  return options.map((option) =>
    option.options ? (
      <Fragment key={`group ${option.label}`}>
        <strong>{option.label}</strong>
        {option.options.map(one)}
      </Fragment>
    ) : (
      one(option)
    ),
  )
}

interface OneProps {
  readonly field: AnyField
  readonly choice: Choice
  readonly index: number
  readonly children: ReactNode
}

function One({ field, choice, index, children }: OneProps): ReactNode {
  const { classes } = useLook()
  const props = optionProps(field, choice.value, index)
  return (
    <div className={classes.check}>
      <input {...props} className={join(classes.checkInput, props.className, field.errors.length > 0 && classes.invalid)} />
      <label htmlFor={props.id} className={classes.checkLabel}>
        {choice.label}
      </label>
      {children}
    </div>
  )
}

function isChoice(option: Option): option is Choice {
  return !option.options
}
