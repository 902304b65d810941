import { expect, test } from "vitest";
import { insertDeviation } from "../../../db/writes/checks/deviations.ts";
import { insertRole } from "../../../db/writes/people/people.ts";
import { systemActor } from "../../../src/ground/access/system-actor.ts";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import { lateTasks } from "../../../src/office/inbox/tasks/order-tasks.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { EventInput } from "../../../src/ground/write/events.ts";
import { write } from "../../../src/ground/write/write.ts";
import { ASSESSED } from "../../../db/schema/report/words.ts";
import { approveAssessment } from "../../../src/report/assessments/approve-assessment.ts";
import { startAssessment } from "../../../src/report/assessments/start-assessment.ts";
import { submitAssessment } from "../../../src/report/assessments/submit-assessment.ts";
import { writePart } from "../../../src/report/assessments/write-part.ts";
import { agreePoint } from "../../../src/report/dialogues/agree-point.ts";
import { writeDialogue } from "../../../src/report/dialogues/write-dialogue.ts";
import { stateOpinion } from "../../../src/sam/state-opinion.ts";
import {
	approvedAssessment as approvedAssessmentOf,
	JANUARY,
	openFinishedYear,
	part,
} from "../../report/closing/support.ts";
import { openSamWorld, signEverything } from "../../sam/round.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type PersonKey, type World } from "../../support/world.ts";

const note = {
	type: "system.started",
	unit_id: null,
	object: { kind: "system", id: "x" },
	data: { note: "ställde in" },
} as const;
type Trx = Parameters<typeof insertRole>[0];

function given(world: World, change: (trx: Trx) => Promise<unknown>, event: EventInput = note): Promise<void> {
	return write(world.ctx, async ({ trx, record }) => {
		await change(trx);
		await record(event);
	});
}

/** October's runs, with the given columns at alfa. */
async function givenRuns(world: World, alfa: Parameters<typeof setRun>[1] = {}): Promise<string> {
	const ctx = { ...world.ctx, actor: await systemActor(world.ctx.db, "system") };
	await createRuns(ctx, { today: "2026-11-16", period_key: "2026-10" });
	await given(world, (trx) => setRun(trx, alfa, world.ids.alfa));
	const run = await world.ctx.db
		.selectFrom("control_runs")
		.select("id")
		.where("unit_id", "=", world.ids.alfa)
		.executeTakeFirstOrThrow();
	return run.id;
}

const setRun = (trx: Trx, values: { status?: "drawn" | "signed" | "returned"; population_n?: number }, unit: string) =>
	trx
		.updateTable("control_runs")
		.set({ version: 1, ...values })
		.where("unit_id", "=", unit)
		.execute();

async function inboxOf(world: World, person: PersonKey, at?: string): Promise<string> {
	const response = await (await clientFor(world, person, at)).get(paths.inbox());
	expect(response.status).toBe(200);
	return (await response.text()).replaceAll("\u00a0", " ");
}

const deviation = (world: World, changes: Partial<Parameters<typeof insertDeviation>[1]> = {}) => ({
	id: "avvikelse",
	number: 1,
	unit_id: world.ids.alfa,
	risk_id: world.ids.risk,
	run_id: null,
	item_id: null,
	question_id: null,
	title: "Underlag saknas",
	description: "",
	severity: "minor" as const,
	cause_code: null,
	root_cause: "",
	direct_fix: "",
	plan: "",
	owner_id: null,
	due_on: null,
	status: "open" as const,
	effect_check: "",
	found_at: "2026-11-10T08:00:00.000Z",
	found_by: world.ids.maria,
	closed_at: null,
	closed_by: null,
	version: 1,
	...changes,
});

test("an empty inbox is kind, for every role", async () => {
	const world = await openWorld();
	for (const person of ["maria", "mats", "gunnel", "fia", "rune", "adam", "carin"] as const)
		expect(await inboxOf(world, person)).toContain("Inget väntar på dig just nu");
});

