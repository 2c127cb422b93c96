import * as z from 'zod'

export const schema = z.object({
  name: z.string().min(1, 'This field is required.').max(80),
  email: z.email('Enter a valid email address.').max(320),
  topic: z.enum(['talk', 'other'], 'This field is required.'),
  message: z.string().min(1, 'This field is required.'),
  agree: z.literal(true, 'This field is required.'),
})

export type Contact = z.input<typeof schema>
