import { anchor } from './anchors.ts'
import { markup, type Html } from './markup.ts'
import type { Page } from './page.ts'

/** Room beside a machine's verdict for the auditor's own: a choice, a reason, a name and a date. On paper, lines to write on. */
export function judgement(page: Page, about: string, name: string): Html {
  const { labels } = page
  const id = anchor('j', about)
  const choice = (value: string, label: string, checked: boolean): Html =>
    markup`<label><input type="radio" name="${id}" value="${value}"${checked ? markup` checked` : null}> ${label}</label>`
  return markup`<fieldset class="judge" data-about="${about}">
<legend>${labels.judgement}<span class="sr"> ${name}</span></legend>
<div class="choices">${choice('open', labels.judgementOpen, true)}${choice('agree', labels.judgementAgree, false)}${choice('disagree', labels.judgementDisagree, false)}</div>
<div class="fields"><label>${labels.judgementReason}<textarea rows="1"></textarea></label><label>${labels.judgementBy}<input type="text" autocomplete="off"></label></div>
</fieldset>`
}
