import { type OperationDef, type Resource, type Snapshot, resourceOf } from '@mizan/base'
import type { Nothing } from '@mizan/base/auth'
import { useClient, useStore } from '../provider.js'

/** What a hook holds of a read-only operation. */
export interface List<T> extends Snapshot<T> {
  readonly resource: Resource<T>
}

/** Read an operation once, and again when a write makes it stale. */
export function useList<T>(operation: OperationDef<Nothing, T>): List<T> {
  const { name } = operation
  const resource = resourceOf(useClient(), { name, scope: 'local', operation }, {})
  return { ...useStore(resource), resource }
}
