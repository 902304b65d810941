import { readFile } from "node:fs/promises";
import { isUniqueViolation } from "../../../db/errors.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { insertTemplate } from "../../../db/writes/report/templates.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import type { TempFile } from "../../ground/files/arriving.ts";
import { readReport } from "../workbook/report-content.ts";
import { findSheet, type ReadSheet } from "../../ground/reading/workbook/read-workbook.ts";
import { NOT_A_WORKBOOK, WorkbookRefused } from "../../ground/reading/workbook/zip-parts.ts";
import { NotAPackage, ZipPackage } from "../../ground/tables/zip-package.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { type Anchor, findAnchors, guessMapping } from "./anchors.ts";
import { sheetPaths } from "./fill-template.ts";
import { TEMPLATE_LIMITS } from "./limits.ts";
import type { UploadTemplate } from "./schema.ts";
import { SheetRefused, SheetXml } from "./sheet-xml.ts";
import { type Sources, sourcesOf } from "./sources.ts";

const NO_PLACES =
	"Mallen har inga platser att fylla i. Ge celler namn (Formler → Namnhanteraren), eller skriv en rubrikrad med rapportens kolumnrubriker, till exempel Verksamhet, Risk och Åtgärd.";

/** Takes in a workbook of the region's own for the board of a period. Returns its id. */
export async function uploadTemplate(
	ctx: Context,
	period: Period,
	input: UploadTemplate,
	file: TempFile & { name: string },
): Promise<string> {
	await requireMay(ctx.db, ctx.actor, "period.edit", period.unit_id);
	const sources = sourcesOf(await readReport(ctx.db, period, stockholmDate(nowOf(ctx))));
	const bytes = await readFile(file.path);
	const anchors = await anchorsOf(file.path, bytes, sources);
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			await allow("period.edit", period.unit_id);
			const id = newId(ctx.clock());
			await insertTemplate(trx, {
				id,
				board_id: period.board_id,
				name: input.name,
				file_name: file.name,
				sha256: file.sha256,
				content: bytes.toString("base64"),
				anchors: JSON.stringify(anchors),
				mapping: JSON.stringify(guessMapping(anchors, sources)),
				uploaded_at: nowOf(ctx),
				uploaded_by: ctx.actor.id!,
				version: 1,
			});
			await record({
				type: "template.uploaded",
				unit_id: period.unit_id,
				object: { kind: "template", id },
				data: { name: input.name, file_name: file.name, sha256: file.sha256, places: anchors.length },
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ name: "Nämnden har redan en mall med det namnet." });
		throw error;
	}
}

/** The places of a workbook, once it has been read through as what it is: no macros (T10), no bomb (T14), sheets we can fill. */
async function anchorsOf(path: string, bytes: Buffer, sources: Sources): Promise<Anchor[]> {
	try {
		const sheets: ReadSheet[] = [];
		await findSheet(path, (sheet) => sheets.push(sheet) < 0);
		const parts = await ZipPackage.read(bytes, TEMPLATE_LIMITS);
		refuseActiveParts(parts);
		const anchors = findAnchors(parts.text("xl/workbook.xml"), sheets, sources);
		if (anchors.length === 0) throw new WorkbookRefused(NO_PLACES);
		const paths = sheetPaths(parts);
		for (const name of new Set(anchors.map((anchor) => anchor.sheet))) new SheetXml(parts.text(paths.get(name) ?? ""));
		return anchors;
	} catch (error) {
		if (error instanceof NotAPackage) throw new Invalid({ file: NOT_A_WORKBOOK });
		if (error instanceof WorkbookRefused || error instanceof SheetRefused) throw new Invalid({ file: error.message });
		throw error;
	}
}

/** What can run by itself: macros under any name, old macro sheets, controls and other programs' objects. */
function refuseActiveParts(parts: ZipPackage): void {
	const active = parts.names().some((name) => /vbaProject|macrosheets|activeX|embeddings/i.test(name));
	if (active || /macroEnabled|vbaProject/i.test(parts.text("[Content_Types].xml"))) {
		throw new WorkbookRefused(
			"Arbetsboken innehåller makron eller inbäddade program. Spara den utan dem (.xlsx) och försök igen.",
		);
	}
}
