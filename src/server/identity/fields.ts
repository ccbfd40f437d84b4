import { z } from 'zod'
import { PASSWORD_MAX, PASSWORD_MIN } from './secrets.ts'

/** What is asked for in forms about accounts. */
export const emailSchema = z.email().max(254)
export const passwordSchema = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX)
/** A password that is compared, and not set: an old one may be shorter than the rule of today. */
export const knownPasswordSchema = z.string().max(PASSWORD_MAX)
/** A one-time token as it stands in a link. */
export const tokenSchema = z.string().min(20).max(200)
export const languageSchema = z.enum(['ja', 'en'])
