/** What a form needs of the page once somebody works with it. */
export { focusField, focusFirst, forgetFiles } from './element.js'
export { guard } from './guard.js'
export { createFormLive, createLive } from './live.js'
