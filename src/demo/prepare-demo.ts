import { rmSync } from "node:fs";
import type { Db } from "../../db/open.ts";
import { firstEvent, hasEventOfType } from "../../db/queries/ground/write.ts";
import { listRootUnits } from "../../db/queries/people/units.ts";
import { systemActor } from "../ground/access/system-actor.ts";
import { ANCHOR_FILE } from "../proof/trail/trail-anchors.ts";
import { type KeyPlace, keyFile } from "../ground/keys.ts";
import { openSealKey, SEAL_FILES } from "../report/closing/seal-key.ts";
import { UnsafeStart } from "../ground/settings-file.ts";
import type { Context } from "../ground/write/context.ts";
import type { RegionSize } from "./region.ts";
import { type DemoSize, markDemoFilled } from "./mark-as-demo.ts";

export interface DemoWanted {
	place: KeyPlace;
	/** Left out: the size that was begun, or the demo's. */
	size?: DemoSize;
	region?: RegionSize;
	/** Hears what is done. */
	said(sentence: string): void;
}

/**
 * Fills an empty installation with example data, and empties and fills anew one whose fill was interrupted: half a demo is never
 * shown. Anything else is left as it is. Returns whether it filled.
 */
export async function prepareDemo(ctx: Context, { place, size, region, said }: DemoWanted): Promise<boolean> {
	const begun = await findUnfinished(ctx.db);
	if (begun) {
		said("Exempeldatan blev inte färdig förra gången: den töms och läggs in på nytt …");
		await emptyDemo(ctx, place);
	} else if ((await listRootUnits(ctx.db)).length > 0) return false;
	else said("Datamappen är tom: lägger in demons exempeldata …");
	const fresh = { ...ctx, actor: { ...ctx.actor, roles: (await systemActor(ctx.db, "system")).roles } };
	const key = openSealKey(place);
	// a filled demo starts without loading what fills it
	if ((size ?? begun) === "region") {
		const { fillRegion, REGION } = await import("./fill-region.ts");
		await ctx.database.inHaste(() => fillRegion(fresh, key, region ?? REGION, said));
	} else {
		const { fillDemo } = await import("./fill-demo.ts");
		await ctx.database.inHaste(() => fillDemo(fresh, key));
	}
	await ctx.database.measure();
	// last of all, when everything before it is on disk
	await markDemoFilled(fresh);
	return true;
}

/**
 * The size of a fill that was begun and never finished; null when there is none. The fill is the first thing that happens in an
 * installation: where something else came first there may be real data, and that is refused, never emptied.
 */
async function findUnfinished(db: Db): Promise<DemoSize | null> {
	if (!(await hasEventOfType(db, "installation.demo_begun"))) return null;
	if (await hasEventOfType(db, "installation.demo_filled")) return null;
	const first = await firstEvent(db);
	if (first?.type !== "installation.demo_begun" || (await hasEventOfType(db, "installation.set_up"))) {
		throw new UnsafeStart(
			"Exempeldatan blev inte färdig, men databasen innehåller också annat än den och töms därför inte. Ange en tom datamapp i DATA_DIR.",
		);
	}
	return (JSON.parse(first.data) as { size: DemoSize }).size;
}

/** The tables last: until they are gone, the fill is unfinished and the next start goes on from here. */
async function emptyDemo(ctx: Context, place: KeyPlace): Promise<void> {
	for (const sha256 of await ctx.files.list()) await ctx.files.remove(sha256);
	for (const outside of [SEAL_FILES.notes, ANCHOR_FILE]) rmSync(keyFile(place, outside), { force: true });
	await ctx.database.empty();
}
