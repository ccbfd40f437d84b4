import { visible } from '../safe.ts'

/** A piece of HTML that was built here. Strings are not Html: they are escaped wherever they are put into one. */
export interface Html {
  readonly html: string
}

export type Child = Html | string | number | null | false | readonly Child[]

/** `html\`<p>${text}</p>\``: everything that is filled in is escaped, in text and in double-quoted attributes, unless it is Html itself. */
export function markup(strings: TemplateStringsArray, ...children: readonly Child[]): Html {
  return { html: strings.map((part, i) => (i === 0 ? part : render(children[i - 1] ?? null) + part)).join('') }
}

export const render = (child: Child): string => {
  if (child === null || child === false) return ''
  if (typeof child === 'string' || typeof child === 'number') return escape(String(child))
  return 'html' in child ? child.html : child.map(render).join('')
}

/** Only for text that is ours and fixed: the style, the script, a drawing. */
export const trusted = (text: string): Html => ({ html: text })

export const nothing: Html = trusted('')

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for HTML: markup escaped, control and direction characters made visible. */
export const escape = (text: string): string => visible(text).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? '')

/** Text for a quoted CSS string: everything but plain letters and figures as a numbered escape, so that it can end neither string nor style. */
export const cssString = (text: string): string =>
  `"${visible(text).replace(/[^A-Za-z0-9 .,:-]/gu, (c) => `\\${(c.codePointAt(0) ?? 0).toString(16)} `)}"`
