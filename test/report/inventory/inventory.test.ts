import { expect, test } from "vitest";
import { listProposals } from "../../../db/queries/report/inventory.ts";
import { listWaitingNotices } from "../../../db/queries/office/notices.ts";
import { paths } from "../../../src/paths/paths.ts";
import { carryPlan } from "../../../src/register/plans/carry-plan.ts";
import { declineProposal, mergeProposal } from "../../../src/report/inventory/answer-proposal.ts";
import { proposeRisk } from "../../../src/report/inventory/propose-risk.ts";
import { inventoryYears } from "../../../src/report/inventory/years.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

const typed = {
	...{ year: "2027", title: "Läkemedel tar slut", cause: "Beställning sker för hand." },
	...{ effect: "Patienter får vänta.", seen_where: "Läkemedelsrummet" },
};
const said = { ...typed, year: 2027, source: null };

test("a proposal goes from the form to the gross list, its answer to Att göra, and bad input is refused with what was typed", async () => {
	const world = await openWorld();
	const { alfa, beta, plan } = world.ids;
	const maria = await clientFor(world, "maria");
	const form = await (await maria.get(paths.riskProposalNew())).text();
	expect(form).toContain("Vad kan hända?");
	expect(form).not.toContain("Vårdcentralen Beta");
	for (const [bad, sentence] of [
		[{ title: "" }, "Skriv"],
		[{ title: "å".repeat(301) }, "Läkemedelsrummet"],
		[{ cause: "å".repeat(2001) }, "Här står de första 2000 av dina 2001."],
		[{ unit_id: beta }, "Välj en enhet där du har en roll."],
		[{ unit_id: "finns-inte" }, "Välj en enhet där du har en roll."],
		[{ year: "2026" }, "Planen för 2026 är beslutad."],
		[{ year: "i år" }, "Skriv ett heltal."],
		[{ source: "deviation:finns-inte" }, "Underlaget finns inte bland nämndens."],
		[{ source: "skvaller:1" }, "Underlaget finns inte."],
	] as const) {
		const refused = await maria.post(paths.riskProposals(), { ...typed, unit_id: alfa, ...bad });
		expect(refused.status, sentence).toBe(422);
		const shown = await refused.text();
		expect(shown).toContain(sentence);
		expect(shown).toContain("Läkemedelsrummet");
	}
	expect(await listProposals(world.ctx.db, {})).toEqual([]);
	expect((await maria.post(paths.riskProposals(), { ...typed, unit_id: alfa })).status).toBe(303);
	const [made] = await listProposals(world.ctx.db, {});
	const page = paths.riskProposal(made!.id);

	const carin = await clientFor(world, "carin");
	expect(await (await carin.get(paths.inbox())).text()).toContain("Besvara 1 riskförslag till planen 2027");
	expect(await (await carin.get(`${paths.riskProposals()}.json?ar=2027`)).json()).toMatchObject([
		{ title: typed.title, unit: "Vårdcentralen Alfa", proposer: "Maria Ek", state: "Inte besvarat" },
	]);
	for (const ending of ["csv", "xlsx"])
		expect((await carin.get(`${paths.riskProposals()}.${ending}`)).status).toBe(200);
	// nobody answers but the board's controller, and nobody of another unit reads it
	expect((await maria.post(paths.riskProposalDecline(made!.id), { reason: "Nej" })).status).toBe(403);
	expect((await (await clientFor(world, "boris")).get(page)).status).toBe(404);
	expect((await (await clientFor(world, "adam")).get(paths.riskProposals())).status).toBe(403);
	expect((await (await clientFor(world, "rune")).get(page)).status).toBe(200);

	const unexplained = await carin.post(paths.riskProposalDecline(made!.id), { reason: " " });
	expect(unexplained.status).toBe(422);
	const nowhere = await carin.post(paths.riskProposalMerge(made!.id), { into: "plan:x", reason: "Samma sak" });
	expect(nowhere.status).toBe(422);
	const shown = await nowhere.text();
	expect(shown).toContain("Välj risken eller förslaget som det slås ihop med.");
	expect(shown).toContain("Samma sak");
	const next = await carryPlan(await world.as("carin"), plan);
	const take = { title: typed.title, scope: "board", requirements: "c", reason: "Bra sett." };
	expect((await carin.post(paths.riskProposalRisk(made!.id), { ...take, area_id: "finns-inte" })).status).toBe(422);
	const { id: area } = await world.ctx.db
		.selectFrom("areas")
		.select("id")
		.where("plan_id", "=", next)
		.executeTakeFirstOrThrow();
	const taken = await carin.post(paths.riskProposalRisk(made!.id), { ...take, area_id: area });
	expect(taken.status).toBe(303);
	const risk = await (await carin.get(taken.headers.get("location")!)).text();
	expect(risk).toContain("Förslag 1 för 2027 från Vårdcentralen Alfa");
	expect(risk).toContain("Maria Ek");
	// the risk is read by everybody, who proposed it is not
	expect(await (await (await clientFor(world, "boris")).get(taken.headers.get("location")!)).text()).not.toContain(
		"Maria Ek",
	);
	const again = await carin.post(paths.riskProposalRisk(made!.id), { ...take, area_id: area });
	expect(again.status).toBe(422);
	expect(await again.text()).toContain("Förslaget är redan besvarat av Carin Åberg.");
	const inbox = await (await maria.get(paths.inbox())).text();
	expect(inbox).toContain("Ditt riskförslag 1 är besvarat");
	expect(inbox).toContain("Bra sett.");
	expect(await (await maria.get(page)).text()).toContain("Läkemedel tar slut");
});

