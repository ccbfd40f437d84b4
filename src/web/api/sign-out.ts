import { z } from 'zod'
import { ask } from './client.ts'

/** Ends the session, forgets what was typed and not saved (the next at this window may be somebody else), and loads the page anew. */
export async function signOut(load: () => void): Promise<void> {
  await ask(z.null(), 'DELETE', '/session')
  sessionStorage.clear()
  load()
}
