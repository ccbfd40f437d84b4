import { createHash } from 'node:crypto'

/**
 * Comfort only: without it every link, fold and table of the page works all the same.
 * Arrow keys walk the matrix; a link opens the fold that it leads into; printing unfolds what fits on paper; saving keeps what was filled in.
 */
export const SCRIPT = `(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1))
    const target = id === '' ? null : document.getElementById(id)
    if (target === null) return
    for (let up = target; up !== null; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true
    if (target.classList.contains('pair')) for (const one of all(':scope > details', target)) one.open = true
    target.scrollIntoView({ block: 'start' })
    for (const link of all('table.mx a')) link.toggleAttribute('aria-current', link.hash === location.hash)
  }
  addEventListener('hashchange', reveal)
  reveal()

  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }
  for (const table of all('table.mx')) {
    for (const cell of all('td', table)) if (cell.querySelector('a') === null) cell.tabIndex = -1
    table.addEventListener('keydown', (event) => {
      const step = STEPS[event.key]
      const cell = event.target.closest('td')
      if (step === undefined || cell === null) return
      const rows = all('tbody tr', table)
      const row = rows[rows.indexOf(cell.parentElement) + step[0]]
      const next = row === undefined ? undefined : row.cells[cell.cellIndex + step[1]]
      if (next === undefined || next.tagName !== 'TD') return
      event.preventDefault()
      ;(next.querySelector('a') || next).focus()
    })
  }

  const findings = all('details.finding')
  const fold = (open) => () => { for (const one of findings) one.open = open }
  const save = () => {
    for (const field of all('textarea')) field.textContent = field.value
    for (const field of all('input')) {
      if (field.type === 'radio') field.toggleAttribute('checked', field.checked)
      else field.setAttribute('value', field.value)
    }
    const text = '<!doctype html>\\n' + document.documentElement.outerHTML
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/html' }))
    link.download = 'akashi-report.html'
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10000)
  }
  const DEEDS = { expand: fold(true), collapse: fold(false), save }
  for (const button of all('button[data-do]')) {
    button.hidden = false
    button.addEventListener('click', DEEDS[button.dataset.do])
  }

  let folded = []
  addEventListener('beforeprint', () => {
    folded = findings.slice(0, 100).filter((one) => !one.open)
    for (const one of folded) one.open = true
  })
  addEventListener('afterprint', () => { for (const one of folded) one.open = false })
})()
`

/** The source expression by which the page's policy allows this script and no other. */
export const SCRIPT_HASH = `'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`
