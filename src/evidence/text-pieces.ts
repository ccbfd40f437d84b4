/** The door for readers: what they need to find their way in a text that a terminal or a script recorded. */
export { jsonPieces, MAX_DEPTH, type JsonPiece } from './text/json-pieces.ts'
export { commandSections, type Section } from './text/sections.ts'
export { promptLine } from './text/prompt.ts'
export { lineOfPointer, quoteAt, quoter, type PlaceInText, type QuotedPlace } from './text/quote.ts'
export { redact, REMOVED } from './text/redact.ts'
export { refusal } from './text/refusal.ts'
