import { expect, test } from "vitest";
import { findRisk, listRisks, listRiskYears } from "../../../db/queries/register/risks.ts";
import { insertRun } from "../../../db/writes/checks/runs.ts";
import { paths } from "../../../src/paths/paths.ts";
import { carryPlan } from "../../../src/register/plans/carry-plan.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";

const formFor = ({ ids }: World) => ({
	area_id: ids.area,
	title: "Kontanta medel hanteras fel",
	description: "",
	cause: "",
	effect: "",
	scope: "board",
	requirements: ["c", "d"],
	origin: "Riskinventering",
	owner_id: ids.nils,
	inherent_likelihood: "3",
	inherent_impact: "4",
	inherent_reason: "Många kassor",
	residual_likelihood: "2",
	residual_impact: "3",
	residual_reason: "Stickprov",
	treatment: "control",
	treatment_reason: "",
	treatment_decider_id: "",
});

test("a controller adds a risk, which gets the next number and stands in the register", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const added = await carin.post(`/planer/${world.ids.plan}/risker`, formFor(world));
	expect(added.status).toBe(303);
	const [, risk] = await listRisks(world.ctx.db, { plan_id: world.ids.plan });
	expect(added.headers.get("location")).toBe(`/risker/${risk!.id}`);
	expect(risk).toMatchObject({
		number: 2,
		requirements: ["c", "d"],
		inherent: { score: 12, band: { name: "Hög", level: 3 } },
		residual: { score: 6, band: { name: "Medel", level: 2 } },
		is_residual_above: false,
	});
	expect(await trailOf(world, "risk", risk!.id)).toEqual([
		"Carin Åberg lade till risken ”Kontanta medel hanteras fel”",
	]);
});

test("every risk names the krav it threatens and its origin", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const post = (changes: object) =>
		carin.post(`/planer/${world.ids.plan}/risker`, { ...formFor(world), ...changes } as Record<
			string,
			string | string[]
		>);
	const refused = await post({ requirements: [], origin: "", title: "Behålls" });
	expect(refused.status).toBe(422);
	const html = await refused.text();
	expect(html).not.toContain("Uppgiften saknas");
	expect(html.match(/<a href="#falt-[\w-]+">(Välj|Skriv|Svara på)/g)).toHaveLength(2);
	expect(html).toContain('value="Behålls"');
	expect((await post({ requirements: "x" })).status).toBe(422);
	expect((await listRisks(world.ctx.db, {})).length).toBe(1);
});

test("no accepted risk without reason and decider, and the decider must be allowed to accept (T19)", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const accept = (treatment_reason: string, treatment_decider_id: string) =>
		carin.post(`/planer/${world.ids.plan}/risker`, {
			...formFor(world),
			treatment: "accept",
			treatment_reason,
			treatment_decider_id,
			treatment_review_on: "2027-02-28",
		});
	expect((await accept("", world.ids.fia)).status).toBe(422);
	expect((await accept("Kostar mer än den smakar", "")).status).toBe(422);
	expect((await accept("Kostar mer än den smakar", world.ids.mats)).status).toBe(422);
	expect((await accept("Kostar mer än den smakar", world.ids.fia)).status).toBe(303);
});

test("T19 area and owner must be in scope; a half-made assessment and one without reasons are refused", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const post = async (changes: object) =>
		(
			await carin.post(`/planer/${world.ids.plan}/risker`, { ...formFor(world), ...changes } as Record<
				string,
				string | string[]
			>)
		).status;
	expect(await post({ area_id: "annan" })).toBe(422);
	expect(await post({ owner_id: "annan" })).toBe(422);
	expect(await post({ owner_id: world.ids.rune })).toBe(422);
	expect(await post({ inherent_impact: "" })).toBe(422);
	expect(await post({ inherent_reason: "" })).toBe(422);
	expect(await post({ inherent_impact: "5" })).toBe(422);
	expect(await post({ scope: "sql" })).toBe(422);
});

