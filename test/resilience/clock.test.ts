import { expect, test } from "vitest";
import { createDueRuns } from "../../src/checks/runs/run-timer.ts";
import { openLog } from "../../src/ground/log.ts";
import { addMeasure } from "../../src/register/measures/add-measure.ts";
import { signHead } from "../../src/proof/trail/sign-head.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyRows } from "../../src/proof/trail/verify-rows.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { paths } from "../../src/paths/paths.ts";
import { giveAccount, PASSWORD } from "../support/local-account.ts";
import { tellOfWorld } from "../support/tell-of-world.ts";
import { visitorTo } from "../support/visitor.ts";
import { openWorld, TODAY } from "../support/world.ts";

const before = (hours: number) => new Date(Date.parse(TODAY) - hours * 3_600_000);
const MEASURE = {
	title: "Åtgärd",
	kind: "action",
	scope: null,
	performer_text: "",
	support: "",
	owner_id: null,
	due_on: null,
} as const;

test("a clock that goes back a day: the log goes on in order, holds, and nothing is made twice", async () => {
	const world = await tellOfWorld(await openWorld());
	const { db } = world.ctx;
	const log = openLog({ write() {} });
	const runs = () => db.selectFrom("control_runs").select("id").execute();
	await createDueRuns(world.ctx, log);
	const made = (await runs()).length;
	const anchors = openTrailAnchors(world);
	await signHead({ db, clock: world.ctx.clock }, anchors);
	const yesterday = { ...world.ctx, clock: () => before(26) };
	await createDueRuns(yesterday, log);
	expect((await runs()).length).toBe(made);
	const carin = await world.as("carin", before(26).toISOString());
	await addMeasure(carin, world.ids.risk, MEASURE);
	await signHead({ db, clock: yesterday.clock }, anchors);
	expect((await verifyTrail(db, anchors)).problems).toEqual([]);
	expect((await verifyRows(db)).problems).toEqual([]);
	const [last] = await db.selectFrom("events").selectAll().orderBy("seq", "desc").limit(1).execute();
	expect([last!.type, last!.at]).toEqual(["measure.added", before(26).toISOString()]);
});

test("a clock that goes back an hour neither signs anybody out nor keeps anybody out", async () => {
	const world = await openWorld();
	await giveAccount(world, "mats");
	let now = new Date(TODAY);
	const clock = () => now;
	const visitor = visitorTo(world, { clock, peer: "203.0.113.9" });
	const signIn = (who = visitor) => who.post(paths.signInPassword(), { user_name: "mats", password: PASSWORD });
	expect((await signIn()).status).toBe(303);
	// somebody else at the same address has tried, and so has a stranger at the account
	for (const user_name of ["ingen", "mats"])
		await visitorTo(world, { clock, peer: "203.0.113.9" }).post(paths.signInPassword(), {
			user_name,
			password: "fel fel fel",
		});
	now = before(1);
	expect((await visitor.get(paths.ownSessions())).status).toBe(200);
	expect((await signIn(visitorTo(world, { clock, peer: "203.0.113.9" }))).status).toBe(303);
	expect((await signIn(visitorTo(world, { clock, peer: "198.51.100.1" }))).status).toBe(303);
});