test("an empty inbox says what comes next and when: for every role, and also when nothing is planned", async () => {
	const world = await openWorld();
	const roles = ["maria", "mats", "gunnel", "nils", "fia", "rune", "adam", "carin", "siv"] as const;
	for (const person of roles)
		expect([person, await inboxOf(world, person)]).toEqual([
			person,
			expect.stringMatching(/Det här kommer härnäst.*31 december 2026: Brytdatum för/s),
		]);
	await givenRuns(world);
	const own = "13 november 2026: Stickprov av inköp under 10 tkr, oktober 2026, Vårdcentralen Alfa ska vara klar";
	const early = "2026-11-10T09:00:00Z";
	expect(await inboxOf(world, "maria", early)).toContain(own);
	// somebody else's work is not hers, and what is signed for is done
	expect(await inboxOf(world, "gunnel", early)).not.toContain(own);
	await given(world, (trx) => setRun(trx, { status: "signed" }, world.ids.alfa));
	expect(await inboxOf(world, "maria", early)).not.toContain(own);
	expect(await inboxOf(world, "gunnel", "2030-01-01T09:00:00Z")).toContain("Inget är inplanerat ännu.");
});

test("the approver is asked: assessments to approve and to decide, överenskommelser past their day; others are not", async () => {
	const world = await openFinishedYear();
	const carin = await world.as("carin", JANUARY);
	const started = await startAssessment(carin, world.ids.period, { level: "administration", unit_id: null });
	const approve = "Godkänn ISK-bedömningen";
	expect(await inboxOf(world, "fia", JANUARY)).not.toContain(approve);
	for (const requirement of Object.keys(ASSESSED) as (keyof typeof ASSESSED)[])
		await writePart(carin, started, requirement, part);
	await submitAssessment(carin, started, { version: 1 });
	const asked = await inboxOf(world, "fia", JANUARY);
	expect(asked).toContain(approve);
	expect(asked).toContain(paths.assessment(started));
	for (const person of ["carin", "mats", "nils", "rune", "adam"] as const)
		expect([person, await inboxOf(world, person, JANUARY)]).toEqual([person, expect.not.stringContaining(approve)]);
	// whoever has written a part may not approve it, and is not asked to
	const { database } = world.ctx;
	await database.transaction((trx) =>
		trx.updateTable("assessment_parts").set({ written_by: world.ids.fia }).where("requirement", "=", "a").execute(),
	);
	expect(await inboxOf(world, "fia", JANUARY)).not.toContain(approve);
	await database.transaction((trx) =>
		trx.updateTable("assessment_parts").set({ written_by: carin.actor.id! }).execute(),
	);
	await approveAssessment(await world.as("fia", JANUARY), started, { version: 2 });
	const decide = "Registrera beslutet om ISK-bedömningen";
	// the förvaltning's is approved, and not decided by any nämnd
	expect(await inboxOf(world, "fia", JANUARY)).not.toContain(decide);
	await approvedAssessmentOf(world, "board");
	for (const person of ["fia", "carin"] as const) expect(await inboxOf(world, person, JANUARY)).toContain(decide);
	const dialogue = { held_on: "2026-11-10", participants: "Fia Ström", notes: "", version: 0 };
	await writeDialogue(carin, world.ids.period, dialogue);
	const due = (due_on: string) =>
		agreePoint(carin, world.ids.period, { text: `Klart ${due_on}`, person_id: null, due_on });
	await due("2027-01-19");
	await due("2027-01-20");
	const late = await inboxOf(world, "fia", JANUARY);
	expect(late).toContain("Följ upp överenskommelsen vars dag har passerat: Klart 2027-01-19");
	expect(late).not.toContain("Klart 2027-01-20");
	expect(await inboxOf(world, "mats", JANUARY)).not.toContain("Överenskommelsen");
});

test("a skyddsombud is asked for a stand on the forms of the own units; what comes after the signature reaches line and approver", async () => {
	const world = await openSamWorld();
	const day = "2026-11-16T10:00:00.000Z";
	const stand = "Ta ställning till SAM-uppföljningen 2026 för Vårdcentralen Alfa";
	const siv = await inboxOf(world, "siv", day);
	expect(siv).toContain(stand);
	expect(siv).not.toContain("för Vårdcentralen Beta");
	const review = await world.ctx.db
		.selectFrom("sam_reviews")
		.selectAll()
		.where("unit_id", "=", world.ids.alfa)
		.executeTakeFirstOrThrow();
	await signEverything(await world.as("mats", day), review.id);
	const later = "2026-11-17T10:00:00.000Z";
	for (const person of ["mats", "nils", "fia"] as const)
		expect(await inboxOf(world, person, later)).not.toContain("efter signeringen");
	await stateOpinion(await world.as("siv", later), review.id, { stand: "dissent", text: "Vi har inte rum nog." });
	expect(await inboxOf(world, "siv", later)).not.toContain(stand);
	for (const person of ["mats", "nils"] as const)
		expect(await inboxOf(world, person, later)).toContain(
			"Läs skyddsombudets yttrande efter signeringen: avvikande mening",
		);
	const fia = await inboxOf(world, "fia", later);
	expect(fia).toContain("Läs om ett yttrande av skyddsombud som kom efter signeringen");
	expect(fia).not.toContain("Siv Lund");
	expect(await inboxOf(world, "boris", later)).not.toContain("efter signeringen");
});

