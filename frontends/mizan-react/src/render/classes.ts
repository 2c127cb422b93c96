/** The class of every part that the renderers draw; a part without a class has none. */
export type ClassMap = Readonly<Partial<Record<Part, string>>> & {
  /** Whose classes the parts of rich layouts have (tabs, accordions, dialogs …), where the map does not say. */
  readonly preset?: 'bootstrap5'
}

/** A part of a drawn form. */
export type Part =
  | 'field'
  | 'label'
  | 'legend'
  | 'required'
  | 'asterisk'
  | 'input'
  | 'select'
  | 'check'
  | 'checkInput'
  | 'checkLabel'
  | 'invalid'
  | 'errors'
  | 'help'
  | 'summary'
  | 'summaryList'
  | 'current'
  | 'currentLabel'
  | 'currentFile'
  | 'files'
  | 'upload'
  | 'progress'
  | 'submit'
  | 'row'
  | 'column'
  | 'tabs'
  | 'tab'
  | 'tabActive'
  | 'tabPanel'
  | 'accordion'
  | 'group'
  | 'groupTitle'
  | 'groupBody'
  | 'button'
  | 'rows'
  | 'rowsTitle'
  | 'rowsRow'
  | 'rowsRowTitle'
  | 'rowsButton'
  | 'inline'
  | 'switch'
  | 'floating'
  | 'beside'
  | 'besideLabel'
  | 'besideLegend'
  | 'addons'
  | 'addon'
  | 'multi'
  | 'dismissible'
  | 'close'
  | 'modal'
  | 'modalHead'
  | 'modalTitle'
  | 'modalBody'
  | 'steps'
  | 'step'
  | 'stepName'
  | 'stepShown'
  | 'stepDone'
  | 'stepLater'
  | 'popup'
  | 'option'
  | 'optionActive'
  | 'optionGroup'
  | 'chips'
  | 'chip'
  | 'chipRemove'

/** The classes that crispy-bootstrap5 writes (https://github.com/django-crispy-forms/crispy-bootstrap5). */
export const bootstrap5: ClassMap = {
  preset: 'bootstrap5',
  field: 'mb-3',
  label: 'form-label',
  legend: 'form-label fs-6',
  required: 'requiredField',
  asterisk: 'asteriskField',
  input: 'form-control',
  select: 'form-select',
  check: 'form-check',
  checkInput: 'form-check-input',
  checkLabel: 'form-check-label',
  invalid: 'is-invalid',
  errors: 'invalid-feedback',
  help: 'form-text',
  summary: 'alert alert-block alert-danger',
  summaryList: 'm-0',
  current: 'input-group mb-2',
  currentLabel: 'input-group-text',
  currentFile: 'form-control d-flex h-auto',
  submit: 'btn btn-primary',
  row: 'row',
  column: 'col-md',
  button: 'btn',
  steps: 'nav nav-pills mb-3',
  step: 'nav-item',
  stepName: 'nav-link',
  stepShown: 'active',
  stepLater: 'disabled',
}

/** Few classes of our own, to hang a style sheet on. */
export const plain: ClassMap = {
  field: 'field',
  required: 'required',
  asterisk: 'asterisk',
  invalid: 'invalid',
  errors: 'errors',
  help: 'help',
  summary: 'summary',
  tabActive: 'active',
  steps: 'steps',
  stepShown: 'active',
}

/** Join class names, leaving out what is not there; undefined when none is. */
export function join(...names: readonly (string | false | undefined)[]): string | undefined {
  return names.filter(Boolean).join(' ') || undefined
}
