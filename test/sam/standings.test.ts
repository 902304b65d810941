import { expect, test } from "vitest";
import { stateOpinion } from "../../src/sam/state-opinion.ts";
import { raiseReturn } from "../../src/sam/raise-return.ts";
import { paths } from "../../src/paths/paths.ts";
import { clientFor } from "../support/browser-client.ts";
import { openSamWorld, saying, signEverything } from "./round.ts";

const SECRET = "Vi hinner inte med skyddsronderna";

test("the revisor sees unit, state, dates and signers of every follow-up, and no answer; others have no such list", async () => {
	const world = await openSamWorld();
	const no = saying(1, "no", { comment: SECRET, what: SECRET, who: "Mats Berg", due_on: "2026-12-15" });
	await signEverything(await world.as("mats"), world.reviews.alfa, [no]);
	await stateOpinion(await world.as("siv"), world.reviews.alfa, { stand: "dissent", text: SECRET });
	const rune = await clientFor(world, "rune");
	const page = await (await rune.get(paths.samStandings())).text();
	const rows = (await (await rune.get(`${paths.samStandings()}.json`)).json()) as object[];
	expect(rows).toHaveLength(5);
	expect(rows).toContainEqual(
		expect.objectContaining({
			unit: "Vårdcentralen Alfa",
			state: "Signerad",
			signed_by: "Mats Berg",
			stated_by: "Siv Lund",
		}),
	);
	for (const text of [page, JSON.stringify(rows)]) {
		expect(text).not.toContain(SECRET);
		expect(text).not.toContain("Avvikande mening");
	}
	expect(await (await rune.get(paths.sam())).text()).toContain(paths.samStandings());
	expect((await rune.get(paths.samReview(world.reviews.alfa))).status).toBe(403);
	for (const person of ["carin", "fia", "mats", "nils", "siv", "maria", "adam"] as const)
		expect([person, (await (await clientFor(world, person)).get(paths.samStandings())).status]).toEqual([person, 403]);
});

test("a return is seen by whoever made it and the line above, as its page says: to everybody else it is not there", async () => {
	const world = await openSamWorld();
	const id = await raiseReturn(await world.as("mats"), world.reviews.alfa, {
		what: SECRET,
		why: SECRET,
		from_on: "2026-12-01",
	});
	const seen = async (person: "mats" | "nils" | "siv" | "boris" | "carin" | "rune" | "fia" | "adam") => {
		const response = await (await clientFor(world, person)).get(paths.samReturn(id));
		return [response.status, (await response.text()).includes(SECRET)];
	};
	for (const person of ["mats", "nils"] as const) expect([person, await seen(person)]).toEqual([person, [200, true]]);
	for (const person of ["siv", "boris"] as const) expect([person, await seen(person)]).toEqual([person, [404, false]]);
	for (const person of ["carin", "rune", "fia", "adam"] as const)
		expect([person, await seen(person)]).toEqual([person, [403, false]]);
	// what the log tells is that there is one, not what it is about
	const log = await world.ctx.db.selectFrom("events").select("data").where("object_kind", "=", "sam_return").execute();
	expect(JSON.stringify(log)).not.toContain(SECRET);
});
