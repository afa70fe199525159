/**
 * How a paper looks as PDF. It is constant: what stands in a paper reaches it as data (`sys.inputs`), never as source, so
 * that no text of a record can be read as markup or code.
 *
 * Tagged as PDF/UA-1 asks: a title, the language, headings without gaps, tables with header cells, running feet as
 * artifacts. Table captions are set above their table.
 */
export const typstTemplate = String.raw`
#let paper = json(bytes(sys.inputs.paper))
#let region = (de: "DE", uk: "UA", en: "GB").at(paper.language)
#set document(title: paper.title, author: paper.author)
#set page(
  paper: "a4",
  margin: (x: 22mm, top: 22mm, bottom: 24mm),
  numbering: "1",
  footer: context {
    set text(size: 8.5pt, fill: luma(80))
    grid(columns: (1fr, auto), gutter: 1em,
      paper.footer, paper.words.page + " " + counter(page).display() + " / " + str(counter(page).final().first()))
  },
)
#set text(font: "Libertinus Serif", fallback: false, size: 10.5pt, lang: paper.language, region: region, hyphenate: true,
  number-type: "lining")
#set par(leading: 0.68em, spacing: 0.95em)
#show title: set text(size: 21pt)
#show title: set par(leading: 0.45em)
#show heading: set block(above: 1.7em, below: 0.8em, sticky: true)
#show heading.where(level: 1): set text(size: 15pt)
#show heading.where(level: 2): set text(size: 12.5pt)
#show heading.where(level: 3): set text(size: 11pt)
#show link: set text(fill: rgb("#0b4a8f"))
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.caption: set align(left)
#show figure.caption: set text(size: 9.5pt, weight: "bold")
#show figure.caption: set block(sticky: true)
#show figure: set block(breakable: true)
#show figure: set align(left)
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.9pt } else { 0.35pt + luma(150) }), inset: (x: 4pt, y: 4pt))
#show table: set text(size: 9pt, number-width: "tabular", hyphenate: true)
#show table: set par(leading: 0.5em)

#let address(cell) = if "href" in cell and cell.href != none { cell.href } else { none }
#let shown(cell) = {
  let target = address(cell)
  if target == none { cell.text } else { link(target, cell.text) }
}
#let lines(text) = text.split("\n").join(linebreak())
#let prose(block) = {
  let language = block.at("language", default: none)
  if language == none { lines(block.text) } else { text(lang: language, lines(block.text)) }
}
#let grid-of(block) = {
  let side(index) = if block.columns.at(index).numeric { right } else { left }
  figure(
    kind: table,
    supplement: paper.words.table,
    caption: block.caption,
    table(
      columns: block.columns.map(column => column.width * 1fr),
      align: (x, y) => side(x) + if y == 0 { bottom } else { top },
      table.header(..block.columns.map(column => strong(column.label))),
      ..block.rows.flatten().map(shown),
      ..if block.total != none {
        (table.footer(repeat: false, ..block.total.map(cell => table.cell(stroke: (top: 0.9pt), strong(shown(cell))))),)
      },
    ),
  )
}

#title()
#if paper.subtitle != none { text(size: 12.5pt, lines(paper.subtitle)); parbreak() }
#if paper.contents {
  outline(title: paper.words.contents, depth: 2)
}
#for block in paper.blocks {
  if block.kind == "heading" { heading(level: block.level, block.text) }
  else if block.kind == "paragraph" { par(prose(block)) }
  else if block.kind == "note" {
    std.block(inset: (left: 9pt, y: 3pt), stroke: (left: 2.2pt + luma(120)), par(prose(block)))
  }
  else if block.kind == "list" { list(..block.items.map(lines)) }
  else if block.kind == "terms" { terms(..block.entries.map(entry => terms.item(entry.term, shown(entry)))) }
  else { grid-of(block) }
}
`;
