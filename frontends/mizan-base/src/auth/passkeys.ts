/** Passkeys: the options that allauth gives as JSON, what the browser makes of them, and that as JSON again. */
import { unanswered } from '../transport.js'

/** Tell whether this browser has passkeys at all. */
export function isPasskeySupported(): boolean {
  return typeof PublicKeyCredential !== 'undefined'
}

/** Tell whether it can offer passkeys where a name is typed (`autocomplete="username webauthn"`). */
export async function isAutofillSupported(): Promise<boolean> {
  if (!isPasskeySupported() || typeof PublicKeyCredential.isConditionalMediationAvailable !== 'function') return false
  return PublicKeyCredential.isConditionalMediationAvailable()
}

type Json = Record<string, unknown>

/** Make a passkey. Raises MizanError `aborted` when the user does not, or this browser has none; its `cause` is what the browser said. */
export async function createPasskey(options: object, signal?: AbortSignal): Promise<Json> {
  needPasskeys()
  const publicKey = (options as { publicKey: PublicKeyCredentialCreationOptionsJSON }).publicKey
  const asked = { publicKey: creationOf(publicKey), ...(signal && { signal }) }
  return ask(() => navigator.credentials.create(asked))
}

/** Use a passkey; with `autofill` where a name is typed, once the user picks one there. Raises MizanError `aborted`. */
export async function getPasskey(options: object, { signal, autofill }: { readonly signal?: AbortSignal; readonly autofill?: boolean } = {}): Promise<Json> {
  needPasskeys()
  const publicKey = (options as { publicKey: PublicKeyCredentialRequestOptionsJSON }).publicKey
  const asked = { publicKey: requestOf(publicKey), ...(signal && { signal }), ...(autofill && ({ mediation: 'conditional' } as const)) }
  return ask(() => navigator.credentials.get(asked))
}

function needPasskeys(): void {
  if (!isPasskeySupported()) throw unanswered('aborted', 'This browser has no passkeys.')
}

/** Ask the browser; that nobody answered, refused or is able to is one and the same to it, by design. */
async function ask(question: () => Promise<Credential | null>): Promise<Json> {
  try {
    const credential = (await question()) as PublicKeyCredential | null
    if (!credential) throw new DOMException('No passkey.', 'NotAllowedError')
    return toJson(credential)
  } catch (cause) {
    throw unanswered('aborted', cause)
  }
}

function creationOf(json: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptions {
  if (typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function') return PublicKeyCredential.parseCreationOptionsFromJSON(json)
  return { ...json, challenge: bytes(json.challenge), user: { ...json.user, id: bytes(json.user.id) }, excludeCredentials: known(json.excludeCredentials) } as unknown as PublicKeyCredentialCreationOptions
}

function requestOf(json: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions {
  if (typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function') return PublicKeyCredential.parseRequestOptionsFromJSON(json)
  return { ...json, challenge: bytes(json.challenge), allowCredentials: known(json.allowCredentials) } as unknown as PublicKeyCredentialRequestOptions
}

const known = (list: readonly PublicKeyCredentialDescriptorJSON[] = []): object[] => list.map((each) => ({ ...each, id: bytes(each.id) }))

/** Write a credential as WebAuthn Level 3 does ("toJSON"). */
function toJson(credential: PublicKeyCredential): Json {
  if (typeof credential.toJSON === 'function') return { ...credential.toJSON() }
  const { id, rawId, type, authenticatorAttachment, response } = credential
  const answer = response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'] as const
  const written = parts.filter((part) => answer[part]).map((part) => [part, text(answer[part] as ArrayBuffer)])
  const transports = typeof answer.getTransports === 'function' && { transports: answer.getTransports() }
  return {
    id,
    rawId: text(rawId),
    type,
    authenticatorAttachment,
    response: { ...Object.fromEntries(written), ...transports },
    clientExtensionResults: credential.getClientExtensionResults(),
  }
}

/** Read base64url. */
function bytes(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
}

/** Write base64url. */
function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
