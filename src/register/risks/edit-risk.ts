import type { Db } from "../../../db/open.ts";
import { findOpenDisagreement } from "../../../db/queries/register/scoring.ts";
import type { Risk } from "../../../db/queries/register/risks.ts";
import { SCORE_KINDS, SCORES, type ScoreKind } from "../../../db/schema/register/risks-scale.ts";
import { updateRisk } from "../../../db/writes/register/risks.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Stored, storedFields, storedValues } from "../../ground/tables/field.ts";
import { requireOpenPlan, requireStanding } from "../plans/require-plan.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { checkReferences } from "./check-risk.ts";
import { RISK_FIELDS } from "./fields.ts";
import { requireRisk } from "./require-risk.ts";
import type { AddRisk, EditRisk } from "./schema.ts";
import { type Scores, scaleFaults, scoreFaults } from "./score-rules.ts";

/** Changes a risk under the version the person saw. */
export function editRisk(ctx: Context, id: string, { version, ...input }: EditRisk): Promise<void> {
	return write(ctx, async (writing) => {
		const risk = await requireEditableRisk(writing, id);
		const place = { id: risk.plan_id, unit_id: risk.unit_id };
		await checkReferences(writing.trx, place, input, stockholmDate(nowOf(ctx)), risk);
		if (!(await changeRisk(writing, risk, version, storedValues(RISK_FIELDS, input))))
			return writing.unchanged(undefined);
	});
}

/** A risk that the actor may change now. */
export async function requireEditableRisk({ trx, allow }: Writing, id: string): Promise<Risk> {
	const risk = await requireRisk(trx, id);
	await allow("risk.edit", risk.unit_id);
	requireOpenPlan({ year: risk.plan_year, status: risk.plan_status });
	requireStanding(risk);
	return risk;
}

/**
 * Writes some of a risk's fields, all by this one door: the form, the meeting that scores and the settling of a disagreement. False
 * when nothing differs. `nameOf` says what a field is called in the form that asked.
 */
export async function changeRisk(
	{ trx, record }: Writing,
	risk: Risk,
	version: number,
	values: Partial<Stored<AddRisk>>,
	nameOf: (field: string) => string = (field) => field,
): Promise<boolean> {
	const before = storedFields(RISK_FIELDS, risk);
	const changes = changesBetween(before, values);
	if (Object.keys(changes).length === 0 && version === risk.version) return false;
	const kinds = SCORE_KINDS.filter((kind) => Object.keys(changes).some((field) => field.startsWith(`${kind}_`)));
	await checkScores(trx, risk, { ...before, ...values } as unknown as Scores, kinds, nameOf);
	await requireFresh(trx, await updateRisk(trx, risk.id, version, values), "risk", risk.id);
	await record({
		type: "risk.edited",
		unit_id: risk.unit_id,
		object: { kind: "risk", id: risk.id },
		data: { title: values.title ?? risk.title, changes },
	});
	return true;
}

/** What is changed is a whole assessment on the plan's own scale, which nobody is at odds over. */
async function checkScores(
	db: Db,
	risk: Risk,
	scores: Scores,
	kinds: readonly ScoreKind[],
	nameOf: (field: string) => string,
): Promise<void> {
	const outside = Object.entries(scaleFaults(risk.scale, scores) ?? {});
	const said = scoreFaults(scores)
		.filter((fault) => fault.kinds.some((kind) => kinds.includes(kind)))
		.map(({ field, said }) => [field, said] as const);
	if (outside.length + said.length > 0)
		throw new Invalid(Object.fromEntries([...said, ...outside].map(([field, text]) => [nameOf(field), text])));
	for (const kind of kinds) await requireAgreed(db, risk.id, kind);
}

/** A score that two stand against each other over is set by settling that, with a reason. */
export async function requireAgreed(db: Db, riskId: string, kind: ScoreKind): Promise<void> {
	if (!(await findOpenDisagreement(db, riskId, kind))) return;
	throw new Invalid({
		"": `${SCORES[kind]}: två bedömningar står mot varandra. Avgör dem först, på riskens sida eller i mötesvyn.`,
	});
}