test("the performer sees the drawn run with the days that are left, and with the days it is late", async () => {
	const world = await openWorld();
	const run = await givenRuns(world, { status: "drawn", population_n: 4 });
	const before = await inboxOf(world, "maria", "2026-11-12T09:00:00Z");
	expect(before).toContain("Utför Stickprov av inköp under 10 tkr, oktober 2026");
	expect(before).toContain(paths.run(run));
	expect(before).toContain("Senast 13 november 2026, 1 dag kvar");
	expect(await inboxOf(world, "maria", "2026-11-13T09:00:00Z")).toContain("Senast 13 november 2026, i dag");
	const after = await inboxOf(world, "maria");
	expect(after).toContain("Senast 13 november 2026, försenad 3 dagar");
	expect(after).toContain("Sen</");
	expect(await inboxOf(world, "beata")).toContain("Inget väntar på dig just nu");
});

test("a month without purchases and a returned run are said in their own words", async () => {
	const world = await openWorld();
	await givenRuns(world, { status: "drawn", population_n: 0 });
	expect(await inboxOf(world, "maria")).toContain("Bekräfta en månad utan inköp i Stickprov");
	await given(world, (trx) => setRun(trx, { status: "returned", population_n: 4 }, world.ids.alfa));
	expect(await inboxOf(world, "maria")).toContain("Rätta Stickprov av inköp under 10 tkr, oktober 2026");
});

test("a run that is planned waits for the controller, not for the performer", async () => {
	const world = await openWorld();
	await givenRuns(world);
	expect(await inboxOf(world, "maria")).toContain("Inget väntar");
	const carin = await inboxOf(world, "carin");
	expect(carin).toContain("Läs in inköpsfilen för Stickprov av inköp under 10 tkr, oktober 2026");
	expect(carin).toContain("2 enheter väntar på populationen");
	expect(carin).toContain(paths.purchases());
});

test("the reviewer sees what is signed; a stand-in sees what waits for the absent", async () => {
	const world = await openWorld();
	const run = await givenRuns(world, { status: "signed" });
	const mats = await inboxOf(world, "mats");
	expect(mats).toContain("Granska Stickprov av inköp under 10 tkr, oktober 2026");
	expect(mats).toContain(paths.run(run));
	expect(await inboxOf(world, "gunnel")).toContain("Inget väntar");
	await given(world, (trx) =>
		insertRole(trx, {
			id: "vikarie",
			person_id: world.ids.gunnel,
			role: "manager",
			unit_id: world.ids.alfa,
			valid_from: "2026-11-01",
			valid_to: "2026-11-30",
			substitute_for: world.ids.mats,
			version: 1,
		}),
	);
	expect(await inboxOf(world, "gunnel")).toContain(paths.run(run));
	expect(await inboxOf(world, "gunnel", "2026-12-01T09:00:00Z")).not.toContain(paths.run(run));
});

test("the controller sees late runs by unit, in order of name, and units without people", async () => {
	const world = await openWorld();
	await givenRuns(world, { status: "drawn" });
	await given(world, async (trx) => {
		await setRun(trx, { status: "drawn" }, world.ids.beta);
		await trx
			.updateTable("control_units")
			.set({ performer_id: null })
			.where("id", "=", world.ids.betaAssignment)
			.execute();
	});
	const carin = await inboxOf(world, "carin");
	const others = carin.slice(carin.indexOf("Väntar på andra"));
	expect(others).toContain("1 kontrolltillfälle efter förfallodagen");
	expect(others.indexOf("Vårdcentralen Alfa")).toBeLessThan(others.indexOf("Vårdcentralen Beta"));
	expect(carin).toContain(`ar=2026&amp;enhet=${world.ids.alfa}`);
	expect(carin).toContain("Utse utförare eller granskare för 1 enhet i Stickprov av inköp under 10 tkr");
	expect(await inboxOf(world, "nils")).toContain("Inget väntar");
});

