/**
 * The page as Typst draws it. Every word comes as data (`sys.inputs`), never as source: a text that looks like markup is
 * only that text. Fonts are Source Sans 3 (SIL Open Font License), embedded, and the compiler's own where it lacks a sign.
 */
export const TYPST_SOURCE = `
#let paper = json(bytes(sys.inputs.at("paper")))
#let lines(words) = words.split("\\n").join(linebreak())
#let (year, month, day) = paper.dated.split("-").map(int)
#set document(title: paper.title, author: paper.lead, date: datetime(year: year, month: month, day: day))
#set text(lang: "sv", region: "SE", font: "Source Sans 3", size: 10pt, hyphenate: true)
#set par(leading: 0.55em, spacing: 0.9em)
#set page(
  paper: "a4",
  flipped: paper.landscape,
  margin: (x: 2cm, top: 2.2cm, bottom: 2cm),
  header: context if counter(page).get().first() > 1 [#set text(8.5pt); #paper.title #h(1fr) #paper.lead],
  footer: context [#set text(8.5pt); #paper.dated #h(1fr) Sida #counter(page).get().first() av #counter(page).final().first()],
)
#show heading.where(level: 1): set text(18pt, weight: "semibold")
#show heading.where(level: 2): set text(13pt, weight: "semibold")
#show heading: set block(above: 1.4em, below: 0.7em, sticky: true)
#show table.cell.where(y: 0): set text(weight: "semibold")
#show table.cell: set par(justify: false)

#let table-of(block) = table(
  columns: block.columns.map(column => column.share * 1fr),
  align: block.columns.map(column => if column.at("align", default: "") == "end" { right + top } else { left + top }),
  stroke: (x, y) => (bottom: if y == 0 { 1pt } else { 0.4pt + luma(150) }),
  fill: (x, y) => if y == 0 { rgb("e6edf2") },
  inset: (x: 5pt, y: 4pt),
  table.header(repeat: true, ..block.columns.map(column => column.label)),
  ..block.rows.flatten().map(lines),
)

= #paper.title
#paper.lead

#for block in paper.blocks {
  if block.kind == "heading" { heading(level: block.level, block.text) }
  else if block.kind == "text" { par(lines(block.text)) }
  else { table-of(block) }
}
`;
