import type { Db } from "../../../../db/open.ts";
import { findFileBySha256 } from "../../../../db/queries/checks/populations-files.ts";
import { formatOccurrence } from "../../../ground/calendar/occurrence.ts";
import { formatCount, formatDate, formatDateTime } from "../../../ground/calendar/stockholm.ts";
import { Invalid } from "../../../ground/errors.ts";
import type { FrameTerms } from "../frame/frame-terms.ts";
import type { FreezeDecision } from "../frame/freeze-population.ts";
import { opensFrame } from "../frame/place-items.ts";
import type { PurchaseSource } from "../read/purchase-source.ts";
import type { FoundInFile } from "../read/reading-orders.ts";
import { FileRefused } from "../../../ground/reading/file-refused.ts";

/** A file that is larger is refused before it is read. */
export const MAX_FILE_BYTES = 1_000_000_000;

/** Reads the file, with the file's refusal as a form error at the file field. */
export async function readForForm(
	source: PurchaseSource,
	terms: FrameTerms,
	before?: Parameters<PurchaseSource["read"]>[1],
): Promise<FoundInFile> {
	try {
		return await source.read(terms, before);
	} catch (error) {
		if (error instanceof FileRefused) throw new Invalid({ file: error.message });
		throw error;
	}
}

/** The same bytes are never imported twice. */
export async function requireNewFile(db: Db, sha256: string): Promise<void> {
	const same = await findFileBySha256(db, sha256);
	if (!same) return;
	throw new Invalid({
		file: `Samma fil lästes in ${formatDateTime(same.imported_at)} för ${formatOccurrence(same.period_key)} (${same.file_name}). Ingenting har lästs in igen.`,
	});
}

interface Accepted {
	accept_refused: boolean;
	accept_undated?: boolean;
	accept_damaged?: boolean;
}

/**
 * The file as a whole can be imported: its unit is known, something was understood, and what is refused, undated or damaged is
 * accepted in words.
 */
export function requireComplete(terms: FrameTerms, reading: FoundInFile, accepted: Accepted): void {
	const { rows, refused_count, is_undated, damage } = reading.summary;
	if (reading.lacksUnit && !terms.unitOf(null)) {
		throw new Invalid({ unit_id: "Filen har ingen kolumn för enhet. Välj vilken enhet den gäller." });
	}
	if (rows === 0) throw new Invalid({ file: "Ingen rad i filen kunde läsas in." });
	const wrong: Record<string, string> = {};
	if (refused_count > 0 && !accepted.accept_refused) {
		wrong.accept_refused = `${formatCount(refused_count)} ${refused_count === 1 ? "rad är avvisad" : "rader är avvisade"}. Rätta filen, eller välj att läsa in utan dem.`;
	}
	if (is_undated && !accepted.accept_undated) {
		wrong.accept_undated =
			"Filen har ingen kolumn för datum. Bekräfta att alla rader hör till perioden, eller välj kolumnen.";
	}
	if (damage && !accepted.accept_damaged) {
		wrong.accept_damaged =
			"Bokstäver i filen är skadade. Läs om den med rätt teckenkodning, eller bekräfta att den läses in så.";
	}
	if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
}

/** A frozen population is never corrected without a written reason. */
export function requireReason({ corrected }: FrameTerms, { reason }: { reason?: string | null }): void {
	if (corrected && !reason) throw new Invalid({ reason: "Skriv varför filen är rättad." });
}

/** True while the cut-off day is not past, for a file whose freeze would close the period. */
export function isEarly(terms: FrameTerms, today: string): boolean {
	return opensFrame(terms) && terms.period.last_day >= today;
}

/**
 * What is decided with the freeze. A frame is frozen when its cut-off day is past, or with a reason that stands on it ever after. The
 * source of a public value is named now or never, for a day when nobody can know the value yet.
 */
export function freezeDecision(
	terms: FrameTerms,
	input: { early_reason?: string | null; public_source?: string | null; public_day?: string | null },
	today: string,
): FreezeDecision {
	if (!opensFrame(terms)) return { early_reason: null, public_source: null };
	const wrong: Record<string, string> = {};
	const early = isEarly(terms, today);
	const { early_reason = null, public_source: name = null, public_day: day = null } = input;
	if (early && early_reason === null) {
		wrong.early_reason = `Perioden är inte slut förrän ${formatDate(terms.period.last_day)}. Vänta tills dagen är förbi, eller skriv varför populationen fryses nu.`;
	}
	if (name !== null && day === null) wrong.public_day = "Skriv vilken dag värdet blir offentligt.";
	if (name === null && day !== null) wrong.public_source = "Skriv var det offentliga värdet ska hämtas.";
	if (day !== null && day <= today)
		wrong.public_day = "Dagen ska ligga framåt i tiden: värdet får inte vara känt när populationen fryses.";
	if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
	return {
		early_reason: early ? early_reason : null,
		public_source: name !== null && day !== null ? { name, day } : null,
	};
}
