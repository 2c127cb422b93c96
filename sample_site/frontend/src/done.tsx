import { type ReactNode, useEffect, useRef } from 'react'

/** What stands in the place of a form that was sent. It takes the focus, so that a screen reader says it. */
export function Done({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="done">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p>{children}</p>
    </section>
  )
}
