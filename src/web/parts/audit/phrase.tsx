import type { Phrase } from '../../../report/sentences/phrase.ts'

/** A sentence with what came from the evidence set apart. */
export const PhraseText = ({ phrase }: { readonly phrase: Phrase }) =>
  phrase.map((piece, i) => (piece.kind === 'value' ? <code key={i}>{piece.text}</code> : piece.text))
