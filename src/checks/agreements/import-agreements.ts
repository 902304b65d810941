import { findAgreementList } from "../../../db/queries/checks/agreements.ts";
import { insertAgreementList } from "../../../db/writes/checks/agreements.ts";
import type { TempFile } from "../../ground/files/arriving.ts";
import { FileRefused } from "../../ground/reading/file-refused.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { type AgreementReading, readAgreements } from "./read-agreements.ts";

const COLUMNS = ["id", "list_id", "supplier_no", "supplier_name", "agreement_no", "valid_from", "valid_to", "line_no"];
const MOST_TOLD = 5;

/**
 * Imports a förvaltning's list of agreements, whole or not at all. Only the newest list is used; earlier ones are kept
 * unchanged.
 */
export async function importAgreements(
	ctx: Context,
	input: { unit_id: string },
	file: TempFile & { name: string },
): Promise<number> {
	const reading = await readForForm(file.path);
	return write(ctx, async ({ trx, allow, record }) => {
		await allow("purchases.import", input.unit_id);
		const newest = await findAgreementList(trx, input.unit_id);
		if (newest?.sha256 === reading.sha256)
			throw new Invalid({ file: "Samma lista är redan inläst. Ingenting har ändrats." });
		const id = newId(ctx.clock());
		await insertAgreementList(trx, {
			id,
			unit_id: input.unit_id,
			edition: (newest?.edition ?? 0) + 1,
			file_name: file.name,
			sha256: reading.sha256,
			rows: reading.agreements.length,
			imported_at: nowOf(ctx),
			imported_by: ctx.actor.id!,
		});
		const rows = reading.agreements.map((one) => [
			newId(ctx.clock()),
			id,
			one.supplier_no,
			one.supplier_name,
			one.agreement_no,
			one.valid_from,
			one.valid_to,
			one.line_no,
		]);
		await ctx.database.bulk(trx, "agreements", COLUMNS, rows);
		await record({
			type: "agreements.imported",
			unit_id: input.unit_id,
			object: { kind: "agreement_list", id },
			data: { file_name: file.name, rows: rows.length, sha256: reading.sha256 },
		});
		return rows.length;
	});
}

async function readForForm(path: string): Promise<AgreementReading> {
	let reading: AgreementReading;
	try {
		reading = await readAgreements(path);
	} catch (error) {
		if (error instanceof FileRefused) throw new Invalid({ file: error.message });
		throw error;
	}
	const { refused, agreements } = reading;
	if (refused.length > 0) {
		const told = refused.slice(0, MOST_TOLD).map(({ line, reason }) => `rad ${line}: ${reason}`);
		throw new Invalid({ file: `${refused.length} rader går inte att läsa, så ingenting är inläst. ${told.join(" ")}` });
	}
	if (agreements.length === 0) throw new Invalid({ file: "Filen innehåller inga avtal." });
	return reading;
}
