import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import type { AuditResult, Finding } from '../../../audit/result.ts'
import { ask } from '../../api/client.ts'
import { usePath } from '../../api/hooks.ts'
import { Loaded } from '../loaded.tsx'
import { FindingView } from './finding.tsx'

const FOUND = z.object({ id: z.string(), hops: z.array(z.unknown()), closes: z.array(z.unknown()) })
const findingSchema = z.custom<Finding>((value) => FOUND.safeParse(value).success)

interface Props {
  readonly run: string
  readonly finding: Finding
  readonly result: Pick<AuditResult, 'topology' | 'open'>
}

/** A finding with its path: of a result with many findings, the path is asked for when one is looked at. */
export function WholeFinding({ run, finding, result }: Props) {
  const at = usePath()(`/audit-runs/${run}/findings/${finding.id}`)
  const isBrief = finding.hops.length === 0
  const query = useQuery({
    queryKey: ['finding', at],
    queryFn: () => ask(findingSchema, 'GET', at),
    enabled: isBrief,
    staleTime: Infinity,
  })
  if (!isBrief) return <FindingView finding={finding} result={result} />
  return <Loaded query={query}>{(whole) => <FindingView finding={whole} result={result} />}</Loaded>
}
