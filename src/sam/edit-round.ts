import { isUniqueViolation } from "../../db/errors.ts";
import type { Trx } from "../../db/open.ts";
import { findSamSet } from "../../db/queries/sam/rounds.ts";
import { findUnit } from "../../db/queries/people/units.ts";
import { SAM_QUESTIONS } from "../../db/seeds/sam-questions.ts";
import { insertSamQuestion, insertSamRound, insertSamSet, updateSamRound } from "../../db/writes/sam/rounds.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid, NotFound } from "../ground/errors.ts";
import { changesBetween } from "../ground/write/events/changes.ts";
import { newId } from "../ground/write/new-id.ts";
import { requireFresh } from "../ground/write/stale.ts";
import { type Writing, write } from "../ground/write/write.ts";
import { requireSamRound } from "./require-review.ts";
import type { AddRound, EditRound } from "./schema.ts";

/** Prepares the year's round of a förvaltning with the newest questions. Returns its id. */
export async function addRound(ctx: Context, input: AddRound): Promise<string> {
	try {
		return await write(ctx, async (writing) => {
			const { trx, allow, record } = writing;
			const unit = await findUnit(trx, input.unit_id);
			if (!unit) throw new NotFound(`unit ${input.unit_id}`);
			await allow("sam.round", unit.id);
			if (unit.kind !== "administration") throw new Invalid({ unit_id: "En omgång hör till en förvaltning." });
			refuseDates(input);
			const id = newId(ctx.clock());
			const set_id = (await findSamSet(trx))?.id ?? (await firstQuestions(writing, ctx, unit.id));
			await insertSamRound(trx, { id, ...input, set_id, status: "draft", version: 1 });
			await record({
				type: "sam.round_added",
				unit_id: unit.id,
				object: { kind: "sam_round", id },
				data: { year: input.year },
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ year: `Det finns redan en SAM-omgång för ${input.year}.` });
		throw error;
	}
}

/** Changes the days of a round. The day of the population is fixed once the round is open; a closed round stays as it is. */
export function editRound(ctx: Context, id: string, { version, ...input }: EditRound): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const round = await requireSamRound(trx, id);
		await allow("sam.round", round.unit_id);
		if (round.status === "closed") throw new Invalid({ "": "Omgången är avslutad och kan inte ändras." });
		if (round.status === "open" && input.population_on !== round.population_on)
			throw new Invalid({ population_on: "Populationen är hämtad. Använd Uppdatera populationen vid omorganisation." });
		refuseDates(input);
		const set_id = round.status === "draft" ? await newestSet(trx, round.set_id) : round.set_id;
		const changes = changesBetween(round, { ...input, set_id });
		if (Object.keys(changes).length === 0 && version === round.version) return unchanged(undefined);
		await requireFresh(trx, await updateSamRound(trx, id, version, { ...input, set_id }), "sam_round", id);
		await record({
			type: "sam.round_edited",
			unit_id: round.unit_id,
			object: { kind: "sam_round", id },
			data: { year: round.year, changes },
		});
	});
}

function refuseDates(input: Omit<EditRound, "version">): void {
	if (input.closes_on < input.opens_on)
		throw new Invalid({ closes_on: "Sista dagen ligger före den dag omgången öppnar." });
	if (input.remind_on < input.opens_on || input.remind_on > input.closes_on)
		throw new Invalid({ remind_on: "Påminnelsen ska ligga mellan den dag omgången öppnar och sista dagen." });
}

async function newestSet(trx: Trx, current: string): Promise<string> {
	return (await findSamSet(trx))?.id ?? current;
}

/** The 16 topics as edition 1, the first time anybody prepares a round. */
async function firstQuestions(writing: Writing, ctx: Context, unitId: string): Promise<string> {
	return insertQuestions(writing, ctx, unitId, 1, {
		reason: "Första utgåvan enligt AFS 2023:1",
		questions: SAM_QUESTIONS,
	});
}

export async function insertQuestions(
	{ trx, record }: Writing,
	ctx: Context,
	unitId: string,
	edition: number,
	{ reason, questions }: { reason: string; questions: readonly { key: string; text: string; help: string }[] },
): Promise<string> {
	const set_id = newId(ctx.clock());
	await insertSamSet(trx, { id: set_id, edition, reason, created_at: nowOf(ctx), created_by: ctx.actor.id! });
	for (const [index, question] of questions.entries())
		await insertSamQuestion(trx, { id: newId(ctx.clock()), set_id, position: index + 1, ...question });
	await record({
		type: "sam.questions_edited",
		unit_id: unitId,
		object: { kind: "sam_question_set", id: set_id },
		data: { edition, questions: questions.length, reason },
	});
	return set_id;
}
