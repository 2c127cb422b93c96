import { zodResolver } from '@hookform/resolvers/zod'
import * as z from 'zod'

const COLOURS = Array.from({ length: 10 }, (_, number) => `c${number}`)

/** What `benchmarks/kinds.py` says, addresses left out, in zod's own words. */
const KINDS = [
  z.string().trim().min(1).max(20),
  z.string().trim().min(1).max(320).email(),
  z.int().min(0).max(99),
  z.literal(true),
  z.enum(COLOURS),
  z.iso.date(),
  z.string().trim().min(1).max(40),
  z.string().regex(/^-?\d{1,3}(\.\d{1,2})?$/),
]

export const schemaOf = (size: number) =>
  z.object(Object.fromEntries(Array.from({ length: size }, (_, index) => [`f${index}`, KINDS[index % KINDS.length]])))

/** Ask as react-hook-form does, which wants to know all fields of the form. */
export function resolverOf(size: number) {
  const fields = Object.fromEntries(Array.from({ length: size }, (_, index) => [`f${index}`, { name: `f${index}`, ref: { name: `f${index}` } }]))
  const resolve = zodResolver(schemaOf(size))
  return (values: Record<string, unknown>) =>
    resolve(values as never, undefined, { fields: fields as never, shouldUseNativeValidation: false })
}
