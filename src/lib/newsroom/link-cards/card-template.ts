/**
 * How a link card looks. It is constant: its words reach it as data (`sys.inputs`), never as source, so that no title can be read as
 * markup. The title is as large as it can be on five lines.
 */
export const cardTemplate = `
#let card = json(bytes(sys.inputs.card))
#let region = (de: "DE", uk: "UA", en: "GB").at(card.language)
#let ink = rgb("#0c1f5c")
#let yellow = rgb("#f1c400")
#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: white)
#set text(font: "Libertinus Serif", fallback: false, lang: card.language, region: region, number-type: "lining", fill: ink)

#let wheel(x, colour) = {
  place(dx: x, circle(radius: 18pt, stroke: 7pt + colour))
  place(dx: x + 13pt, dy: 13pt, circle(radius: 5pt, fill: colour))
}
#let sign = box(width: 75pt, height: 36pt, {
  place(dx: 18pt, dy: 2pt, line(length: 39pt, stroke: 4pt + white))
  place(dx: 18pt, dy: 34pt, line(length: 39pt, stroke: 4pt + white))
  wheel(0pt, white)
  wheel(39pt, yellow)
})

#place(top + left, rect(width: 1200pt, height: 112pt, fill: ink, stroke: (bottom: 8pt + yellow)))
#place(top + left, dx: 64pt, dy: 38pt, sign)
#place(top + left, dx: 164pt, dy: 38pt, text(size: 44pt, fill: white, weight: "bold", top-edge: "cap-height", "Tandem"))

#let wide = 1072pt
#let line-of(size, body) = block(width: wide, height: size * 1.4, clip: true, {
  set text(size: size, fill: luma(70), top-edge: "ascender", hyphenate: false)
  body
})
#let title-at(size) = {
  set text(size: size, weight: "bold", top-edge: "ascender")
  set par(leading: 0.18em)
  // A word is broken only where it is longer than a line.
  context {
    let long = card.title.split().any(word => measure(word).width > wide)
    block(width: wide, text(hyphenate: long, card.title))
  }
}
#place(top + left, dx: 64pt, dy: 148pt, line-of(28pt, card.kicker))
#place(top + left, dx: 64pt, dy: 196pt, context {
  let fitting = (88pt, 80pt, 72pt, 64pt, 56pt, 50pt).find(size => measure(title-at(size)).height <= 324pt)
  block(width: wide, height: 330pt, clip: true, title-at(if fitting == none { 44pt } else { fitting }))
})
#place(top + left, dx: 64pt, dy: 552pt, line-of(30pt, {
  card.date
  if card.partnership != none { "  ·  " + strong(text(fill: ink, card.partnership)) }
}))
`;
