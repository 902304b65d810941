import { findNewestColumns } from "../../../../db/queries/checks/populations-files.ts";
import { type KnownSource, listMappings } from "../../../../db/queries/checks/populations-sources.ts";
import type { Db } from "../../../../db/open.ts";
import { formatDate, stockholmDate } from "../../../ground/calendar/stockholm.ts";
import { FIELD_LABELS, type Field } from "../../../ground/reading/fields.ts";
import { normaliseHeading } from "../../../ground/reading/headings.ts";
import type { PurchasesSummary } from "../../../ground/reading/purchases-summary.ts";

/** What cannot be done without a column; for the others it is only that the value is gone. */
const LOST: Partial<Record<Field, string>> = {
	requisitioner: "jäv mot beställaren kan inte prövas",
	receiver: "jäv mot den som tar emot kan inte prövas",
	approver: "jäv mot attestanten kan inte prövas",
	supplier_no: "leverantörer kan inte följas på sitt nummer",
	supplier_name: "leverantören syns inte",
	org_no: "leverantörer kan inte följas på sitt organisationsnummer",
	invoice_no: "dubbla fakturor kan inte hittas på sitt nummer",
	agreement_no: "köp utanför avtal kan inte hittas på avtalets nummer",
	account: "löner och avskrivningar kan inte skiljas från inköp",
	series: "verifikationer i olika serier kan inte skiljas åt",
	document_kind: "inköp av olika dokumenttyp kan inte skiljas åt",
	company: "verifikationer i olika bolag kan inte skiljas åt",
};

/** Columns that can stand for each other, and what they give. */
const INSTEAD: readonly { fields: readonly Field[]; what: string }[] = [
	{ fields: ["amount_net", "amount_gross", "amount", "debit", "credit"], what: "beloppet" },
	{ fields: ["unit_code", "unit_name"], what: "enheten" },
	{ fields: ["booking_date", "invoice_date"], what: "datumet" },
];

/** What the control's file before this one had and this one has not, in sentences: first which file it was. */
export async function changedShape(db: Db, controlId: string, { columns }: PurchasesSummary): Promise<string[]> {
	const before = await findNewestColumns(db, controlId);
	const gone = Object.entries(before?.columns ?? {}).filter(([field]) => columns[field as Field] === undefined);
	if (!before || gone.length === 0) return [];
	return [
		`Filen har en annan form än ${before.file_name}, inläst ${formatDate(stockholmDate(before.imported_at))}.`,
		...gone.map(([field, heading]) => `Kolumnen ${heading} finns inte längre: ${meaningOf(field as Field, columns)}.`),
	];
}

/** What is read in its place, or what can no longer be done. */
function meaningOf(field: Field, columns: PurchasesSummary["columns"]): string {
	const group = INSTEAD.find(({ fields }) => fields.includes(field));
	const others = group?.fields.flatMap((one) => columns[one] ?? []) ?? [];
	if (group && others.length > 0) return `${group.what} läses ur ${others.join(" och ")}`;
	return LOST[field] ?? `uppgiften ${FIELD_LABELS[field]} saknas`;
}

/** The headings of this file that somebody has mapped by hand for its source, with when and by whom, newest first. */
export async function mappedByHand(db: Db, source: KnownSource | null, headings: readonly string[]): Promise<string[]> {
	if (!source) return [];
	const here = new Set(headings.map(normaliseHeading));
	const rows = (await listMappings(db, source.id)).filter((row) => here.has(normaliseHeading(row.heading)));
	return rows
		.reverse()
		.map(
			({ heading, field, created_at, created_by }) =>
				`${heading} (${field === "" ? "används inte" : FIELD_LABELS[field as Field]}), ${formatDate(stockholmDate(created_at))} av ${created_by}`,
		);
}
