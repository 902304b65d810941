import { UNTRIED } from "../../../../db/schema/checks/duties.ts";
import { formatOccurrence } from "../../../ground/calendar/occurrence.ts";
import { formatCount, formatDate, stockholmDate } from "../../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { Invalid } from "../../../ground/errors.ts";
import { comparedFrame, type FrameDifference } from "../correct/compared-frame.ts";
import { filterText } from "../frame/filter-text.ts";
import { listSources } from "../../../../db/queries/checks/populations-sources.ts";
import { type FrameTerms, frameTerms } from "../frame/frame-terms.ts";
import { FIRST_SOURCE } from "../read/named-source.ts";
import type { FrameTotals } from "../frame/place-items.ts";
import type { PreviewTicket } from "./preview-ticket.ts";
import { isEarly } from "./require-importable.ts";
import { changedShape, mappedByHand } from "./source-shape.ts";
import { unitLike } from "../frame/unit-finder.ts";
import { openSource, type PurchaseSource } from "../read/purchase-source.ts";
import type { UnplacedUnit } from "../read/unplaced.ts";
import type { FoundInFile, Progress } from "../read/reading-orders.ts";
import { DELIMITER_WORDS } from "../../../ground/reading/delimiter.ts";
import { CHOSEN_ENCODINGS } from "../../../ground/reading/encoding-names.ts";
import { ColumnsMissing, FileRefused } from "../../../ground/reading/file-refused.ts";
import { looksLikeVoucherNumber } from "../../../ground/reading/heading-families.ts";
import type { SeenHeading } from "../../../ground/reading/heading-search.ts";
import { normaliseHeading, recognise } from "../../../ground/reading/headings.ts";
import { FIELD_LABELS, FIELDS, type Field } from "../../../ground/reading/fields.ts";
import type { PurchasesSummary } from "../../../ground/reading/purchases-summary.ts";

/** Everything the controller shall see before anything is stored. */
export interface Preview {
	file_name: string;
	period: string;
	control_title: string;
	/** Null when required columns were not recognised; `missing` says which. */
	summary: PurchasesSummary | null;
	missing: string[];
	/** Headings with what they mean ("" for nothing) and values of the file. */
	columns: { heading: string; field: Field | ""; samples: string[] }[];
	/** Which row is the heading, and the first rows to choose another from; null for a form that has none. */
	heading: { line: number; first_rows: SeenHeading["first_rows"] } | null;
	/** Letters that look damaged, and the sheets of a workbook. */
	damage: PurchasesSummary["damage"];
	sheets: PurchasesSummary["sheets"];
	/** What has been said of the file by hand, and what can be. */
	reading: NonNullable<PreviewTicket["reading"]>;
	delimiters: typeof DELIMITER_WORDS;
	encodings: readonly string[];
	/** Codes without a unit, with the unit that is most like each, and the units to choose from. */
	unplaced: (UnplacedUnit & { suggested_id: string })[];
	all_units: { id: string; name: string }[];
	/** The system that the file is said to come from, the others there are, and since when its mapping is kept. */
	source: { name: string; others: string[]; since: string | null };
	/** Headings of the source mapped by hand, each with when and by whom. */
	mapped: string[];
	/** What the items are numbered by, and headings that look like a better number. */
	number: { heading: string; label: string; others: string[] } | null;
	fields: { value: Field; label: string }[];
	/** The file has no unit column: the units it may be for, and the one chosen. */
	units: { id: string; name: string }[] | null;
	unit_id: string | null;
	/** Null until columns and unit are known. */
	frame: PreviewFrame | null;
	notices: string[];
	/** What is to be known of single rows: titles, sums, dates that were concluded. */
	said_of_rows: { line: number; reason: string }[];
	/** The frozen population that the file corrects. */
	corrected: { id: string; file_name: string; drawn: boolean } | null;
	/** The period's last day when it is not past: the freeze then needs a reason. */
	early: string | null;
}

export interface PreviewFrame {
	filter: string;
	n: number;
	sum_ore: number;
	outside: FrameTotals["outside"];
	costs: FrameTotals["costs"];
	/** Late purchases that an earlier corrected file added and that come with this frame. */
	waiting: number;
	/** How a corrected file differs from the frozen population. */
	difference: FrameDifference | null;
	/** `n` is null for a unit where the control is not carried out. */
	units: { name: string; rows: number; rows_sum_ore: number; n: number | null; sum_ore: number }[];
	/** Units in the control that have nothing in the frame: their population is 0. */
	empty_units: string[];
}

