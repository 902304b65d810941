import type { Db } from "../../../db/open.ts";
import { countTrail, listTrail, type TrailEvent, type TrailFilter } from "../../../db/queries/proof/trail.ts";
import { MAX_ROWS } from "../../ground/tables/xlsx.ts";
import { Invalid } from "../../ground/errors.ts";

/** As many as are read in a few milliseconds: others wait for each. */
const BATCH = 200;

/** Every event the filter lets through, newest first, read a little at a time. */
export async function* streamTrail(db: Db, filter: TrailFilter): AsyncGenerator<TrailEvent> {
	let beforeSeq: number | undefined;
	for (;;) {
		const events = await listTrail(db, filter, { beforeSeq, limit: BATCH });
		yield* events;
		if (events.length < BATCH) return;
		beforeSeq = events.at(-1)!.seq;
	}
}

/** Refuses what a sheet cannot hold, rather than leave some of it out. */
export async function requireFitsSheet(db: Db, filter: TrailFilter): Promise<void> {
	if ((await countTrail(db, filter)) <= MAX_ROWS) return;
	throw new Invalid({
		"": "Urvalet är större än ett kalkylblad rymmer. Begränsa datumen, eller hämta listan som CSV eller JSON.",
	});
}
