import type { Cloud } from '../../src/cloud/cloud.ts'
import type { Rule } from '../../src/cloud/chain.ts'
import type { Router } from '../../src/cloud/network.ts'
import type { Dice } from './dice.ts'
import { local, maybe, no, prefix, rule, yes } from './parts.ts'

/** The cloud with machines that have a loopback network: some interfaces take its addresses, and some rules send packets there. */
export const withLoopback = (cloud: Cloud, d: Dice): Cloud => ({
  ...cloud,
  routers: cloud.routers.map((each) => looped(each, cloud, d)),
  chains: cloud.chains.map((each) => ({
    ...each,
    rules: each.rules.map((one) => (d.odds(4) ? redirected(one) : one)),
  })),
})

const redirected = ({ match }: Rule): Rule => rule({ kind: 'dnat', to: [prefix('127.0.0.1')], ports: null }, match)

function looped(router: Router, cloud: Cloud, d: Dice): Router {
  const faces = cloud.interfaces.filter((each) => each.router === router.id)
  return {
    ...router,
    tables: router.tables.map((table, i) =>
      i === 0 ? { ...table, routes: [...table.routes, local('127.0.0.0/8')] } : table,
    ),
    takesLoopback: Object.fromEntries(
      faces.flatMap(({ id }) => (d.odds(2) ? [[id, d.pick([yes, yes, maybe, no])]] : [])),
    ),
  }
}