/** Reads a file that waits for confirmation, exactly as the import will; stores nothing. */
export async function previewPurchases(
	ctx: Context,
	ticket: PreviewTicket,
	path: string,
	progress?: Progress,
): Promise<Preview> {
	const source = openSource(ctx, path, progress);
	try {
		return await previewFrom(ctx, ticket, source);
	} finally {
		await source.close();
	}
}

async function previewFrom(ctx: Context, ticket: PreviewTicket, source: PurchaseSource): Promise<Preview> {
	const terms = await frameTerms(ctx, ctx.db, ticket);
	const known = { ...knownBefore(ctx, ticket, terms), source: await sourceOf(ctx, ticket, terms) };
	try {
		const reading = await source.read(terms);
		const { lacksUnit } = reading;
		const waits = lacksUnit && !terms.unitOf(null);
		return {
			...known,
			...(await readOf(ctx, terms, reading)),
			units: lacksUnit ? terms.units.filter((unit) => unit.in_control) : null,
			frame: waits ? null : await frameOf(ctx, source, terms, reading),
		};
	} catch (error) {
		if (!(error instanceof FileRefused)) throw error;
		if (!(error instanceof ColumnsMissing)) throw new Invalid({ file: error.message });
		return { ...known, ...lackingOf(error, terms) };
	}
}

/** What is known without the file, and what a file has until something else is found. */
function knownBefore(ctx: Context, ticket: PreviewTicket, terms: FrameTerms) {
	return {
		file_name: ticket.file_name,
		period: formatOccurrence(terms.period.key),
		control_title: terms.control.title,
		fields: FIELDS.map((value) => ({ value, label: FIELD_LABELS[value] })),
		unit_id: ticket.unit_id,
		corrected: correctedOf(terms),
		early: isEarly(terms, stockholmDate(nowOf(ctx))) ? formatDate(terms.period.last_day) : null,
		reading: ticket.reading ?? {},
		delimiters: DELIMITER_WORDS,
		encodings: CHOSEN_ENCODINGS,
		all_units: terms.units.map(({ id, code, name }) => ({ id, name: code === null ? name : `${name} (${code})` })),
		unplaced: [],
		mapped: [],
		said_of_rows: [],
		number: null,
		units: null,
		frame: null,
		notices: [],
	};
}

/** Where the file comes from, as far as anybody has said. */
async function sourceOf(
	ctx: Context,
	{ source: said }: PreviewTicket,
	{ source }: FrameTerms,
): Promise<Preview["source"]> {
	const name = source?.name ?? said ?? FIRST_SOURCE;
	const others = (await listSources(ctx.db)).map((one) => one.name).filter((one) => one !== name);
	const since = source && `namngiven ${formatDate(stockholmDate(source.created_at))} av ${source.created_by}`;
	return { name, others, since };
}

/** What a file that could be read turned out to be. */
async function readOf(ctx: Context, terms: FrameTerms, { summary, unplaced }: FoundInFile) {
	const headings = summary.seen.headings.map((one) => one.heading);
	return {
		summary,
		missing: [],
		columns: columnsOf(terms, summary),
		heading: summary.heading_line === null ? null : { line: summary.heading_line, first_rows: summary.seen.first_rows },
		unplaced: unplaced.map((one) => ({ ...one, suggested_id: suggestedFor(one, terms) })),
		number: numberOf(summary),
		damage: summary.damage,
		sheets: summary.sheets,
		said_of_rows: ofRows(summary),
		mapped: await mappedByHand(ctx.db, terms.source, headings),
		notices: [
			...(await changedShape(ctx.db, terms.control.id, summary)),
			...ofTheFile(summary),
			...noticesOf(ctx, terms),
			...untriedNotice(summary),
		],
	};
}

/** What was seen of a file whose columns do not suffice. */
function lackingOf({ seen, missing }: ColumnsMissing, terms: FrameTerms) {
	const { heading_line, first_rows, damage = null, sheets = null } = seen;
	return {
		summary: null,
		missing: missing.map((field) => FIELD_LABELS[field]),
		columns: headingsOf(seen, terms),
		heading: { line: heading_line, first_rows },
		damage,
		sheets,
	};
}

function correctedOf({ corrected }: FrameTerms): Preview["corrected"] {
	return corrected && { id: corrected.id, file_name: corrected.file_name, drawn: corrected.drawn_at !== null };
}

