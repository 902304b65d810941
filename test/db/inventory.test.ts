import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { listRisks } from "../../db/queries/register/risks.ts";
import { findProposal, listProposals } from "../../db/queries/report/inventory.ts";
import { insertProposalAnswer } from "../../db/writes/report/inventory.ts";
import { readInbox } from "../../src/office/inbox/read-inbox.ts";
import { draftPlan } from "../../src/register/plans/draft-plan.ts";
import { declineProposal, mergeProposal } from "../../src/report/inventory/answer-proposal.ts";
import { proposeRisk } from "../../src/report/inventory/propose-risk.ts";
import { listSources } from "../../src/report/inventory/sources.ts";
import { takeProposal } from "../../src/report/inventory/take-proposal.ts";
import { verifyRows } from "../../src/proof/trail/verify-rows.ts";
import { trailOf } from "../support/trail-of.ts";
import type { PersonKey, World } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const said = {
	...{ year: 2027, title: "Läkemedel tar slut", cause: "Beställning sker för hand.", effect: "Patienter får vänta." },
	...{ seen_where: "Läkemedelsrummet", source: null },
};

async function proposed(world: World, person: PersonKey, unit: "alfa" | "beta" | "administration", more = {}) {
	return proposeRisk(await world.as(person), { ...said, unit_id: world.ids[unit], ...more });
}

async function draftOf(world: World): Promise<{ plan: string; area: string }> {
	const plan = await draftPlan(await world.as("carin"), { board_id: world.ids.board, year: 2027 });
	const area = "01890000-0000-7000-8000-000000000001";
	await world.ctx.database.transaction((trx) =>
		trx
			.insertInto("areas")
			.values({ id: area, plan_id: plan, name: "Läkemedel", position: 1, dropped_reason: null })
			.execute(),
	);
	return { plan, area };
}

const field = (name: string, sentence: string) => ({ fields: { [name]: expect.stringContaining(sentence) } });

