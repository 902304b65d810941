import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { Db } from "../../../db/open.ts";
import { lastEvent } from "../../../db/queries/ground/write.ts";
import type { SealHead } from "../../../db/queries/report/closing.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { takeReadingOrders } from "../../ground/threads/take-orders.ts";
import { GENESIS } from "../../ground/write/trail.ts";
import type { Making } from "./guide.ts";
import { readReport } from "./report-content.ts";
import { writeWorkbook } from "./write-workbook.ts";

export interface WorkbookOrder {
	period: Period;
	now: string;
	/** Who makes it. */
	by: string;
	/** The file that is written. */
	to: string;
}

takeReadingOrders(async (db, order: WorkbookOrder) => {
	const content = await readReport(db, order.period, stockholmDate(order.now));
	const making = await makingOf(db, order, content.seal);
	const out = createWriteStream(order.to, { flags: "wx" });
	await Promise.all([writeWorkbook(db, out, content, making), finished(out)]);
	return making.trail_head;
});

/**
 * Returns how the workbook was made: an open report by the person who exports it, a closed one when it was closed, so that its
 * bytes are the same every time.
 */
async function makingOf(db: Db, { now, by }: WorkbookOrder, seal: SealHead | null): Promise<Making> {
	if (seal === null) {
		const trail_head = (await lastEvent(db)) ?? { seq: 0, hash: GENESIS };
		return { made_at: now, made_by: by, trail_head };
	}
	const trail_head = { seq: seal.trail_seq, hash: seal.trail_hash };
	return { made_at: seal.sealed_at, made_by: seal.sealer, trail_head };
}
