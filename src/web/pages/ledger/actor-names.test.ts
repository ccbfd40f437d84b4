import { describe, expect, it } from 'vitest'
import { whyText } from './actor-names.ts'

const t = {
  waiting: '待機中',
  running: '実行中',
  done: '完了',
  failed: '失敗',
  stopped: '中止',
  file: 'ファイル {file}',
  raised: '監査 {run} と食い違ったため',
}

describe('why something was changed', () => {
  it('[M-1] says in the language of the page what the program writes by itself', () => {
    expect(whyText({ by: 'system', kind: 'auditRun', why: 'done' }, t)).toBe('完了')
    expect(whyText({ by: 'system', kind: 'applicability', why: 'audit run r1' }, t)).toBe('監査 r1 と食い違ったため')
    expect(whyText({ by: 'account:a', kind: 'evidence', why: 'file a.zip' }, t)).toBe('ファイル a.zip')
  })

  it('[M-1] leaves what people wrote as they wrote it', () => {
    expect(whyText({ by: 'account:a', kind: 'auditRun', why: 'done' }, t)).toBe('done')
    expect(whyText({ by: 'system', kind: 'risk', why: 'done' }, t)).toBe('done')
  })
})
