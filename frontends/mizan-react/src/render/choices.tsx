import { type Option, optionsOf } from '@mizan/base'
import { Fragment, type ReactNode } from 'react'
import { optionProps } from '../field.js'
import { join } from './classes.js'
import { type AnyField, useLook } from './look.js'
import { Errors, Help, LabelText } from './parts.js'

type Choice = Option & { readonly value: string }

/** A choice that is all to be seen: radio buttons, or several boxes to tick. */
export function Choices({ field }: { readonly field: AnyField }): ReactNode {
  const { classes } = useLook()
  const { 'aria-describedby': describedBy } = field.inputProps
  const options = optionsOf(field)
  const flat = options.flatMap((option) => option.options ?? [option]).filter(isChoice)
  const one = (choice: Option): ReactNode => {
    if (!isChoice(choice)) return null
    const index = flat.indexOf(choice)
    return <One key={choice.value} field={field} choice={choice} index={index} isLast={index === flat.length - 1} />
  }
  return (
    <fieldset aria-describedby={describedBy}>
      <legend className={join(classes.legend, field.def.required && classes.required)}>
        <LabelText field={field} />
      </legend>
      <div>
        {options.map((option) =>
          option.options ? (
            <Fragment key={`group ${option.label}`}>
              <strong>{option.label}</strong>
              {option.options.map(one)}
            </Fragment>
          ) : (
            one(option)
          ),
        )}
      </div>
      {!flat.length && <Errors field={field} />}
      <Help field={field} />
    </fieldset>
  )
}

interface OneProps {
  readonly field: AnyField
  readonly choice: Choice
  readonly index: number
  readonly isLast: boolean
}

function One({ field, choice, index, isLast }: OneProps): ReactNode {
  const { classes } = useLook()
  const props = optionProps(field, choice.value, index)
  return (
    <div className={classes.check}>
      <input {...props} className={join(classes.checkInput, props.className, field.errors.length > 0 && classes.invalid)} />
      <label htmlFor={props.id} className={classes.checkLabel}>
        {choice.label}
      </label>
      {isLast && <Errors field={field} />}
    </div>
  )
}

function isChoice(option: Option): option is Choice {
  return !option.options
}
