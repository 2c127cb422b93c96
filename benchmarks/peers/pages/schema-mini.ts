import * as z from 'zod/mini'

export const schema = z.object({
  name: z.string().check(z.minLength(1, 'This field is required.'), z.maxLength(80)),
  email: z.email('Enter a valid email address.').check(z.maxLength(320)),
  topic: z.enum(['talk', 'other'], 'This field is required.'),
  message: z.string().check(z.minLength(1, 'This field is required.')),
  agree: z.literal(true, 'This field is required.'),
})

export type Contact = z.input<typeof schema>