async function frameOf(
	ctx: Context,
	source: PurchaseSource,
	terms: FrameTerms,
	reading: FoundInFile,
): Promise<PreviewFrame> {
	const { totals, difference } = await comparedFrame(ctx, source, terms);
	const inFile = new Map<string, { name: string; rows: number; rows_sum_ore: number }>();
	for (const { unit_code, rows, sumOre } of reading.summary.units) {
		const unit = terms.unitOf(unit_code)!;
		const before = inFile.get(unit.id) ?? { name: unit.name, rows: 0, rows_sum_ore: 0 };
		inFile.set(unit.id, { name: unit.name, rows: before.rows + rows, rows_sum_ore: before.rows_sum_ore + sumOre });
	}
	return {
		filter: filterText(terms),
		n: totals.n,
		sum_ore: totals.sum_ore,
		outside: totals.outside,
		costs: totals.costs,
		waiting: totals.waiting.length,
		difference,
		units: [...inFile].map(([id, unit]) => ({
			...unit,
			n: totals.strata.get(id)?.n ?? null,
			sum_ore: totals.strata.get(id)?.sum_ore ?? 0,
		})),
		empty_units: [...totals.strata.values()].filter(({ n }) => n === 0).map(({ unit }) => unit.name),
	};
}

/** Warnings of the file as a whole. */
function ofTheFile({ warnings }: PurchasesSummary): string[] {
	return warnings.filter((one) => one.line === null).map((one) => one.text);
}

/** Warnings of single rows. */
function ofRows({ warnings }: PurchasesSummary): Preview["said_of_rows"] {
	return warnings.flatMap(({ line, text }) => (line === null ? [] : [{ line, reason: text }]));
}

/** Every heading of a file whose columns do not suffice, with what it is understood to mean. */
function headingsOf({ headings }: SeenHeading, terms: FrameTerms): Preview["columns"] {
	const { columns } = recognise(
		headings.map((one) => one.heading),
		terms.read.options.mapping,
	);
	const meaning = new Map(Object.entries(columns).map(([field, index]) => [index, field as Field]));
	return headings
		.map((one, index) => ({ ...one, field: meaning.get(index) ?? ("" as const) }))
		.filter((one) => one.heading !== "");
}

/** The column whose number joins rows into one item; never in silence another than the voucher's. */
function numberOf({ number_field, columns, unrecognised }: PurchasesSummary): Preview["number"] {
	const others = unrecognised.filter((heading) => looksLikeVoucherNumber(normaliseHeading(heading)));
	return { heading: columns[number_field] ?? "", label: FIELD_LABELS[number_field], others };
}

/** The unit whose code is most like the one in the file; "" when none is. */
function suggestedFor({ unit_code }: UnplacedUnit, { units }: FrameTerms): string {
	return unit_code === null ? "" : (unitLike(units, unit_code)?.id ?? "");
}

/** Recognised headings, those that were not, and those that were set aside by hand and may be wanted again. */
function columnsOf(terms: FrameTerms, summary: PurchasesSummary): Preview["columns"] {
	const recognised = Object.entries(summary.columns).map(([field, heading]) => ({ heading, field: field as Field }));
	const aside = Object.entries(terms.read.options.mapping ?? {}).filter(([, field]) => field === null);
	const listed = new Set([...recognised.map((column) => column.heading), ...summary.unrecognised]);
	const others = [...summary.unrecognised, ...aside.map(([heading]) => heading).filter((one) => !listed.has(one))];
	const samples = new Map(summary.seen.headings.map((one) => [one.heading, one.samples]));
	return [...recognised, ...others.map((heading) => ({ heading, field: "" as const }))].map((column) => ({
		...column,
		samples: samples.get(column.heading) ?? [],
	}));
}

/**
 * The warning, shown before anything is stored, that a file without these columns leaves the segregation of duties unchecked.
 */
function untriedNotice({ columns }: PurchasesSummary): string[] {
	return columns.requisitioner === undefined && columns.approver === undefined ? [UNTRIED] : [];
}

function noticesOf(ctx: Context, { period, units }: FrameTerms): string[] {
	const notices: string[] = [];
	if (period.last_day >= stockholmDate(nowOf(ctx))) {
		notices.push(
			`Perioden är inte slut förrän ${formatDate(period.last_day)}. Vänta hellre: inköp som kommer senare hör till nästa periods population.`,
		);
	}
	const inControl = units.filter((unit) => unit.in_control).length;
	notices.push(
		`Kontrollmomentet utförs på ${inControl === 1 ? "en enhet" : `${formatCount(inControl)} enheter`} under perioden.`,
	);
	return notices;
}
