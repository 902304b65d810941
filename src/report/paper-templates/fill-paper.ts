import type { Block } from "../documents/paper.ts";
import { ZipPackage } from "../../ground/tables/zip-package.ts";
import { controlsIn, headingStyles, sectionsIn } from "./find-places.ts";
import { TEMPLATE_LIMITS } from "./limits.ts";
import type { PlaceKey } from "./places.ts";
import { childNamed, type Edit, edited, escaped, type Node, outermost, type Part, readPart } from "./word-xml.ts";

export const DOCUMENT = "word/document.xml";
const STYLES = "word/styles.xml";
/** The parts that a letter's head and foot stand in. */
const AROUND = /^word\/(?:header|footer)\d*\.xml$/;

/** What is to stand in a place: one line each, as points of a list where `listed`. */
export interface Filling {
	label: string;
	lines: readonly string[];
	listed: boolean;
}

/** A template's parts, and what each of them asks for. */
interface OpenTemplate {
	parts: ZipPackage;
	document: Part;
	around: { name: string; part: Part }[];
	headings: string[];
	found: ReadonlySet<PlaceKey>;
}

export async function openTemplate(bytes: Buffer): Promise<OpenTemplate> {
	const parts = await ZipPackage.read(bytes, TEMPLATE_LIMITS);
	const document = readPart(parts.text(DOCUMENT));
	const headings = headingStyles(parts.has(STYLES) ? readPart(parts.text(STYLES)) : null);
	const around = parts
		.names()
		.filter((name) => AROUND.test(name))
		.map((name) => ({ name, part: readPart(parts.text(name)) }));
	const controls = [document, ...around.map(({ part }) => part)].flatMap(controlsIn);
	const sections = sectionsIn(document, headings);
	return { parts, document, around, headings, found: new Set([...controls, ...sections].map(({ key }) => key)) };
}

/**
 * The board's own file with the paper's texts in its places. A place that the file lacks loses nothing: its text stands last, under
 * its own heading, and so does what the paper has beside its texts.
 */
export async function fillPaper(
	{ parts, document, around, headings, found }: OpenTemplate,
	fillings: ReadonlyMap<PlaceKey, Filling>,
	last: readonly Block[],
): Promise<Buffer> {
	for (const { name, part } of around) parts.set(name, edited(part, controlEdits(part, fillings)));
	const controls = controlsIn(document);
	const inControls = new Set(controls.map(({ key }) => key));
	// a section that has a control of its own is filled by that alone
	const sections = sectionsIn(document, headings).filter(({ key }) => !inControls.has(key));
	const missing = [...fillings].filter(([key, { lines }]) => !found.has(key) && lines.length > 0);
	const edits = [
		...controlEdits(document, fillings),
		...sections.flatMap(({ key, heading, paragraphs }) =>
			sectionEdits(document, heading, paragraphs, fillings.get(key)),
		),
		...lastEdits(document, headings[0], [
			...missing.flatMap(([, { label, lines, listed }]): Block[] => [
				{ kind: "heading", level: 2, text: label },
				...lines.map((text): Block => ({ kind: "text", text: listed ? `– ${text}` : text })),
			]),
			...last,
		]),
	];
	parts.set(DOCUMENT, edited(document, edits));
	return parts.toBuffer({ dated: true });
}

const slice = ({ xml }: Part, node: Node | undefined) => (node ? xml.slice(node.start, node.end) : "");

function controlEdits(part: Part, fillings: ReadonlyMap<PlaceKey, Filling>): Edit[] {
	return controlsIn(part).flatMap(({ key, sdt }) => {
		const [filling, content] = [fillings.get(key), childNamed(sdt, "sdtContent")];
		if (!filling || !content) return [];
		const properties = childNamed(sdt, "sdtPr");
		// bound to data of its own it would show that when it is opened, and as a placeholder what is typed would be shown grey
		const undone = (properties?.children ?? [])
			.filter(({ name }) => name === "dataBinding" || name === "showingPlcHdr")
			.map(({ start, end }) => ({ from: start, to: end, text: "" }));
		const isPlaceholder = childNamed(properties, "showingPlcHdr") !== undefined;
		return [...undone, contentEdit(part, { content, properties, isPlaceholder }, filling)];
	});
}

/** A control holds paragraphs, a cell with paragraphs, or a part of a line. */
function contentEdit(
	part: Part,
	of: { content: Node; properties: Node | undefined; isPlaceholder: boolean },
	filling: Filling,
): Edit {
	const { content, properties, isPlaceholder } = of;
	const cell = childNamed(content, "tc");
	const holder = cell ?? content;
	const first = outermost(holder, "p")[0];
	const run = outermost(first ?? holder, "r")[0];
	const look = isPlaceholder ? slice(part, childNamed(properties, "rPr")) : slice(part, childNamed(run, "rPr"));
	const kept = slice(part, childNamed(cell, "tcPr"));
	if (!first) return replaced(content, run_(part, look, filling.lines.join("\n")));
	const made = paragraphs(part, { first, look }, filling);
	if (!cell) return replaced(content, made);
	return { from: cell.from, to: cell.to, text: kept + made };
}

