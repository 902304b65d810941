import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { Readable } from "node:stream";
import { addEvidence } from "../../src/checks/evidence/add-evidence.ts";
import { contextIn } from "./process-context.ts";

/**
 * A process of its own that adds evidence until it is killed: `node … uploader.ts <data folder> <person> <item> <at once>`. The
 * hash of each file that was acknowledged is told on standard output, at once.
 */
const [dataDir = "", person = "", item = "", atOnce = "1"] = process.argv.slice(2);
const ctx = await contextIn(dataDir, person, "Uppladdaren");

async function keepUploading(): Promise<void> {
	for (;;) {
		const temp = await ctx.files.putTemp(Readable.from([randomBytes(100_000)]), 1_000_000);
		const about = { kind: "sample_item", parent_id: item, series_id: null, note: "" };
		await addEvidence(ctx, about, { ...temp, name: "underlag.bin" });
		writeSync(1, `${temp.sha256}\n`);
	}
}

await Promise.all(Array.from({ length: Number(atOnce) }, keepUploading));
