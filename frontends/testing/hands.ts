/** What a user does, in jsdom by simulated events and in a browser by real ones. */
export interface Hands {
  readonly type: (element: Element, text: string) => Promise<void>
  readonly click: (element: Element) => Promise<void>
  readonly tab: () => Promise<void>
  readonly choose: (element: Element, value: string) => Promise<void>
  readonly upload: (element: Element, file: File) => Promise<void>
}

/** The hands that fit where the test runs. */
export async function hands(): Promise<Hands> {
  const isBrowser = '__vitest_browser__' in globalThis
  const { userEvent } = isBrowser ? await import('vitest/browser') : await import('@testing-library/user-event')
  return {
    type: (element, text) => userEvent.type(element, text),
    click: (element) => userEvent.click(element),
    tab: () => userEvent.tab(),
    choose: async (element, value) => {
      await userEvent.selectOptions(element as HTMLElement, value)
    },
    upload: (element, file) => (isBrowser ? userEvent.upload(element as HTMLElement, file) : give(element, file)),
  }
}

/** Put a file into an input of jsdom (user-event cannot while `Object.prototype` is frozen). */
async function give(element: Element, file: File): Promise<void> {
  Object.defineProperty(element, 'files', { value: [file], configurable: true })
  element.dispatchEvent(new Event('change', { bubbles: true }))
  return Promise.resolve()
}
