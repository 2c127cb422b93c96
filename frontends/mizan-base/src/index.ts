export { createClient } from './client.js'
export type { CallOptions, Client, ClientOptions, Locales, LocaleTexts, Upload } from './client.js'
export { MizanError } from './errors.js'
export type { CallError, ClientCode, DeclaredError, ProtocolCode } from './errors.js'
export { createForm } from './form/controller.js'
export { type RowTools, rowTools } from './form/row-tools.js'
export type { RowForm, Rows, RowsState } from './form/rows.js'
export { type Early, earlyForms } from './form/early.js'
export type {
  AlertNode,
  ButtonNode,
  ChoiceDef,
  FieldDef,
  FieldLook,
  FieldNode,
  FieldState,
  Form,
  FormDef,
  FormDescription,
  FormOptions,
  FormState,
  GroupNode,
  LayoutAttributes,
  LayoutNode,
  Offer,
  OptionsInput,
  OptionsOutput,
  RowsDef,
  WidgetDef,
} from './form/types.js'
export { readHydration } from './hydration.js'
export type { HydratedContext, Hydration, Session } from './hydration.js'
export { canonicalJson } from './json.js'
export type { CallArguments, ContextDef, Operation, OperationDef } from './operations.js'
export { type PartView, type PartWords, partsOf, withPart } from './parts.js'
export { controlAttributes, controlValue, formAttributes, inputType, optionsOf, readControl, shownValue } from './props.js'
export type { Attributes, FieldView, Option } from './props.js'
export { can, resourceOf } from './resource.js'
export type { Resource, Snapshot } from './resource.js'
export type { FieldTexts, FormTexts, Issue, StandardSchemaV1 } from './rules/types.js'
export { schemaFromJson } from './schema-from-json.js'
export { createStore } from './store.js'
export type { Store } from './store.js'
export type { Progress } from './upload.js'
export { createWizard } from './wizard.js'
export type { Wizard, WizardDef, WizardProgress, WizardState, WizardStep } from './wizard.js'
