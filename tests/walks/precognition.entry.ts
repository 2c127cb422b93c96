/** The clients of Laravel and Inertia as a page bundles them, unmodified; `precognition.spec.ts` drives them. */
import { http, UseFormUtils } from '@inertiajs/core'
import axios from 'axios'
import { client, createValidator, toSimpleValidationErrors } from 'laravel-precognition'
import { axiosAdapter } from 'laravel-precognition/axios'

const COOKIE = 'csrftoken'
const HEADER = 'X-CSRFToken'

/** What carries the requests, each told Django's two names and nothing else. */
const carriers = {
  laravel: () => client.withXsrfCookieName(COOKIE).withXsrfHeaderName(HEADER),
  axios: () => {
    axios.defaults.xsrfCookieName = COOKIE
    axios.defaults.xsrfHeaderName = HEADER
    return client.useHttpClient(axiosAdapter(axios))
  },
  inertia: () => {
    http.setClient({ xsrfCookieName: COOKIE, xsrfHeaderName: HEADER }) // tells the client of Laravel, too
    return client
  },
}

export type Carrier = keyof typeof carriers

/** What a form of Laravel or Inertia knows after it has asked. */
export interface Known {
  readonly errors: Record<string, string[]>
  readonly simple: Record<string, string>
  readonly valid: string[]
}

/** Validate some fields of a form, as `useForm` of both does. */
async function validate(carrier: Carrier, url: string, data: Record<string, unknown>, only: string[]): Promise<Known> {
  carriers[carrier]()
  const [, config] = UseFormUtils.mergeHeadersForValidation(undefined, { only }, { 'X-Walk': '1' })
  const validator = createValidator((precognitive) => precognitive.post(url, data))
  await new Promise<void>((resolve, reject) => {
    validator.on('validatedChanged', resolve)
    validator.validate({ ...config, only, onForbidden: (response) => reject(new Error(`forbidden ${response.status}`)) })
    setTimeout(() => reject(new Error('no answer')), 6000)
  })
  return { errors: validator.errors(), simple: toSimpleValidationErrors(validator.errors()), valid: validator.valid() }
}

/** Submit for good: the same endpoint, without precognition; Inertia by the client that makes its visits. */
async function submit(carrier: Carrier, url: string, data: Record<string, unknown>): Promise<unknown> {
  const sender = carriers[carrier]()
  const headers = { Accept: 'application/json' }
  const answer = await (carrier === 'inertia'
    ? http.getClient().request({ method: 'post', url, data, headers }).catch((error: unknown) => (error as { response: unknown }).response)
    : sender.post(url, data, { precognitive: false, onValidationError: (response) => response }))
  const { status, data: body } = answer as { status: number; data: unknown }
  return { status, body: typeof body === 'string' ? (JSON.parse(body) as unknown) : body }
}

Object.assign(window, { precognition: { validate, submit } })
