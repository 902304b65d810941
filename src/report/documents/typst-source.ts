import { COLOURS, TONE_LOOKS } from "../../ground/tables/look.ts";

const hex = (argb: string) => argb.slice(2);
const tones = Object.entries(TONE_LOOKS)
	.map(
		([tone, { ink, ground, sign }]) =>
			`"${tone}": (ink: rgb("${hex(ink)}"), ground: rgb("${hex(ground)}"), sign: "${sign}")`,
	)
	.join(", ");

/**
 * The page as Typst draws it. Every word comes as data (`sys.inputs`), never as source: a text that looks like markup is
 * only that text. Fonts are Source Sans 3 (SIL Open Font License), embedded, and the compiler's own where it lacks a sign.
 */
export const TYPST_SOURCE = `
#let paper = json(bytes(sys.inputs.at("paper")))
#let lines(words) = words.split("\\n").join(linebreak())
#let (year, month, day) = paper.dated.split("-").map(int)
#let tones = (${tones})
#let accent = rgb("${hex(COLOURS.accent)}")
#let dark = rgb("${hex(COLOURS.dark)}")
#let grey = rgb("${hex(COLOURS.grey)}")
#set document(title: paper.title, author: paper.lead, date: datetime(year: year, month: month, day: day))
#set text(lang: "sv", region: "SE", font: "Source Sans 3", size: 10pt, hyphenate: true)
#set par(leading: 0.55em, spacing: 0.9em)
#set page(
  paper: "a4",
  flipped: paper.landscape,
  margin: (x: 2.2cm, top: 2.3cm, bottom: 2cm),
  header: context if counter(page).get().first() > 1 [#set text(8.5pt, fill: grey); #paper.title #h(1fr) #paper.lead],
  footer: context [#set text(8.5pt, fill: grey); #paper.dated #h(1fr) Sida #counter(page).get().first() av #counter(page).final().first()],
)
#show heading: set text(fill: dark)
#show heading.where(level: 1): set text(if "cover" in paper { 26pt } else { 18pt }, weight: "semibold")
#show heading.where(level: 2): set text(14pt, weight: "semibold")
#show heading.where(level: 3): set text(11pt, weight: "semibold")
#show heading: set block(above: 1.5em, below: 0.7em, sticky: true)
#show table.cell.where(y: 0): set text(weight: "semibold", fill: dark)
#show table.cell: set par(justify: false)
#show table: set text(9pt)

#let bar(share) = rect(width: calc.max(share, 0.005) * 100%, height: 7pt, fill: rgb("${hex(COLOURS.bar)}"), stroke: none)

#let cell-of(one) = if type(one) == str { lines(one) } else {
  let words = if one.at("bold", default: false) { strong(lines(one.text)) } else { lines(one.text) }
  let tone = one.at("tone", default: none)
  let said = if tone == none { words } else { text(fill: tones.at(tone).ink, words) }
  let ground = if tone == none { none } else { tones.at(tone).ground }
  let share = one.at("bar", default: none)
  table.cell(fill: ground, if share == none { said } else if one.text == "" { bar(share) } else { stack(spacing: 2pt, said, bar(share)) })
}

#let caption-of(words) = par(text(8.5pt, fill: grey, words))
#let table-of(one) = {
  let columns = one.columns
  let drawn = table(
    columns: columns.map(column => column.share * 1fr),
    align: columns.map(column => {
      let side = column.at("align", default: "")
      if side == "end" { right + top } else if side == "center" { center + top } else { left + top }
    }),
    stroke: (x, y) => (bottom: if y == 0 { 1pt + accent } else { 0.4pt + luma(150) }),
    fill: (x, y) => if y == 0 { rgb("${hex(COLOURS.head)}") },
    inset: (x: 5pt, y: 4pt),
    table.header(repeat: true, ..columns.map(column => column.label)),
    ..one.rows.map(row => row.map(cell-of)).flatten(),
  )
  drawn
  if "caption" in one { caption-of(one.caption) }
}

#let judged(one, size: 12pt) = {
  let look = tones.at(one.tone)
  block(width: 100%, fill: look.ground, inset: (x: 8pt, y: 7pt), stroke: (left: 3pt + look.ink), breakable: false)[
    #text(size, weight: "semibold", fill: look.ink)[#look.sign #one.word]
    #if one.text != "" { parbreak(); text(fill: look.ink, lines(one.text)) }
  ]
}

#let listed(one) = if one.mark == "att" {
  for item in one.items { block(inset: (left: 12mm), par(hanging-indent: 0pt)[#strong[att] #item]) }
} else { list(..one.items.map(lines)) }

#if "cover" in paper {
  let cover = paper.cover
  v(2.5cm)
  text(11pt, weight: "semibold", fill: grey, cover.over)
  heading(level: 1, outlined: false, paper.title)
  text(13pt, fill: grey, cover.under)
  v(0.6cm)
  line(length: 100%, stroke: 1.2pt + accent)
  v(0.6cm)
  text(10pt, weight: "semibold", fill: grey, cover.whose)
  judged(cover.judged, size: 15pt)
  v(0.6cm)
  table(
    columns: (1fr, 3fr),
    stroke: (x, y) => (bottom: 0.4pt + luma(150)),
    fill: none,
    inset: (x: 5pt, y: 4pt),
    table.header(..("Uppgift", "Innehåll")),
    ..cover.facts.flatten().map(lines),
  )
  pagebreak()
  outline(title: "Innehåll", depth: 3)
  pagebreak()
} else [
  = #paper.title
  #paper.lead
]

#for part in paper.blocks {
  if part.kind == "heading" {
    if part.at("new_page", default: false) { pagebreak(weak: true) }
    heading(level: part.level, part.text)
  }
  else if part.kind == "text" { par(lines(part.text)) }
  else if part.kind == "list" { listed(part) }
  else if part.kind == "judged" { judged(part) }
  else { table-of(part) }
}
`;
