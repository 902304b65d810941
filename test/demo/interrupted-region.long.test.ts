import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fillRegion } from "../../src/demo/fill-region.ts";
import { prepareDemo } from "../../src/demo/prepare-demo.ts";
import { ANCHOR_FILE, openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { openSealKey, SEAL_FILES } from "../../src/report/closing/seal-key.ts";
import { count, keep, openEmpty } from "./region-support.ts";
import { keptPath } from "../../src/ground/files/file-store.ts";

const SMALL = { units: 4, otherUnits: 3, years: 3, fullYears: 2, risksPerYear: 18, sessions: 5 };
const AGAIN = "Exempeldatan blev inte färdig förra gången";

describe("a fill that was interrupted", () => {
	test("in region size is emptied, files and registers with it, and filled anew in the size that was begun", async () => {
		const { ctx, dataDir, keysDir } = await openEmpty();
		const place = { keysDir };
		const interrupted = fillRegion(ctx, openSealKey(place), SMALL, () => {
			throw new Error("killed");
		});
		await expect(interrupted).rejects.toThrow("killed");
		const left = await keep(ctx, "kvar");
		mkdirSync(join(dataDir, "keys"), { recursive: true });
		for (const file of [SEAL_FILES.notes, ANCHOR_FILE]) writeFileSync(join(dataDir, file), "kvar\n", { mode: 0o600 });
		expect((await count(ctx)).risks).toBeGreaterThan(0);
		const said: string[] = [];
		const wanted = { place, region: SMALL, said: (sentence: string) => said.push(sentence) };
		expect(await prepareDemo(ctx, wanted)).toBe(true);
		expect(said[0]).toContain(AGAIN);
		expect(said.slice(1)).toEqual(["År 2024 är fyllt.", "År 2025 är fyllt.", "År 2026 är fyllt."]);
		expect(existsSync(keptPath(dataDir, left))).toBe(false);
		expect(existsSync(join(dataDir, SEAL_FILES.notes))).toBe(false);
		expect((await verifyTrail(ctx.db, openTrailAnchors(place))).problems).toEqual([]);

		const straight = await openEmpty();
		await prepareDemo(straight.ctx, { ...wanted, place: straight, size: "region" });
		expect(await count(ctx)).toEqual(await count(straight.ctx));
		const before = await count(ctx);
		expect(await prepareDemo(ctx, wanted)).toBe(false);
		expect(await count(ctx)).toEqual(before);
	}, 600_000);
});
