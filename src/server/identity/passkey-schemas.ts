import { z } from 'zod'

/** Bytes as base64url text, at most so many signs. */
const bytes = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\w-]+$/)

/** A credential's id has at most 1023 bytes (WebAuthn 4). */
const idSchema = bytes(1400)
const clientDataSchema = bytes(8000)

/** What a browser gives for a new passkey (RegistrationResponseJSON). Members that we do not use may stand in it. */
export const registeredSchema = z.object({
  id: idSchema,
  rawId: idSchema,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: clientDataSchema,
    attestationObject: bytes(40_000),
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
})

/** What a browser gives for a passkey that was used (AuthenticationResponseJSON). */
export const answeredSchema = z.object({
  id: idSchema,
  rawId: idSchema,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: clientDataSchema,
    authenticatorData: bytes(8000),
    signature: bytes(4000),
    userHandle: bytes(200).nullish(),
  }),
})