test("an edit is recorded with what changed, and its history reads as sentences", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const edited = await carin.post(`/risker/${world.ids.risk}/andring`, { ...formFor(world), version: "1" });
	expect(edited.status).toBe(303);
	expect(await findRisk(world.ctx.db, world.ids.risk)).toMatchObject({
		title: "Kontanta medel hanteras fel",
		version: 2,
	});
	const [sentence] = await trailOf(world, "risk", world.ids.risk);
	expect(sentence).toMatch(/^Carin Åberg ändrade rubrik.* i risken ”Kontanta medel hanteras fel”$/);
	expect(await (await carin.get(`/risker/${world.ids.risk}`)).text()).toContain("ändrade rubrik");
});

test("a refused form says the value of the steps that were chosen, and marks it on the scale", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const refused = await carin.post(`/planer/${world.ids.plan}/risker`, { ...formFor(world), title: "" });
	expect(refused.status).toBe(422);
	const html = await refused.text();
	const said = [...html.matchAll(/<output[^>]*>([^<]*)</g)].map(([, text]) => text);
	expect(said).toEqual(["12 Hög", "6 Medel", "inte bedömd"]);
	const marked = [...html.matchAll(/data-at="(\d-\d)" class="[^"]*is-chosen/g)].map(([, at]) => at);
	expect(marked).toEqual(["3-4", "2-3"]);
});

test("a stale edit is told whose newer values stand, shows them, and may then be saved", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	await carin.post(`/risker/${world.ids.risk}/andring`, { ...formFor(world), title: "Carins rubrik", version: "1" });
	const mine = { ...formFor(world), title: "Min rubrik", version: "1" };
	const stale = await carin.post(`/risker/${world.ids.risk}/andring`, mine);
	expect(stale.status).toBe(409);
	const html = await stale.text();
	expect(html).toContain("Carin Åberg har ändrat uppgifterna");
	expect(html).toContain("Carins rubrik");
	expect(html).toContain('value="Min rubrik"');
	expect(html).toContain('name="version" value="2"');
	expect((await findRisk(world.ctx.db, world.ids.risk))?.title).toBe("Carins rubrik");
	expect((await carin.post(`/risker/${world.ids.risk}/andring`, { ...mine, version: "2" })).status).toBe(303);
});

test("a form that was refused keeps the version it was opened with, so that the stale check is not lost", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	await carin.post(`/risker/${world.ids.risk}/andring`, { ...formFor(world), version: "1" });
	const refused = await carin.post(`/risker/${world.ids.risk}/andring`, { ...formFor(world), title: "", version: "1" });
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain('name="version" value="1"');
});

test("saving an unchanged risk records nothing", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	await carin.post(`/risker/${world.ids.risk}/andring`, { ...formFor(world), version: "1" });
	await carin.post(`/risker/${world.ids.risk}/andring`, { ...formFor(world), version: "2" });
	expect((await trailOf(world, "risk", world.ids.risk)).length).toBe(1);
});

test("a residual risk above the inherent one is flagged", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const form = { ...formFor(world), residual_likelihood: "4", residual_impact: "4", version: "1" };
	await carin.post(`/risker/${world.ids.risk}/andring`, form);
	expect(await (await carin.get(`/risker/${world.ids.risk}`)).text()).toContain("högre än den inneboende");
	const rows = (await (await carin.get(`/planer/${world.ids.plan}/register.json`)).json()) as object[];
	expect(rows).toMatchObject([{ is_residual_above: "Ja" }]);
});

