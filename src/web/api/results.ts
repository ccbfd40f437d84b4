import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import type { AuditResult } from '../../audit/result.ts'
import { STAGES } from '../../audit/stage.ts'
import type { Sight } from '../../server/audit/sight.ts'
import type { Recognition } from '../../server/audit/task.ts'
import { ask } from './client.ts'
import { useAsked, usePath } from './hooks.ts'

const HEAD = z.object({ format: z.literal('akashi-audit'), version: z.literal(1), findings: z.array(z.unknown()) })

/** The result of a run: its format and version are checked, and say what the rest is. */
const resultSchema = z.custom<AuditResult>((value) => HEAD.safeParse(value).success)

/** All that a finished run says, of many findings without their paths; it never changes. */
export function useResult(run: string, isWanted: boolean) {
  const at = usePath()(`/audit-runs/${run}/result?findings=brief`)
  return useQuery({
    queryKey: ['result', at],
    queryFn: () => ask(resultSchema, 'GET', at),
    enabled: isWanted,
    staleTime: Infinity,
  })
}

const RECOGNISED = z.object({
  sha256: z.string(),
  files: z.array(z.unknown()),
  coverage: z.array(z.unknown()),
  problems: z.array(z.unknown()),
  engagement: z.string().nullable(),
})
const recognitionSchema = z.custom<Recognition>((value) => RECOGNISED.safeParse(value).success)

/** What the files of a piece of evidence are recognised as, without any audit. */
export const useRecognition = (evidence: string, isWanted: boolean) =>
  useAsked(recognitionSchema, `/evidence/${evidence}/recognition`, { isWanted })

const verdict = z.enum(['proved', 'refuted', 'undetermined']).nullable()
const saying = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
const changeSchema = z.object({
  from: z.string(),
  to: z.string(),
  before: verdict,
  after: verdict,
  opened: z.array(saying),
  closed: z.array(saying),
})
const comparisonSchema = z.object({ changes: z.array(changeSchema) })
export type DirectionChange = z.infer<typeof changeSchema>

/** What opened and what closed from one run to another. */
export const useComparison = (before: string, after: string) =>
  useAsked(comparisonSchema, `/audit-runs/${before}/compare/${after}`)

const SEEN = z.object({
  endpoints: z.array(z.unknown()),
  total: z.number(),
  problems: z.array(z.unknown()),
  draft: z.object({ ja: z.string(), en: z.string() }),
})
const sightSchema = z.custom<Sight>((value) => SEEN.safeParse(value).success)

/** Whose each endpoint of the evidence is under the text of an engagement; what was shown stays until the next answer is there. */
export function useSight(evidence: string, text: string) {
  const at = usePath()(`/evidence/${evidence}/ownership`)
  return useQuery({
    queryKey: ['sight', at, text],
    queryFn: () => ask(sightSchema, 'POST', at, { text }),
    enabled: evidence !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
}

const progressSchema = z.object({
  status: z.enum(['waiting', 'running', 'done', 'failed', 'stopped']),
  ahead: z.number(),
  isStopping: z.boolean(),
  now: z.object({ stage: z.enum(STAGES), counts: z.record(z.string(), z.number()) }).nullable(),
})
export type Progress = z.infer<typeof progressSchema>

const AGAIN_AFTER = 700

/** What a waiting or running audit does now, asked again and again. */
export function useProgress(run: string) {
  const at = usePath()(`/audit-runs/${run}/progress`)
  return useQuery({
    queryKey: ['progress', at],
    queryFn: () => ask(progressSchema, 'GET', at),
    refetchInterval: AGAIN_AFTER,
    gcTime: 0,
  })
}