test("a controller takes what they propose straight on to the plan; nobody else is offered it", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const button = "Skicka och ta in i planen";
	const offered = async (client: typeof carin) =>
		(await (await client.get(paths.riskProposalNew({ unit_id: world.ids.alfa, year: 2027 }))).text()).includes(button);
	expect(await offered(carin), "no draft").toBe(false);
	await carryPlan(await world.as("carin"), world.ids.plan);
	expect(await offered(carin)).toBe(true);
	expect(await offered(await clientFor(world, "maria"))).toBe(false);
	const form = { ...typed, unit_id: world.ids.alfa, sedan: "nasta" };
	const refused = await (await carin.post(paths.riskProposals(), { ...form, cause: "" })).text();
	expect(refused).toContain(button);
	const sent = await carin.post(paths.riskProposals(), form);
	const [made] = await listProposals(world.ctx.db, {});
	expect(sent.headers.get("location")).toBe(paths.riskProposalRisk(made!.id));
	expect(await (await carin.get(sent.headers.get("location")!)).text()).toContain("Ta in i planen 2027");
});

test("several picked rows are merged or declined in one act, each by its own answer", async () => {
	const world = await openWorld();
	const [mats, boris, carin] = [await world.as("mats"), await world.as("boris"), await world.as("carin")];
	const ids = [
		await proposeRisk(mats, { ...said, unit_id: world.ids.alfa }),
		await proposeRisk(boris, { ...said, unit_id: world.ids.beta, title: "Läkemedel saknas" }),
		await proposeRisk(mats, { ...said, unit_id: world.ids.alfa, title: "Läkemedel fattas" }),
	];
	await declineProposal(carin, ids[2]!, { reason: "Dubblett." });
	const client = await clientFor(world, "carin");
	const asked = await client.get(`${paths.riskProposalsPicked()}?gor=ihop&vald=${ids[0]}~1`);
	const options = await asked.text();
	expect(options).toContain(`proposal:${ids[1]}`);
	expect(options).not.toContain(`proposal:${ids[0]}`);
	const vald = [`${ids[0]}~1`, `${ids[2]}~1`];
	const form = { gor: "ihop", into: `proposal:${ids[1]}`, reason: "Samma sak.", vald };
	const sent = await client.post(paths.riskProposalsPicked(), form);
	expect(await sent.text()).toContain("1 av 2 rader är ändrade");
	expect(await listProposals(world.ctx.db, { year: 2027 })).toMatchObject([
		{ outcome: "merged", into_number: 2, reason: "Samma sak." },
		{ outcome: null, merged: 1 },
		{ outcome: "declined", reason: "Dubblett." },
	]);
	await expect(mergeProposal(mats, ids[1]!, { into: ["proposal", ids[2]!], reason: "" })).rejects.toThrow();
	// who proposed what at another unit is not told by what it was merged into (T23)
	const page = paths.riskProposal(ids[1]!);
	expect(await (await client.get(page)).text()).toContain(paths.riskProposal(ids[0]!));
	const seen = await (await clientFor(world, "boris")).get(page);
	expect(seen.status).toBe(200);
	expect(await seen.text()).not.toContain(said.title);
});

test("whoever proposed is told by mail that there is an answer, without its words", async () => {
	const world = await openWorld();
	const id = await proposeRisk(await world.as("maria"), { ...said, unit_id: world.ids.alfa });
	await declineProposal({ ...(await world.as("carin")), sends_mail: true }, id, { reason: "Hemligt skäl." });
	expect(await listWaitingNotices(world.ctx.db, world.ids.maria)).toMatchObject([
		{ kind: "proposal_answered", object_id: id, words: expect.stringContaining("Förslag 1 till riskerna 2027") },
	]);
	const words = (await listWaitingNotices(world.ctx.db, world.ids.maria)).map((one) => one.words).join();
	expect(words).not.toContain("Hemligt");
	expect(words).not.toContain(said.title);
});

test("the years that take proposals follow the nämnd's plans", () => {
	const of = (...plans: [number, "draft" | "preparation" | "in_force" | "closed"][]) =>
		inventoryYears({ plans: plans.map(([year, status]) => ({ id: String(year), year, status })) }, 2026);
	expect(of()).toEqual([2027]);
	expect(of([2026, "in_force"], [2027, "draft"])).toEqual([2027]);
	expect(of([2026, "preparation"])).toEqual([2027, 2026]);
	expect(of([2026, "in_force"], [2027, "in_force"])).toEqual([2028]);
});