test("who may not edit risks is refused; a risk that is not there is not found", async () => {
	const world = await openWorld();
	for (const person of ["maria", "mats", "fia", "rune", "adam"] as const) {
		const client = await clientFor(world, person);
		expect((await client.get(`/risker/${world.ids.risk}/andring`)).status).toBe(403);
		const posted = await client.post(`/risker/${world.ids.risk}/andring`, { ...formFor(world), version: "1" });
		expect(posted.status).toBe(403);
		expect((await client.post(`/planer/${world.ids.plan}/risker`, formFor(world))).status).toBe(403);
	}
	expect((await findRisk(world.ctx.db, world.ids.risk))?.version).toBe(1);
	const carin = await clientFor(world, "carin");
	expect((await carin.get("/risker/finns-inte")).status).toBe(404);
	const missing = await carin.post("/risker/finns-inte/andring", { ...formFor(world), version: "1" });
	expect(missing.status).toBe(404);
});

test("T01 markup in a risk is shown as text", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const form = { ...formFor(world), title: "<script>alert(1)</script>", origin: '"><img src=x>', version: "1" };
	await carin.post(`/risker/${world.ids.risk}/andring`, form);
	for (const path of [`/risker/${world.ids.risk}`, `/planer/${world.ids.plan}`, `/planer/${world.ids.plan}/register`]) {
		const html = await (await carin.get(path)).text();
		expect(html).toContain("&lt;script&gt;alert(1)");
		expect(html).not.toContain("<script>alert(1)");
		expect(html).not.toContain("<img src=x>");
	}
});

test("the register is filtered by area, krav, scope, treatment and cell; a file refuses unknown words (T05)", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	await carin.post(`/planer/${world.ids.plan}/risker`, {
		...formFor(world),
		requirements: "a",
		scope: "region",
		treatment: "",
	});
	const numbers = async (query: string) => {
		const rows = await (await carin.get(`/planer/${world.ids.plan}/register.json?${query}`)).json();
		return (rows as { number: number }[]).map((row) => row.number);
	};
	expect(await numbers("")).toEqual([1, 2]);
	expect(await numbers("krav=a")).toEqual([2]);
	expect(await numbers("krav=c")).toEqual([1]);
	expect(await numbers("omfattning=region")).toEqual([2]);
	expect(await numbers("hantering=ingen")).toEqual([2]);
	expect(await numbers("hantering=control")).toEqual([1]);
	expect(await numbers("karta=inherent-3-3")).toEqual([1]);
	expect(await numbers(`verksamhet=${world.ids.area}`)).toEqual([1, 2]);
	expect(await numbers("verksamhet=annan")).toEqual([]);
	for (const odd of ["krav=%25", "omfattning=constructor", "karta=x"])
		expect((await carin.get(`/planer/${world.ids.plan}/register.json?${odd}`)).status, odd).toBe(422);
});

test("T23 the chain shows runs as far as the reader's units go", async () => {
	const world = await openWorld();
	const { ids } = world;
	await world.ctx.database.transaction(async (trx) => {
		for (const unit_id of [ids.alfa, ids.beta])
			await insertRun(trx, {
				id: newId(),
				control_id: ids.control,
				unit_id,
				period_key: "2026-10",
				first_day: "2026-10-01",
				last_day: "2026-10-31",
				due_on: "2026-11-13",
				status: "planned",
				performer_id: null,
				reviewer_id: null,
				draw_id: null,
				population_n: null,
				population_sum_ore: null,
				result: null,
				result_reason: "",
				signed_at: null,
				signed_by: null,
				is_late: 0,
				reviewed_at: null,
				reviewed_by: null,
				review_note: "",
				version: 1,
			});
	});
	const seen = async (person: "carin" | "maria" | "gunnel") => {
		const html = await (await (await clientFor(world, person)).get(`/risker/${ids.risk}`)).text();
		return ["Vårdcentralen Alfa", "Vårdcentralen Beta"].filter((unit) => html.includes(`2026-10, ${unit}`));
	};
	expect(await seen("carin")).toEqual(["Vårdcentralen Alfa", "Vårdcentralen Beta"]);
	expect(await seen("maria")).toEqual(["Vårdcentralen Alfa"]);
	expect(await seen("gunnel")).toEqual([]);
});

