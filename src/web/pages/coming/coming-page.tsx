import { useTexts } from '../../language/language.tsx'
import { PageHead } from '../../parts/page-head.tsx'

const TEXTS = {
  internalAudit: { ja: '内部監査', en: 'Internal audit' },
  certificate: { ja: '認証', en: 'Certificate' },
  assertion: { ja: '言明書', en: 'Assertion' },
  notYet: { ja: 'この段階は、まだ利用できません（準備中）。', en: 'This station is not available yet: it is coming.' },
  internalAuditAbout: {
    ja: '監査プログラム、監査計画、監査所見、是正処置及びマネジメントレビューを扱う予定です。技術監査の判定は、それまで適用宣言書の管理策に反映できます。',
    en: 'It will hold the audit programme, plans, findings, corrective actions and the management review. Until then, verdicts of the technical audit can be put on the controls of the Statement of Applicability.',
  },
  certificateAbout: {
    ja: '認証文書の表示（規格、役割、適用範囲、基となる ISMS、有効期限）の検査を行う予定です。',
    en: 'It will check what the certificate says: standard, role, scope, base ISMS and expiry.',
  },
  assertionAbout: {
    ja: '言明書（基本リスク、基本言明要件、CLD 管理策）の作成を行う予定です。',
    en: 'It will prepare the assertion: basic risks, basic statement requirements and the CLD controls.',
  },
} as const

/** The place of a station that is not built yet, said plainly. */
export function ComingPage({ which }: { readonly which: 'internalAudit' | 'certificate' | 'assertion' }) {
  const t = useTexts(TEXTS)
  return (
    <PageHead title={t[which]} say={t.notYet}>
      <p>{t[`${which}About`]}</p>
    </PageHead>
  )
}
