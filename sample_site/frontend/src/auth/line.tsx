import type { FieldHandle } from '@mizan/react'

interface LineProps {
  readonly field: FieldHandle<string> | FieldHandle<string | undefined>
  readonly label: string
  readonly autoComplete: string
}

/** A field with a label of our own, and without allauth's help text, which links to its own pages. */
export function Line({ field: { errors, inputProps, labelProps, errorProps }, label, autoComplete }: LineProps) {
  return (
    <div className="mb-3">
      <label className="form-label" {...labelProps}>
        {label}
      </label>
      <input className={errors.length ? 'form-control is-invalid' : 'form-control'} {...inputProps} placeholder="" autoComplete={autoComplete} />
      <div className="invalid-feedback" {...errorProps}>
        {errors.join(' ')}
      </div>
    </div>
  )
}
