import { expect, test } from "vitest";
import { findUnit } from "../../db/queries/people/units.ts";
import { findSamRound } from "../../db/queries/sam/rounds.ts";
import { editUnit } from "../../src/people/units/edit-unit.ts";
import { overviewOf } from "../../src/sam/overview.ts";
import { saveAnswers } from "../../src/sam/save-answers.ts";
import { input, openSamWorld, saying } from "./round.ts";

test("a remembered overview follows the answers, the order of the units' names, and the name of the förvaltning", async () => {
	const world = await openSamWorld();
	const { db } = world.ctx;
	const [adam, nils, mats] = [await world.as("adam"), await world.as("nils"), await world.as("mats")];
	const read = async (unit = world.ids.nara) => {
		const round = (await findSamRound(db, world.round))!;
		return (await overviewOf(db, nils.actor, round, unit, "2026-11-16"))!;
	};
	const edit = async (id: string, name: string) => {
		const { parent_name, ...unit } = (await findUnit(db, id))!;
		await editUnit(adam, id, { ...unit, name });
	};
	const order = async () => (await read()).rows.map(({ unit_id }) => unit_id);
	const { alfa, beta } = world.ids;
	expect(await order()).toEqual([alfa, beta]);
	await edit(alfa, "Vårdcentralen Ö");
	expect(await order(), "of another place among them").toEqual([beta, alfa]);
	const alfaRow = async () => (await read()).rows.find(({ unit_id }) => unit_id === alfa)!;
	const before = (await alfaRow()).figures;
	await saveAnswers(
		mats,
		world.reviews.alfa,
		input([saying(1, "partly", { what: "Rutin", who: "Mats", due_on: "2026-11-10" })]),
	);
	expect((await alfaRow()).figures, "an åtgärd that is late").not.toEqual(before);
	expect((await read(world.ids.administration)).focus.name).toBe("Hälso- och sjukvårdsförvaltningen");
	await edit(world.ids.administration, "Vårdförvaltningen");
	expect((await read(world.ids.administration)).focus.name).toBe("Vårdförvaltningen");
});
