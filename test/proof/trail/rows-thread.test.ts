import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lastEvent } from "../../../db/queries/ground/write.ts";
import { startRowsThread } from "../../../src/proof/trail/rows-thread.ts";
import { isk } from "../../cli/commands.ts";
import { tellOfWorld } from "../../support/tell-of-world.ts";
import { openWorld } from "../../support/world.ts";

test("T57: what the thread of the rows finds is among the faults of isk verify", async () => {
	const world = await openWorld();
	// the world's roles were put in place, and no event tells of them
	await expect(isk(world.dataDir, "verify")).rejects.toThrow(/^Kontrollen hittade [1-9]\d* fel\.$/);
	await tellOfWorld(world);
	expect(await isk(world.dataDir, "verify")).toMatch(/Rader: [1-9].*\n.*\nInga fel\.$/s);
	// three threads learn to read TypeScript, each anew
}, 120_000);

test("the thread tells how far it has come, and names each row", async () => {
	const world = await openWorld();
	const steps: number[] = [];
	const { begun, report, stop } = startRowsThread(world.ctx.database.location, (rows) => steps.push(rows));
	const { rows, problems } = await report;
	expect(await begun).toEqual(await lastEvent(world.ctx.db));
	await stop();
	expect(rows).toBeGreaterThan(0);
	expect(steps.at(-1)).toBeGreaterThan(0);
	expect(problems.filter((one) => !/^(Rollen|Beslutet) .* men loggen berättar inte om det\.$/.test(one))).toEqual([]);
	expect(problems).not.toEqual([]);
});

test("a thread that cannot read fails the check, and is never taken for rows without faults", async () => {
	const world = await openWorld();
	const file = join(world.dataDir, "trasig.db");
	writeFileSync(file, "this is no database, whatever its name says".repeat(200));
	const { begun, report, stop } = startRowsThread({ file }, () => {});
	await expect(begun).rejects.toThrow("file is not a database");
	await expect(report).rejects.toThrow("file is not a database");
	await stop();
});
