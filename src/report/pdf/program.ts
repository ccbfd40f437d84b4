/** The Typst program of the report. It reads everything that others wrote as data; nothing of theirs is ever part of it. */
export const PROGRAM = `
#let data = json(bytes(sys.inputs.data))
#let doc = data.document
#let l = doc.labels
#let ja = doc.lang == "ja"
#let ink = rgb("#1d2129")
#let soft = rgb("#5b6270")
#let rule = rgb("#d9d5ca")
#let blue = rgb("#27477d")
#let colours = (proved: rgb("#1f6b53"), refuted: rgb("#b3261e"), undetermined: rgb("#735600"))
#let grounds = (proved: rgb("#e9f3ee"), refuted: rgb("#fbecea"), undetermined: rgb("#fbf3dc"))
#set document(title: doc.service, date: none)
#set text(font: "Noto Sans JP", size: 9pt, fill: ink, ligatures: false, lang: doc.lang, region: if ja { "jp" } else { none })
#set par(leading: 0.62em, spacing: 0.8em, justify: false)
#set page(paper: "a4", margin: (x: 16mm, top: 16mm, bottom: 18mm), footer: context [
  #set text(7pt, fill: soft)
  #doc.footer #h(1fr) #counter(page).display() / #counter(page).final().first()
])
#show heading.where(level: 1): it => block(above: 1.6em, below: 0.8em, sticky: true, text(12pt, weight: 700, it.body))
#let shape(v) = box(width: 0.8em, height: 0.8em, baseline: 0.08em, {
  let c = colours.at(v)
  if v == "proved" { place(circle(radius: 0.36em, fill: c)) }
  if v == "refuted" {
    place(line(start: (0.08em, 0.08em), end: (0.68em, 0.68em), stroke: 1.3pt + c))
    place(line(start: (0.68em, 0.08em), end: (0.08em, 0.68em), stroke: 1.3pt + c))
  }
  if v == "undetermined" {
    place(circle(radius: 0.36em, stroke: 0.8pt + c))
    place(dx: 0.36em, box(width: 0.4em, height: 0.76em, clip: true, place(dx: -0.36em, circle(radius: 0.36em, fill: c))))
  }
})
#let mark(v, w) = box(fill: grounds.at(v), inset: (x: 0.5em, y: 0.25em), outset: (y: 0.1em), radius: 2pt, text(fill: colours.at(v), weight: 700, size: 0.92em, [#shape(v) #w]))
#let grid-table(t) = {
  for line in t.lines { text(8pt, fill: soft, line); parbreak() }
  if t.rows.len() > 0 { table(
    columns: t.columns.map(c => c.width * 1fr), stroke: (x, y) => (bottom: 0.4pt + rule), inset: (x: 4pt, y: 3.5pt), align: left + top,
    table.header(..t.columns.map(c => table.cell(fill: rgb("#f4f2eb"), text(7.5pt, weight: 700, c.heading)))),
    ..t.rows.flatten().map(c => text(7.5pt, c))
  ) }
  if t.left > 0 { text(8pt, fill: soft, "… +" + str(t.left)) }
}

#text(9pt, fill: soft, l.title)
#block(above: 0.4em, below: 0.6em, text(17pt, weight: 700, doc.service))
#for (name, value) in doc.facts [#text(7.5pt, fill: soft)[#name  #value] \\ ]
#block(width: 100%, inset: 10pt, radius: 3pt, stroke: (left: 3pt + colours.at(doc.verdict), rest: 0.5pt + rule), above: 1.2em, {
  par[#mark(doc.verdict, doc.verdictWord) #text(11.5pt, weight: 700, doc.first)]
  for line in doc.rest { par(text(9pt, fill: rgb("#454c59"), line)) }
})

= #l.guides
#for g in doc.guides {
  block(width: 100%, breakable: false, inset: 8pt, radius: 3pt, stroke: 0.5pt + rule, above: 0.6em, {
    [#text(fill: blue, weight: 700, g.number) #text(weight: 700, g.title) #h(1fr) #mark(g.verdict, g.word)]
    for c in g.claims { par(hanging-indent: 1.2em, text(8.5pt)[#shape(c.verdict) #text(fill: colours.at(c.verdict), weight: 700, c.word) #c.text]) }
    par(text(8pt, fill: soft)[#l.judgement: #box(width: 1fr, line(length: 100%, stroke: 0.4pt + soft))])
  })
}

= #l.matrix
#if doc.matrix != none {
  table(
    columns: (auto, ..doc.matrix.heads.map(h => 1fr)), stroke: 0.5pt + rule, inset: 5pt, align: center + horizon,
    table.header(text(7.5pt, fill: soft, l.fromTo), ..doc.matrix.heads.map(h => text(7.5pt, fill: soft, h))),
    ..doc.matrix.rows.map(r => (align(right, text(7.5pt, fill: soft, r.name)),) + r.cells.map(c =>
      if c == "same" { table.cell(fill: rgb("#efede5"), []) }
      else if c == none { [·] }
      else { table.cell(fill: if c.verdict == "proved" { white } else { grounds.at(c.verdict) }, [#shape(c.verdict)#if c.count > 0 [ #text(fill: colours.at(c.verdict), weight: 700, str(c.count))]#if c.permitted [ #text(7pt, fill: soft, l.permittedMark)]]) }
    )).flatten()
  )
} else { grid-table(data.tables.at(0)) }

= #l.findings
#if doc.findings.len() == 0 { l.noFindings }
#for f in doc.findings {
  block(width: 100%, breakable: true, above: 1.4em, stroke: (left: 2.5pt + if f.weight == "note" { soft } else { colours.refuted }), inset: (left: 9pt, y: 3pt), {
    block(breakable: false, sticky: true, {
      [#text(8pt, fill: soft, f.id) #text(8pt, fill: if f.weight == "note" { soft } else { colours.refuted }, weight: 700, f.weightWord) #text(10.5pt, weight: 700, f.title)]
      linebreak()
      text(8pt, fill: soft, f.parties)
      if f.flows != "" [#linebreak() #text(8pt)[#l.flows: #f.flows]]
      if f.connected != "" [#linebreak() #text(8pt, f.connected)]
    })
    for (name, value) in f.ends { if value != "" { par(text(8pt)[#text(fill: soft, name) #value]) } }
    if f.steps.len() > 0 {
      block(breakable: false, above: 0.8em, grid(
        columns: calc.min(4, f.steps.len()) * (1fr,), gutter: 4pt,
        ..f.steps.map(s => block(width: 100%, inset: 5pt, radius: 2pt, fill: if s.key { grounds.refuted } else { none }, stroke: if s.key { 1.2pt + colours.refuted } else { 0.5pt + rule }, {
          text(7pt, fill: blue, weight: 700, str(s.number) + "  ")
          text(8.5pt, weight: 700, s.device)
          linebreak()
          text(7.5pt, s.what)
          if s.key { linebreak(); text(7pt, fill: colours.refuted, weight: 700, l.decisiveHelp) }
        }))
      ))
    }
    for q in f.quotes {
      block(breakable: false, above: 1em, below: 1em, {
        set par(leading: 0.5em)
        text(7pt, fill: soft)[#text(fill: blue, weight: 700, str(q.number))  #q.place]
        linebreak()
        text(7.5pt)[#q.before#if q.mark != "" { highlight(fill: rgb("#fbd9d4"), text(weight: 700, q.mark)) }#q.after]
      })
    }
    if f.closes.len() > 0 {
      block(width: 100%, breakable: false, fill: rgb("#f3f5fa"), inset: 6pt, above: 0.9em, {
        text(8.5pt, weight: 700, l.closes)
        for c in f.closes { par(hanging-indent: 1em, text(8.5pt)[・#c]) }
      })
    }
    par(text(8pt, fill: soft)[#l.judgement: #box(width: 1fr, line(length: 100%, stroke: 0.4pt + soft))])
  })
}
#if doc.more > 0 { text(8pt, fill: soft, "… +" + str(doc.more)) }

#for t in data.tables.slice(1) [
  = #t.title
  #grid-table(t)
]
`
