/** The whole run goes with a frozen prototype: whatever pollutes it fails at once. */
Object.freeze(Object.prototype)