/** Of a run's look what guidance and text share: guidance is grey or slanted so that nobody takes it for the text. */
const SHARED_LOOK = ["rFonts", "sz", "szCs", "lang"];

function sharedLook(part: Part, run: Node | undefined): string {
	const shared = (childNamed(run, "rPr")?.children ?? []).filter(({ name }) => SHARED_LOOK.includes(name));
	const { prefix: w } = part;
	return shared.length > 0 ? `<${w}rPr>${shared.map((one) => slice(part, one)).join("")}</${w}rPr>` : "";
}

/** What stood under the heading is guidance: its paragraph, font and size are those of the text that takes its place. */
function sectionEdits(part: Part, heading: Node, old: readonly Node[], filling: Filling | undefined): Edit[] {
	if (!filling) return [];
	const first = old[0];
	const look = first ? sharedLook(part, outermost(first, "r")[0]) : "";
	const text = paragraphs(part, { first, look }, filling);
	return [
		{ from: heading.end, to: heading.end, text },
		...old.map(({ start, end }) => ({ from: start, to: end, text: "" })),
	];
}

function replaced(node: Node, text: string): Edit {
	return { from: node.from, to: node.to, text };
}

function run_({ prefix: w }: Part, look: string, text: string): string {
	const lines = text.split("\n").map((line) => `<${w}t xml:space="preserve">${escaped(line)}</${w}t>`);
	return `<${w}r>${look}${lines.join(`<${w}br/>`)}</${w}r>`;
}

function paragraphs(
	part: Part,
	{ first, look }: { first: Node | undefined; look: string },
	{ lines, listed }: Filling,
): string {
	const { prefix: w } = part;
	const properties = childNamed(first, "pPr");
	const own = slice(part, properties);
	// the template may have a list of its own
	const mark = listed && !childNamed(properties, "numPr") ? "– " : "";
	const all = lines.length > 0 ? lines.map((line) => mark + line) : [""];
	return all.map((line) => `<${w}p>${own}${run_(part, look, line)}</${w}p>`).join("");
}

/** Before the properties of the last section of pages, which end a body. */
function lastEdits(part: Part, headingStyle: string | undefined, blocks: readonly Block[]): Edit[] {
	const body = outermost(part.root, "body")[0];
	if (!body || blocks.length === 0) return [];
	const end = body.children.findLast(({ name }) => name === "sectPr")?.start ?? body.to;
	return [{ from: end, to: end, text: blocks.map((block) => blockXml(part, headingStyle, block)).join("") }];
}

function blockXml(part: Part, headingStyle: string | undefined, block: Block): string {
	const { prefix: w } = part;
	if (block.kind === "heading") {
		const look = headingStyle === undefined ? `<${w}rPr><${w}b/></${w}rPr>` : "";
		const style =
			headingStyle === undefined ? "" : `<${w}pPr><${w}pStyle ${w}val="${escaped(headingStyle)}"/></${w}pPr>`;
		return `<${w}p>${style}${run_(part, look, block.text)}</${w}p>`;
	}
	if (block.kind === "text") return `<${w}p>${run_(part, "", block.text)}</${w}p>`;
	if (block.kind !== "table") return "";
	return tableXml(part, block);
}

function tableXml(part: Part, { columns, rows }: Extract<Block, { kind: "table" }>): string {
	const { prefix: w } = part;
	const edge = (side: string) => `<${w}${side} ${w}val="single" ${w}sz="4" ${w}space="0" ${w}color="auto"/>`;
	const edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).join("");
	const line = (cells: readonly string[], isHead: boolean) => {
		const look = isHead ? `<${w}rPr><${w}b/></${w}rPr>` : "";
		const head = isHead ? `<${w}trPr><${w}tblHeader/></${w}trPr>` : "";
		const made = cells.map((text) => `<${w}tc><${w}p>${run_(part, look, text)}</${w}p></${w}tc>`).join("");
		return `<${w}tr>${head}${made}</${w}tr>`;
	};
	const grid = columns.map(() => `<${w}gridCol/>`).join("");
	const told = rows
		.map((row) =>
			line(
				row.map((cell) => (typeof cell === "string" ? cell : cell.text)),
				false,
			),
		)
		.join("");
	const head = line(
		columns.map(({ label }) => label),
		true,
	);
	const properties = `<${w}tblPr><${w}tblW ${w}w="5000" ${w}type="pct"/><${w}tblBorders>${edges}</${w}tblBorders></${w}tblPr>`;
	return `<${w}tbl>${properties}<${w}tblGrid>${grid}</${w}tblGrid>${head}${told}</${w}tbl><${w}p/>`;
}