test("the second year's risk draws how it has been assessed, beside a table that says the same; the first year's has nothing to draw", async () => {
	const world = await openWorld();
	const { db, database } = world.ctx;
	const next = await carryPlan(await world.as("carin"), world.ids.plan);
	const [carried] = await listRisks(db, { plan_id: next });
	const given = { residual_likelihood: 1, residual_impact: 2 };
	await database.transaction((trx) => trx.updateTable("risks").set(given).where("id", "=", carried!.id).execute());
	const years = await listRiskYears(db, (await findRisk(db, carried!.id))!);
	expect(years.map((one) => [one.plan_year, one.residual?.score])).toEqual([
		[2026, (await findRisk(db, world.ids.risk))!.residual?.score],
		[2027, 2],
	]);
	const carin = await clientFor(world, "carin");
	const page = await (await carin.get(paths.risk(carried!.id))).text();
	expect(page).toContain('class="score-line"');
	expect(page).toContain("Bedömningen år för år");
	expect(page.match(/<circle/g)).toHaveLength(4);
	expect(await (await carin.get(paths.risk(world.ids.risk))).text()).not.toContain("score-line");
});

const aimed = (world: World, changes: Record<string, string>) => ({
	...formFor(world),
	...{ target_likelihood: "1", target_impact: "3", target_reason: "Nås när rutinen är införd" },
	...changes,
});

test("a target is set with its reason, stands on page, list and sheet, and says what is left to it", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const edit = `/risker/${world.ids.risk}/andring`;
	expect((await carin.post(edit, { ...aimed(world, {}), version: "1" })).status).toBe(303);
	expect(await findRisk(world.ctx.db, world.ids.risk)).toMatchObject({ target: { score: 3 }, is_above_target: true });
	const page = await (await carin.get(`/risker/${world.ids.risk}`)).text();
	expect(page).toContain("Målet för risken");
	expect(page).toContain("Den kvarstående risken ligger över målet.");
	const [row] = (await (await carin.get(`/planer/${world.ids.plan}/register.json`)).json()) as object[];
	expect(row).toMatchObject({ target_likelihood: 1, target_impact: 3, target_score: 3, is_above_target: "Ja" });
	expect(await trailOf(world, "risk", world.ids.risk)).toEqual([expect.stringContaining("mål för sannolikhet")]);
	const map = await (await carin.get(`/planer/${world.ids.plan}/riskkarta`)).text();
	expect(map.match(/class="d-arrow"/g)).toHaveLength(1);
	expect(map.match(/class="d-arrow is-aim"/g)).toHaveLength(1);
	expect((await carin.post(edit, { ...aimed(world, { residual_likelihood: "1" }), version: "2" })).status).toBe(303);
	expect(await (await carin.get(`/risker/${world.ids.risk}`)).text()).toContain("har nått målet");
});

test("a target above the inherent risk, half a target, one without reason and one of an accepted risk are refused", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const post = (changes: Record<string, string>) =>
		carin.post(`/planer/${world.ids.plan}/risker`, aimed(world, changes));
	const above = await post({ target_likelihood: "4", target_impact: "4" });
	expect(above.status).toBe(422);
	expect(await above.text()).toContain("Målet (16) ligger över den inneboende risken (12).");
	expect((await post({ target_impact: "" })).status).toBe(422);
	expect((await post({ target_reason: "" })).status).toBe(422);
	const accepted = { treatment: "accept", treatment_reason: "Kostar mer", treatment_review_on: "2027-02-28" };
	const refused = await post({ ...accepted, treatment_decider_id: world.ids.fia });
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain("En accepterad risk har inget mål");
	expect((await listRisks(world.ctx.db, {})).length).toBe(1);
	expect((await post({ target_likelihood: "3", target_impact: "4" })).status).toBe(303);
});
