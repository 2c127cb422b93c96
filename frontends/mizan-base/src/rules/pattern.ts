const compiled = new Map<string, RegExp>()

/**
 * Run a translated regular expression, compiled once.
 *
 * `how`: `u` searches, `uy` matches at the start only (Python's `search` and `match`).
 * Answers undefined where this JavaScript engine cannot tell (no look-behind, exhausted stack).
 */
export const run = (source: string, how: 'u' | 'uy', text: string): RegExpExecArray | null | undefined => {
  try {
    const key = how + '/' + source
    const pattern = compiled.get(key) ?? new RegExp(source, how)
    compiled.set(key, pattern)
    pattern.lastIndex = 0
    return pattern.exec(text)
  } catch {
    return undefined
  }
}
