/** How often something may be done: `burst` at once, and then `perMinute`. */
export interface Limit {
  readonly burst: number
  readonly perMinute: number
}

export const LIMITS = {
  /** Everything that one caller asks. */
  all: { burst: 400, perMinute: 1200 },
  /** Passwords, links and tokens that may be guesses, by address. */
  guess: { burst: 10, perMinute: 10 },
  /** The same at one account, from all addresses: more than one address may send, so that no single stranger shuts a person out. */
  account: { burst: 30, perMinute: 30 },
  /** Codes of six digits, by account: a day of guessing has to stay far from a thousandth of them. */
  code: { burst: 10, perMinute: 0.5 },
  /** Answers that cannot be guessed (passkeys, second steps), by address: many people may sit behind one. */
  answer: { burst: 60, perMinute: 60 },
  /** Sign-ins that leave for the provider of identities, by address: many people may sit behind one. */
  leave: { burst: 60, perMinute: 60 },
  upload: { burst: 200, perMinute: 300 },
} as const satisfies Record<string, Limit>

/** Beyond this many keys the fullest buckets are forgotten, so that strangers cannot fill the memory. */
const KEYS = 20_000

export interface RateLimits {
  /** Takes one; false when there is none left. */
  take(limit: keyof typeof LIMITS, key: string): boolean
  /** Gives back one that was taken, where it turned out not to count. */
  giveBack(limit: keyof typeof LIMITS, key: string): void
}

/** Token buckets in memory, by a clock in milliseconds. */
export function rateLimits(clock: () => number): RateLimits {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(name, key) {
      const { burst, perMinute } = LIMITS[name]
      const at = clock()
      const id = `${name} ${key}`
      const bucket = buckets.get(id) ?? { left: burst, at }
      const left = Math.min(burst, bucket.left + ((at - bucket.at) * perMinute) / 60_000)
      // The newest use stands last, so that the first keys are the oldest.
      buckets.delete(id)
      if (buckets.size >= KEYS) forgetOldest(buckets)
      buckets.set(id, { left: left >= 1 ? left - 1 : left, at })
      return left >= 1
    },
    giveBack(name, key) {
      const bucket = buckets.get(`${name} ${key}`)
      if (bucket !== undefined) bucket.left = Math.min(LIMITS[name].burst, bucket.left + 1)
    },
  }
}

function forgetOldest(buckets: Map<string, unknown>): void {
  for (const key of [...buckets.keys()].slice(0, KEYS / 10)) buckets.delete(key)
}
