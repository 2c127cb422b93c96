/** The door for generated code, version 1: what `mizan_generate` writes imports this and nothing else of the kernel. */
export { bare } from '../bare.js'
export type { CallOptions, Client, Locales, LocaleTexts } from '../client.js'
export { type ContextDef, type Operation, type OperationTraits, operation } from '../operations.js'
export type { ChoiceDef, FieldDef, FormDef, LayoutNode, WidgetDef } from '../form/types.js'
export * from '../rules/index.js'
export type { WizardDef } from '../wizard.js'
export { schemaFromJson } from '../schema-from-json.js'
