import { pino } from "pino";
import { expect, test } from "vitest";
import { createDueRuns } from "../../../src/checks/runs/run-timer.ts";
import { openTestDatabase } from "../../support/database.ts";
import { openWorld, type World } from "../../support/world.ts";

function logTo(lines: string[]) {
	return pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
}

const runs = (world: World) => world.ctx.db.selectFrom("control_runs").select("id").execute();

test("T44: the timer creates what is due, as the system, and the next hour nothing", async () => {
	const world = await openWorld();
	const lines: string[] = [];
	await createDueRuns(world.ctx, logTo(lines));
	expect(await runs(world)).toHaveLength(22);
	expect(lines).toHaveLength(11);
	await createDueRuns(world.ctx, logTo(lines));
	expect(await runs(world)).toHaveLength(22);
	expect(lines).toHaveLength(11);
	const events = await world.ctx.db.selectFrom("events").selectAll().where("type", "=", "runs.created").execute();
	expect(new Set(events.map((event) => `${event.actor_name} ${event.via}`))).toEqual(new Set(["Systemet system"]));
});

test("the month begins in Stockholm, not in Greenwich", async () => {
	const world = await openWorld();
	const at = (time: string) => ({ ...world.ctx, clock: () => new Date(time) });
	await createDueRuns(at("2026-01-31T22:59:00Z"), logTo([]));
	expect(await runs(world)).toHaveLength(2);
	await createDueRuns(at("2026-01-31T23:01:00Z"), logTo([]));
	expect(await runs(world)).toHaveLength(4);
});

test("a failure is logged and does not throw; an empty installation is left alone", async () => {
	const world = await openWorld();
	const lines: string[] = [];
	const keys = {
		...world.ctx.keys,
		encrypt: () => {
			throw new Error("nyckeln går inte att läsa");
		},
	};
	await createDueRuns({ ...world.ctx, keys }, logTo(lines));
	expect(lines.join()).toContain("runs could not be created");
	expect(await runs(world)).toEqual([]);
	const empty = await openTestDatabase();
	await createDueRuns({ ...world.ctx, database: empty.database }, logTo(lines));
	expect(lines).toHaveLength(1);
});