test("whoever owns a deviation sees it; one without an owner waits for the chef of the unit, not of another", async () => {
	const world = await openWorld();
	await given(world, async (trx) => {
		await insertDeviation(trx, deviation(world, { owner_id: world.ids.mats, due_on: "2026-11-10" }));
		await insertDeviation(trx, deviation(world, { id: "fri", number: 2, title: "Ingen ansvarig" }));
	});
	const mats = await inboxOf(world, "mats");
	expect(mats).toContain("Hantera avvikelse 1: Underlag saknas");
	expect(mats).toContain("Senast 10 november 2026, försenad 6 dagar");
	expect(mats).toContain("Utse ansvarig för avvikelse 2: Ingen ansvarig");
	expect(await inboxOf(world, "boris")).toContain("Inget väntar");
	expect(await inboxOf(world, "maria")).toContain("Inget väntar");
});

test("a handled deviation is late too when its day has passed, as on its own page", async () => {
	const world = await openWorld();
	const mine = { owner_id: world.ids.mats, plan: "Ny rutin", status: "handled" as const, due_on: "2026-11-15" };
	await given(world, (trx) => insertDeviation(trx, deviation(world, mine)));
	expect(await inboxOf(world, "mats", "2026-11-15T09:00:00Z")).not.toMatch(/Sen<\//);
	const late = await inboxOf(world, "mats", "2026-11-16T09:00:00Z");
	expect(late).toContain("Senast 15 november 2026, försenad 1 dag");
	expect(late).toMatch(/Sen<\//);
});

test("rule 11: whoever found a deviation learns what became of it, once, for thirty days", async () => {
	const world = await openWorld();
	const mats = await world.as("mats");
	await write(mats, async ({ trx, record }) => {
		await insertDeviation(
			trx,
			deviation(world, { status: "handled", plan: "Ny rutin för följesedlar", owner_id: world.ids.mats }),
		);
		const about = { unit_id: world.ids.alfa, object: { kind: "deviation", id: "avvikelse" } };
		const data = { number: 1, title: "Underlag saknas", plan: "Ny rutin för följesedlar" };
		await record({ ...about, type: "deviation.handled", data });
		await record({ ...about, type: "deviation.handled", data });
	});
	const maria = await inboxOf(world, "maria");
	expect(maria).toContain("Avvikelse 1 som du fann är hanterad: Underlag saknas");
	expect(maria).toContain("Mats Berg: Ny rutin för följesedlar");
	expect(maria.match(/som du fann/g)).toHaveLength(1);
	expect(await inboxOf(world, "maria", "2026-12-20T09:00:00Z")).toContain("Inget väntar");
	expect(await inboxOf(world, "mats")).toContain("Följ upp effekten av avvikelse 1");
});

test("whoever owns a measure is reminded within thirty days of its date, until it is done", async () => {
	const world = await openWorld();
	expect(await inboxOf(world, "nils")).toContain("Inget väntar");
	const soon = await inboxOf(world, "nils", "2026-12-01T09:00:00Z");
	expect(soon).toContain("Rapportera läget för åtgärden Månadsvisa stickprov av inköp under 10 tkr");
	expect(soon).toContain("Senast 31 december 2026, 30 dagar kvar");
	await given(world, (trx) => trx.updateTable("measures").set({ status: "done" }).execute());
	expect(await inboxOf(world, "nils", "2026-12-01T09:00:00Z")).toContain("Inget väntar");
});

test("a draft plan waits for whoever may decide it", async () => {
	const world = await openWorld();
	await given(world, (trx) => trx.updateTable("plans").set({ status: "draft" }).execute());
	for (const person of ["fia", "carin"] as const)
		expect(await inboxOf(world, person)).toContain("Bered planen för 2026, som är ett utkast");
	expect(await inboxOf(world, "mats")).toContain("Inget väntar");
});

test("T01: what people have written is text", async () => {
	const world = await openWorld();
	await given(world, (trx) =>
		insertDeviation(trx, deviation(world, { owner_id: world.ids.mats, title: "<script>alert(1)</script>" })),
	);
	const page = await inboxOf(world, "mats");
	expect(page).toContain("&lt;script&gt;alert(1)");
	expect(page).not.toContain("<script>alert(1)");
});

test("an accepted risk comes back to its owner, who accepted it and the controller, until its day is moved", async () => {
	const world = await openWorld();
	const { ids } = world;
	await given(world, (trx) =>
		trx
			.updateTable("risks")
			.set({
				...{ treatment: "accept", treatment_reason: "Litet värde", treatment_decider_id: ids.fia, owner_id: ids.nils },
				treatment_review_on: "2026-12-16",
			})
			.execute(),
	);
	const asked = "Ompröva den accepterade risken R1";
	for (const person of ["nils", "fia", "carin"] as const) {
		expect(await inboxOf(world, person, "2026-11-15T09:00:00Z"), "31 days before").not.toContain(asked);
		expect(await inboxOf(world, person)).toContain(asked);
		expect(await inboxOf(world, person)).toContain("30 dagar kvar");
		expect(await inboxOf(world, person, "2026-12-17T09:00:00Z")).toContain("försenad 1 dag");
	}
	for (const person of ["mats", "maria", "rune"] as const) expect(await inboxOf(world, person)).not.toContain(asked);
	const readiness = async (at: string) =>
		(await (await clientFor(world, "carin", at)).get(paths.readiness(ids.period))).text();
	expect(await readiness("2026-12-16T09:00:00Z")).not.toContain("skulle ha omprövats");
	expect(await readiness("2026-12-17T09:00:00Z")).toContain("Accepterad risk som skulle ha omprövats");
	await given(world, (trx) => trx.updateTable("risks").set({ treatment_review_on: "2027-12-16" }).execute());
	expect(await inboxOf(world, "nils", "2026-12-17T09:00:00Z")).not.toContain(asked);
	await given(world, (trx) =>
		trx.updateTable("risks").set({ treatment_review_on: "2026-12-16", treatment: "treat" }).execute(),
	);
	expect(await inboxOf(world, "nils", "2026-12-17T09:00:00Z")).not.toContain(asked);
});

test("one's own come by when they are due, what others do comes after, and the window counts the own", async () => {
	const world = await openWorld();
	await givenRuns(world, { status: "drawn", population_n: 4 });
	const day = async (at: string) => {
		const page = await inboxOf(world, "maria", `${at}T09:00:00Z`);
		return [/<title>([^<]*)/.exec(page)![1], ...[...page.matchAll(/<h2[^>]*>([^<]*)/g)].map(([, title]) => title)];
	};
	expect(await day("2026-11-05")).toEqual(["Att göra (1) – Tillräcklig", "Senare (1)"]);
	expect(await day("2026-11-06")).toEqual(["Att göra (1) – Tillräcklig", "Inom en vecka (1)"]);
	expect(await day("2026-11-13")).toEqual(["Att göra (1) – Tillräcklig", "Nu (1)"]);
	await given(world, (trx) => setRun(trx, { status: "signed" }, world.ids.alfa));
	const signed = await day("2026-11-13");
	expect(signed[0]).toBe("Att göra – Tillräcklig");
	expect(signed).toContain("Väntar på andra");
	expect(await inboxOf(world, "maria")).toContain("granskas av ");
});

test("a substitute sees whose each matter is; the owner does not", async () => {
	const world = await openWorld();
	await givenRuns(world, { status: "signed" });
	await given(world, (trx) =>
		insertRole(trx, {
			...{ id: "vikarie", person_id: world.ids.gunnel, role: "manager", unit_id: world.ids.alfa },
			...{ valid_from: "2026-11-01", valid_to: "2026-11-30", substitute_for: world.ids.mats, version: 1 },
		}),
	);
	expect(await inboxOf(world, "gunnel")).toContain(", för Mats ");
	expect(await inboxOf(world, "mats")).not.toContain(", för Mats ");
});

test("the list in files is the page's own rows; many late units are one row", async () => {
	const late = (n: number) =>
		lateTasks(
			Array.from({ length: n }, (_, i) => ({
				...{ unit_id: `${i}`, unit_name: `Enhet ${i}`, runs: 2, first_day: "2026-10-01" },
				first_due: `2026-11-1${i}`,
			})),
		).map(({ title, meta, due_on }) => [title, meta, due_on].join(" | "));
	expect([late(0).length, late(1).length, late(3).length]).toEqual([0, 1, 3]);
	expect(late(5)).toEqual([
		"10 kontrolltillfällen efter förfallodagen på 5 enheter | Enhet 0, Enhet 1, Enhet 2 och 2 enheter till | 2026-11-10",
	]);
	const world = await openWorld();
	await givenRuns(world, { status: "drawn", population_n: 4 });
	const maria = await clientFor(world, "maria");
	const rows = (await (await maria.get(`${paths.tasks()}.json`)).json()) as Record<string, unknown>[];
	expect(rows).toEqual([
		expect.objectContaining({ when: "Nu", about: "Kontroll att utföra", due_on: "2026-11-13", days_left: -3 }),
	]);
	expect(await (await maria.get(paths.tasks())).text()).toContain(String(rows[0]!.title));
	expect(await (await clientFor(world, "beata")).get(`${paths.tasks()}.json`).then((r) => r.json())).toEqual([]);
});