describe.each(DIALECTS)("what is proposed for a plan in %s", (_name, open) => {
	test("is taken from whoever has a role at the unit, for a year that is not decided, and from nobody who has left", async () => {
		const world = await openWorldOn(open);
		const { db, database } = world.ctx;
		const before = () => listProposals(db, {});
		for (const [person, unit, more, name, sentence] of [
			["maria", "beta", {}, "unit_id", "Välj en enhet där du har en roll."],
			["rune", "alfa", {}, "unit_id", "Välj en enhet där du har en roll."],
			["adam", "alfa", {}, "unit_id", "Välj en enhet där du har en roll."],
			["maria", "alfa", { year: 2026 }, "year", "Planen för 2026 är beslutad. Föreslå risken för 2027."],
			["maria", "alfa", { year: 2029 }, "year", "För 2029 tas inga förslag emot."],
			["maria", "alfa", { source: ["deviation", "finns-inte"] }, "source", "Underlaget finns inte"],
		] as const)
			await expect(proposed(world, person, unit, more), `${person} ${sentence}`).rejects.toMatchObject(
				field(name, sentence),
			);
		const [maria, mats] = [await world.as("maria"), await world.as("mats")];
		await database.transaction((trx) =>
			trx
				.updateTable("people")
				.set({ ended_at: "2026-11-15T09:00:00.000Z" })
				.where("id", "=", world.ids.maria)
				.execute(),
		);
		await expect(proposeRisk(maria, { ...said, unit_id: world.ids.alfa })).rejects.toMatchObject(
			field("", "Personen är avslutad"),
		);
		await database.transaction((trx) =>
			trx.updateTable("org_units").set({ valid_to: "2026-11-15" }).where("id", "=", world.ids.alfa).execute(),
		);
		await expect(proposeRisk(mats, { ...said, unit_id: world.ids.alfa })).rejects.toMatchObject(
			field("unit_id", "Välj"),
		);
		expect(await before()).toEqual([]);
	});

	test("is answered once, by the board's controller, and never led in a ring", async () => {
		const world = await openWorldOn(open);
		const { db, database } = world.ctx;
		const carin = await world.as("carin");
		const [a, b, c] = [
			await proposed(world, "maria", "alfa"),
			await proposed(world, "boris", "beta", { title: "Läkemedel saknas" }),
			await proposed(world, "siv", "alfa", { title: "Hot i receptionen" }),
		];
		for (const person of ["maria", "mats", "fia", "rune"] as const)
			await expect(declineProposal(await world.as(person), c, { reason: "Nej." }), person).rejects.toThrow();
		const merge = (id: string, into: readonly ["risk" | "proposal", string]) =>
			mergeProposal(carin, id, { into: [...into], reason: "" });
		await expect(merge(a, ["proposal", a])).rejects.toMatchObject(field("into", "inte ihop med sig självt"));
		await expect(merge(a, ["proposal", "finns-inte"])).rejects.toMatchObject(field("into", "samma nämnd och år"));
		// the plan that is decided is another year's
		await expect(merge(a, ["risk", world.ids.risk])).rejects.toMatchObject(field("into", "samma nämnd och år"));
		await merge(a, ["proposal", b]);
		await expect(merge(b, ["proposal", a])).rejects.toMatchObject(field("into", "Det skulle gå i ring."));
		await expect(merge(c, ["proposal", a])).rejects.toMatchObject(field("into", "är redan besvarat"));
		await expect(declineProposal(carin, a, { reason: "Ändå inte." })).rejects.toMatchObject(
			field("", "redan besvarat"),
		);
		const taken = { title: "Läkemedel", scope: "board" as const, requirements: ["c" as const], reason: "" };
		await expect(takeProposal(carin, b, { ...taken, area_id: "x" })).rejects.toMatchObject(
			field("", "inget utkast till plan"),
		);
		const { plan, area } = await draftOf(world);
		await expect(takeProposal(carin, b, { ...taken, area_id: world.ids.area })).rejects.toMatchObject(
			field("area_id", "Välj en verksamhet som finns i planen."),
		);
		for (const [status, sentence] of [
			["preparation", "är i beredning"],
			["in_force", "är beslutad"],
		] as const) {
			const set = (to: "draft" | "preparation" | "in_force") =>
				database.transaction((trx) => trx.updateTable("plans").set({ status: to }).where("id", "=", plan).execute());
			await set(status);
			await expect(takeProposal(carin, b, { ...taken, area_id: area })).rejects.toMatchObject(field("", sentence));
			await set("draft");
		}
		expect((await findProposal(db, b))!.outcome).toBeNull();
		const risk = await takeProposal(carin, b, { ...taken, area_id: area });
		await expect(takeProposal(carin, b, { ...taken, area_id: area })).rejects.toMatchObject(
			field("", "redan besvarat"),
		);
		expect(await listRisks(db, { plan_id: plan })).toMatchObject([
			{
				...{ id: risk, title: "Läkemedel", cause: said.cause, effect: said.effect },
				...{ origin: "Förslag 2 för 2027 från Vårdcentralen Beta", description: "Sett: Läkemedelsrummet" },
			},
		]);
		await merge(c, ["risk", risk]);
		expect(await listProposals(db, { board_id: world.ids.board, year: 2027 })).toMatchObject([
			{ number: 1, outcome: "merged", into_number: 2, proposer: "Maria Ek" },
			{ number: 2, outcome: "taken", risk_number: 1, proposer: "Boris Falk", merged: 1 },
			{ number: 3, outcome: "merged", risk_number: 1, proposer: "Siv Lund" },
		]);
		expect(await trailOf(world, "risk_proposal", a)).toHaveLength(2);
		// the database holds by itself what the command should have held
		const row = {
			id: "rad",
			outcome: "merged" as const,
			risk_id: null,
			reason: "",
			answered_at: "x",
			answered_by: world.ids.carin,
		};
		const d = await proposed(world, "maria", "alfa", { title: "Ny" });
		for (const into_id of [d, a])
			await expect(
				database.transaction((trx) => insertProposalAnswer(trx, { ...row, proposal_id: d, into_id })),
			).rejects.toThrow();
		for (const table of ["risk_proposals", "proposal_answers"])
			await expect(database.transaction((trx) => sql`delete from ${sql.table(table)}`.execute(trx))).rejects.toThrow(
				"is not allowed here",
			);
		expect((await verifyRows(db)).problems.filter((one) => one.includes("Riskförslaget"))).toEqual([]);
		// each reads the answer once under Att göra, also when it came to the one that theirs was merged into
		const news = async (person: PersonKey, at?: string) =>
			(await readInbox(await world.as(person, at), (at ?? "2026-11-16").slice(0, 10))).proposals;
		expect((await news("maria")).told.map(({ end }) => end.risk_id)).toEqual([risk]);
		expect((await news("boris")).told).toHaveLength(1);
		expect((await news("boris", "2027-01-16T09:00:00.000Z")).told).toEqual([]);
		expect((await news("carin")).waiting).toMatchObject([{ year: 2027, n: 1 }]);
	});

	test("is made of what the years before left behind, with the way back to it", async () => {
		const world = await openWorldOn(open);
		const carin = await world.as("carin");
		const { board, administration } = world.ids;
		await world.ctx.database.transaction((trx) =>
			trx
				.insertInto("recommendations")
				.values({
					...{
						id: "rek",
						board_id: board,
						number: 4,
						source: "audit",
						issuer: "Revisionen",
						received_on: "2026-02-01",
					},
					...{
						title: "Inventera läkemedel",
						text: "Inventera.",
						requirements: "[]",
						owner_id: null,
						due_on: null,
						answer: "",
					},
					...{ decided: "not_yet", carried_out: "not_yet", reported_back: "not_yet", remaining_need: "not_yet" },
					...{ status: "open", closed_on: null, registered_at: "2026-02-01T09:00:00.000Z", version: 1 },
				} as never)
				.execute(),
		);
		const inventory = { board: { id: board, name: "", unit_id: administration }, year: 2027, today: "2026-11-16" };
		const sources = () => listSources(carin, inventory);
		const [found] = (await sources()).filter(({ kind }) => kind === "recommendation");
		expect(found).toMatchObject({ id: "rek", title: "Inventera läkemedel", proposals: [] });
		const id = await proposeRisk(carin, { ...said, unit_id: administration, source: ["recommendation", "rek"] });
		expect(await findProposal(carin.db, id)).toMatchObject({
			...{ source_kind: "recommendation", source_id: "rek", source_title: "rekommendation 4" },
		});
		expect((await sources()).find((one) => one.id === "rek")!.proposals).toMatchObject([{ id, number: 1 }]);
		// whoever may not read the sources makes nothing of them
		await expect(proposed(world, "maria", "alfa", { source: ["recommendation", "rek"] })).rejects.toMatchObject(
			field("source", "Underlaget finns inte"),
		);
	});
});
