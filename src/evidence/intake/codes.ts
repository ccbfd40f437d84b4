import type { Text } from '../../base/text.ts'

/** Every problem of the intake and its sentence; `{name}` is filled from the problem's parameters. */
export const INTAKE_TEXTS = {
  'intake-file-large': {
    ja: 'ファイルが上限 {limit} バイトを超えるため、取り込みませんでした。',
    en: 'The file is larger than the limit of {limit} bytes and was not taken in.',
  },
  'intake-total-large': {
    ja: '証拠一式の合計が上限 {limit} バイトを超えるため、以降のファイルを取り込みませんでした。',
    en: 'The evidence set is larger than the limit of {limit} bytes in total; further files were not taken in.',
  },
  'intake-files-many': {
    ja: 'ファイル数が上限 {limit} を超えるため、以降のファイルを取り込みませんでした。',
    en: 'There are more files than the limit of {limit}; further files were not taken in.',
  },
  'intake-time': {
    ja: '取り込みが制限時間を超えたため、以降のファイルを取り込みませんでした。',
    en: 'Taking in the evidence took longer than allowed; further files were not taken in.',
  },
  'intake-ratio': {
    ja: '圧縮率が上限 {limit} 倍を超えるため、展開しませんでした。',
    en: 'The content unpacks to more than {limit} times its packed size and was refused.',
  },
  'intake-path': {
    ja: 'パス「{path}」は安全でない（{reason}）ため、取り込みませんでした。',
    en: 'The path “{path}” is not safe ({reason}) and was refused.',
  },
  'intake-path-twice': {
    ja: '同じパスのファイルが二つあるため、後のものを取り込みませんでした。',
    en: 'Two files have the same path; the later one was not taken in.',
  },
  'intake-symlink': {
    ja: 'シンボリックリンクはたどりませんでした。',
    en: 'A symbolic link was not followed.',
  },
  'intake-hardlink': {
    ja: 'アーカイブ内のハードリンクは取り込みませんでした。',
    en: 'A hard link in an archive was refused.',
  },
  'intake-device': {
    ja: '通常のファイルではない（{type}）ため、取り込みませんでした。',
    en: 'This is no ordinary file ({type}) and was refused.',
  },
  'intake-unreadable': {
    ja: '読み取れませんでした（{reason}）。',
    en: 'It could not be read ({reason}).',
  },
  'intake-binary': {
    ja: 'テキストではないファイルです。証拠として読んでいません。',
    en: 'The file is not text; it was not read as evidence.',
  },
  'intake-latin1': {
    ja: 'UTF-8 ではないため、Latin-1 として読みました。',
    en: 'The file is not UTF-8 and was read as Latin-1.',
  },
  'intake-archive-cut': {
    ja: 'アーカイブが途中で切れています。完全に読めたファイルだけを取り込みました。',
    en: 'The archive is cut short; only the files that are whole were taken in.',
  },
  'intake-archive-broken': {
    ja: 'アーカイブが壊れています（{reason}）。',
    en: 'The archive is damaged ({reason}).',
  },
  'intake-archive-method': {
    ja: 'この圧縮方式または暗号化（{method}）は扱えません。',
    en: 'This compression method or encryption ({method}) is not supported.',
  },
  'intake-archive-nested': {
    ja: 'アーカイブの中のアーカイブは展開しませんでした。',
    en: 'An archive inside an archive was not unpacked.',
  },
  'manifest-line': {
    ja: '収集記録（マニフェスト）の行を理解できませんでした。',
    en: 'A line of the collection manifest was not understood.',
  },
  'manifest-hash': {
    ja: '収集記録の SHA-256 と一致しません。収集後に変わったファイルであり、証拠として使いません。',
    en: 'The SHA-256 differs from the collection manifest: the file has changed since it was collected and is not used.',
  },
  'manifest-missing': {
    ja: '収集記録にあるファイルが証拠一式にありません。',
    en: 'A file that the collection manifest names is not in the evidence set.',
  },
  'manifest-twice': {
    ja: '収集記録がこのファイルについて食い違うことを述べています。先の記載を用いました。',
    en: 'The collection manifest says different things of this file; the first entry was used.',
  },
  'evidence-unrecognised': {
    ja: '内容から種類を判別できないファイルです。証拠として使っていません。',
    en: 'No reader recognises the content of this file; it was not used as evidence.',
  },
  'evidence-entry-missing': {
    ja: 'akashi.yaml の evidence にあるファイルが証拠一式にありません。',
    en: 'A file that akashi.yaml names under evidence is not in the evidence set.',
  },
} as const satisfies Readonly<Record<string, Text>>

export type IntakeCode = keyof typeof INTAKE_TEXTS
