import { isUniqueViolation } from "../../../db/errors.ts";
import type { Trx } from "../../../db/open.ts";
import { findAssessment, findAssessmentByKey, listParts } from "../../../db/queries/report/assessments.ts";
import { findUnit, unitPath } from "../../../db/queries/people/units.ts";
import type { AssessmentLevel } from "../../../db/schema/report/words.ts";
import { insertAssessment, insertPart } from "../../../db/writes/report/assessments.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { named } from "./require-assessment.ts";
import type { StartAssessment } from "./schema.ts";

const TAKEN = "Bedömningen är redan påbörjad.";
type Placed = { key: string; period_id: string | null; year: number; level: AssessmentLevel; unit_id: string };

/** Starts an assessment in a report: for an område, the förvaltning, or the nämnd (from what the förvaltning has approved). */
export function startAssessment(ctx: Context, periodId: string, input: StartAssessment): Promise<string> {
	return starting(() =>
		write(ctx, async (writing) => {
			const period = await requireKnownPeriod(writing.trx, periodId);
			if (input.level === "region") throw new Invalid({ level: "Den samlade bedömningen görs för året, inte här." });
			const unit_id = input.level === "division" ? (input.unit_id ?? "") : period.unit_id;
			if (input.level === "division") await requireDivision(writing.trx, period.unit_id, unit_id);
			await writing.allow("assessment.prepare", unit_id);
			await requireOpenPeriod(writing.trx, periodId);
			const from = input.level === "board" ? await approvedBelow(writing.trx, periodId, unit_id) : null;
			const key = `${periodId}:${input.level}:${unit_id}`;
			return insert(ctx, writing, { key, period_id: periodId, year: period.year, level: input.level, unit_id }, from);
		}),
	);
}

/** Starts the consolidated assessment of a region for a year. */
export function startConsolidated(ctx: Context, year: number, regionId: string): Promise<string> {
	return starting(() =>
		write(ctx, async (writing) => {
			const region = await findUnit(writing.trx, regionId);
			if (!region) throw new NotFound(`unit ${regionId}`);
			await writing.allow("assessment.prepare", regionId);
			if (region.parent_id !== null) throw new Invalid({ "": "Den samlade bedömningen görs för hela regionen." });
			const key = `region:${year}:${regionId}`;
			return insert(ctx, writing, { key, period_id: null, year, level: "region", unit_id: regionId }, null);
		}),
	);
}

async function starting(start: () => Promise<string>): Promise<string> {
	try {
		return await start();
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": TAKEN });
		throw error;
	}
}

/** An område of the board's förvaltning (T19). */
async function requireDivision(trx: Trx, administrationId: string, unitId: string): Promise<void> {
	const unit = await findUnit(trx, unitId);
	const inside = unit?.kind === "division" && (await unitPath(trx, unitId)).includes(administrationId);
	if (!inside) throw new Invalid({ unit_id: "Välj ett område i förvaltningen." });
}

async function approvedBelow(trx: Trx, periodId: string, unitId: string): Promise<string> {
	const below = await findAssessmentByKey(trx, `${periodId}:administration:${unitId}`);
	if (below?.state === "approved") return below.id;
	throw new Invalid({ level: "Förvaltningens bedömning ska vara godkänd innan nämndens påbörjas." });
}

async function insert(ctx: Context, { trx, record }: Writing, placed: Placed, from: string | null): Promise<string> {
	const id = newId(ctx.clock());
	await insertAssessment(trx, {
		id,
		...placed,
		state: "draft",
		prepared_by: null,
		prepared_at: null,
		approved_by: null,
		approved_at: null,
		return_reason: "",
		early_reason: "",
		decided_on: null,
		decision_paragraph: null,
		registry_no: null,
		version: 1,
	});
	for (const { writer: _, ...part } of from ? await listParts(trx, from) : []) {
		const written = { written_at: nowOf(ctx), written_by: ctx.actor.id!, version: 1 };
		await insertPart(trx, { ...part, id: newId(ctx.clock()), assessment_id: id, ...written });
	}
	const started = (await findAssessment(trx, id))!;
	await record({
		type: "assessment.started",
		unit_id: placed.unit_id,
		object: { kind: "assessment", id },
		data: named(started),
	});
	return id;
}
