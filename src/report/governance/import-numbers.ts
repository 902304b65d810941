import { listEconomyElsewhere } from "../../../db/queries/report/governance-elsewhere.ts";
import { listGovernance } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import type { WrittenIn } from "../../../db/schema/report/governance-numbers.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid } from "../../ground/errors.ts";
import type { AsideFile } from "../../ground/files/aside-ticket.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { type NumbersReading, readNumbersFile } from "./read-numbers.ts";
import { writeNumbers } from "./write-numbers.ts";

export async function previewNumbers(
	ctx: Context,
	period: Period,
	path: string,
	written: WrittenIn,
): Promise<NumbersReading> {
	const rows = await listGovernance(ctx.db, period);
	const elsewhere = await listEconomyElsewhere(ctx.db, period);
	return readNumbersFile(path, rows, { period, written, elsewhere, today: stockholmDate(nowOf(ctx)) });
}

/** Writes what a previewed file says, read anew against the rows as they stand; refused as a whole while any row has a problem. */
export async function importNumbers(
	ctx: Context,
	period: Period,
	{ path, file_name, sha256, more }: AsideFile,
): Promise<number> {
	const { rows, problems } = await previewNumbers(ctx, period, path, more.written as WrittenIn);
	if (problems.length > 0) throw new Invalid({ "": "Rätta raderna nedan i filen och läs in den igen." });
	if (rows.length === 0) throw new Invalid({ "": "Filen säger inget nytt." });
	const numbers = rows.map((row) => row.numbers);
	return writeNumbers(ctx, period.id, numbers, { file: { file_name, sha256 } });
}
