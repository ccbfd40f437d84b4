import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { ComingPage } from '../pages/coming/coming-page.tsx'
import { NotHere } from './not-here.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotHere })
const under = <const P extends string>(path: P, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component })

const routes = root.addChildren([
  under(
    '/',
    lazyRouteComponent(() => import('../pages/dashboard/dashboard-page.tsx'), 'DashboardPage'),
  ),
  under(
    '/organisation',
    lazyRouteComponent(() => import('../pages/organisation/organisation-page.tsx'), 'OrganisationPage'),
  ),
  under(
    '/scope',
    lazyRouteComponent(() => import('../pages/scope/scope-page.tsx'), 'ScopePage'),
  ),
  under(
    '/assets',
    lazyRouteComponent(() => import('../pages/assets/assets-page.tsx'), 'AssetsPage'),
  ),
  under(
    '/risks',
    lazyRouteComponent(() => import('../pages/risks/risks-page.tsx'), 'RisksPage'),
  ),
  under(
    '/treatment',
    lazyRouteComponent(() => import('../pages/treatment/treatment-page.tsx'), 'TreatmentPage'),
  ),
  under(
    '/gap',
    lazyRouteComponent(() => import('../pages/gap/gap-page.tsx'), 'GapPage'),
  ),
  under(
    '/statement',
    lazyRouteComponent(() => import('../pages/statement/statement-page.tsx'), 'StatementPage'),
  ),
  under(
    '/customers',
    lazyRouteComponent(() => import('../pages/customers/customers-page.tsx'), 'CustomersPage'),
  ),
  under(
    '/evidence',
    lazyRouteComponent(() => import('../pages/evidence/evidence-page.tsx'), 'EvidencePage'),
  ),
  under(
    '/audit',
    lazyRouteComponent(() => import('../pages/audit/audit-page.tsx'), 'AuditPage'),
  ),
  under(
    '/audit/$run',
    lazyRouteComponent(() => import('../pages/audit/run-page.tsx'), 'RunPage'),
  ),
  createRoute({
    getParentRoute: () => root,
    path: '/internal-audit',
    component: () => <ComingPage which="internalAudit" />,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/certificate',
    component: () => <ComingPage which="certificate" />,
  }),
  createRoute({ getParentRoute: () => root, path: '/assertion', component: () => <ComingPage which="assertion" /> }),
  under(
    '/comments',
    lazyRouteComponent(() => import('../pages/comments/comments-page.tsx'), 'CommentsPage'),
  ),
  under(
    '/ledger',
    lazyRouteComponent(() => import('../pages/ledger/ledger-page.tsx'), 'LedgerPage'),
  ),
  under(
    '/members',
    lazyRouteComponent(() => import('../pages/members/members-page.tsx'), 'MembersPage'),
  ),
  under(
    '/tokens',
    lazyRouteComponent(() => import('../pages/tokens/tokens-page.tsx'), 'TokensPage'),
  ),
  under(
    '/webhooks',
    lazyRouteComponent(() => import('../pages/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
  ),
  under(
    '/join',
    lazyRouteComponent(() => import('../pages/members/join-page.tsx'), 'JoinPage'),
  ),
  under(
    '/sign-in-refused',
    lazyRouteComponent(() => import('../pages/sign-in/refused-page.tsx'), 'RefusedPage'),
  ),
  under(
    '/account',
    lazyRouteComponent(() => import('../pages/account/account-page.tsx'), 'AccountPage'),
  ),
  under(
    '/reset',
    lazyRouteComponent(() => import('../pages/sign-in/reset-page.tsx'), 'ResetPage'),
  ),
  under(
    '/start',
    lazyRouteComponent(() => import('../pages/sign-in/start-page.tsx'), 'StartPage'),
  ),
])

/** Which page stands at which address. */
export const router = createRouter({ routeTree: routes, defaultPreload: 'intent', scrollRestoration: true })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
