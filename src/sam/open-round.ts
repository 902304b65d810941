import { listRoundUnits } from "../../db/queries/sam/reviews.ts";
import {
	insertSamReview,
	reopenSamReconciliation,
	reopenSamSignature,
	updateSamReview,
} from "../../db/writes/sam/reviews.ts";
import { updateSamRound } from "../../db/writes/sam/rounds.ts";
import { formatDate, stockholmDate } from "../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid } from "../ground/errors.ts";
import { changesBetween } from "../ground/write/events/changes.ts";
import { newId } from "../ground/write/new-id.ts";
import { requireFresh } from "../ground/write/stale.ts";
import { type Writing, write } from "../ground/write/write.ts";
import { managerChanged, populationChange } from "./population.ts";
import { readSamPosts, type SamPost } from "./posts.ts";
import { requireSamRound } from "./require-review.ts";

type Round = Awaited<ReturnType<typeof requireSamRound>>;

/** Takes the population from the unit tree on the round's day and opens the round. Returns how many units are asked. */
export function openRound(ctx: Context, id: string, version: number): Promise<number> {
	return write(ctx, async (writing) => {
		const { trx, allow, record } = writing;
		const round = await requireSamRound(trx, id);
		await allow("sam.round", round.unit_id);
		if (round.status !== "draft") throw new Invalid({ "": "Omgången är redan öppnad." });
		const posts = await readSamPosts(trx, round.unit_id, round.population_on);
		if (posts.length === 0) throw new Invalid({ "": `Det finns inga enheter den ${formatDate(round.population_on)}.` });
		await requireFresh(trx, await updateSamRound(trx, id, version, { status: "open" }), "sam_round", id);
		for (const post of posts) await addReview(writing, ctx, round, post);
		const vacant = posts.filter((post) => post.manager_id === null).length;
		await record({
			type: "sam.round_opened",
			unit_id: round.unit_id,
			object: { kind: "sam_round", id },
			data: { year: round.year, units: posts.length, vacant },
		});
		return posts.length;
	});
}

/** Follows a reorganisation: units that came, closed, moved or changed manager. What was answered stays with its unit. */
export function updatePopulation(ctx: Context, id: string, version: number): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, allow, record, unchanged } = writing;
		const round = await requireSamRound(trx, id);
		await allow("sam.round", round.unit_id);
		if (round.status !== "open") throw new Invalid({ "": "Bara en öppen omgång följer ändringar i organisationen." });
		const posts = await readSamPosts(trx, round.unit_id, stockholmDate(nowOf(ctx)));
		const change = populationChange(await listRoundUnits(trx, id), posts);
		const counts = {
			added: change.added.length + change.returned.length,
			ended: change.ended.length,
			moved: change.moved.length,
			changed: change.changed.length,
		};
		if (Object.values(counts).every((n) => n === 0)) return unchanged(undefined);
		await requireFresh(trx, await updateSamRound(trx, id, version, {}), "sam_round", id);
		for (const post of change.added) await addReview(writing, ctx, round, post);
		for (const row of change.ended) await endReview(writing, ctx, round, row);
		for (const one of [...change.returned, ...change.moved, ...change.changed]) await follow(writing, ctx, round, one);
		await record({
			type: "sam.population_updated",
			unit_id: round.unit_id,
			object: { kind: "sam_round", id },
			data: { year: round.year, ...counts },
		});
	});
}

/** Ends the round: its answers stand as they are. */
export function closeRound(ctx: Context, id: string, version: number): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const round = await requireSamRound(trx, id);
		await allow("sam.round", round.unit_id);
		if (round.status !== "open") throw new Invalid({ "": "Bara en öppen omgång kan avslutas." });
		if (stockholmDate(nowOf(ctx)) <= round.closes_on)
			throw new Invalid({ "": `Omgången pågår till och med ${formatDate(round.closes_on)}. Ändra sista dagen först.` });
		await requireFresh(trx, await updateSamRound(trx, id, version, { status: "closed" }), "sam_round", id);
		await record({
			type: "sam.round_closed",
			unit_id: round.unit_id,
			object: { kind: "sam_round", id },
			data: { year: round.year },
		});
	});
}

async function addReview({ trx, record }: Writing, ctx: Context, round: Round, post: SamPost): Promise<void> {
	const id = newId(ctx.clock());
	await insertSamReview(trx, {
		id,
		round_id: round.id,
		unit_id: post.id,
		unit_name: post.name,
		unit_kind: post.kind,
		parent_id: post.parent_id,
		manager_id: post.manager_id,
		manager_name: post.manager_name ?? "",
		state: "open",
		marks: "",
		participants: "",
		rep_stand: null,
		rep_name: "",
		rep_on: null,
		rep_text: "",
		noted_version: 0,
		noted_form: "",
		added_at: nowOf(ctx),
		ended_at: null,
		end_note: "",
		version: 1,
	});
	await record({
		type: "sam_review.added",
		unit_id: post.id,
		object: { kind: "sam_review", id },
		data: { year: round.year, unit: post.name, manager: post.manager_name ?? "" },
	});
}

type Change = ReturnType<typeof populationChange>;

async function endReview(
	{ trx, record }: Writing,
	ctx: Context,
	round: Round,
	row: Change["ended"][number],
): Promise<void> {
	const note = "enheten har upphört eller flyttats från förvaltningen";
	const values = { state: "ended" as const, ended_at: nowOf(ctx), end_note: note };
	await requireFresh(trx, await updateSamReview(trx, row.id, row.version, values), "sam_review", row.id);
	await record({
		type: "sam_review.ended",
		unit_id: row.unit_id,
		object: { kind: "sam_review", id: row.id },
		data: { year: round.year, unit: row.unit_name, note },
	});
}

async function follow(
	{ trx, record }: Writing,
	ctx: Context,
	round: Round,
	{ row, post }: Change["moved"][number],
): Promise<void> {
	// A unit that comes back answers anew, because signatures from before it left no longer hold.
	if (row.state === "ended") {
		await reopenSamSignature(trx, row.id, nowOf(ctx), "Enheten kom tillbaka i omgången.");
		await reopenSamReconciliation(trx, row.id, nowOf(ctx));
	}
	const values = {
		parent_id: post.parent_id,
		unit_name: post.name,
		unit_kind: post.kind,
		...(managerChanged(row, post) || row.state === "ended"
			? { manager_id: post.manager_id, manager_name: post.manager_name ?? "" }
			: {}),
		...(row.state === "ended" ? { state: "open" as const, ended_at: null, end_note: "" } : {}),
	};
	await requireFresh(trx, await updateSamReview(trx, row.id, row.version, values), "sam_review", row.id);
	const { manager_id: _before, ...before } = row;
	const { manager_id: _after, ...after } = values as typeof values & { manager_id?: string | null };
	await record({
		type: "sam_review.moved",
		unit_id: row.unit_id,
		object: { kind: "sam_review", id: row.id },
		data: { year: round.year, unit: post.name, changes: changesBetween(before, after) },
	});
}
