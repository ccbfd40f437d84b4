import type { claims as en } from '../en/claims.ts'

export const claims = {
  'C.8.3.3/1.1': 'テナントごとにネットワークが独立し、裏口がない',
  'C.8.3.3/1.2': '許可された者だけがテナントのネットワークに届く',
  'C.8.3.3/1.3': '管理ネットワークが分離され、許可された者だけが届く',
  isolated: '{from:party}と{to:party}は互いに分離されている',
  'tenants-isolated': 'どのテナントからも他のテナントへ届かない（{pairs} 組）',
  'no-foreign-mac': '所有者の定められていない機器からテナントへ届かない',
  'only-permitted': '{to:party}には許可された者だけが届く',
  'management-separate': 'テナントからも、外部からも、所有者の定められていない機器からも、管理ネットワークへ届かない',
  'management-reaches-as-permitted': '管理ネットワークからテナントへは、許可された通信だけが届く',
  'permissions-possible': '許可した通信が実際に可能である',
  'only-permitted-all': '{count} のどのテナントにも許可された者だけが届く',
} as const satisfies Record<keyof typeof en, string>
