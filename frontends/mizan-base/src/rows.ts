/** The rows of formsets, for pages that have some. */
export { type RowForm, type Rows, type RowsHolder, type RowsState, rowsOf } from './form/rows.js'
