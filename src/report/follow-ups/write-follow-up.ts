import { isUniqueViolation } from "../../../db/errors.ts";
import type { Db } from "../../../db/open.ts";
import { findFollowUpRow } from "../../../db/queries/report/follow-ups-subject.ts";
import type { FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import type { FollowUpKind } from "../../../db/schema/report/words.ts";
import { insertFollowUp, updateFollowUp } from "../../../db/writes/report/follow-ups.ts";
import type { Actor, ActorRole } from "../../ground/access/actor.ts";
import { scopeOf as rightOf } from "../../ground/access/permissions.ts";
import { storedValues } from "../../ground/tables/field.ts";
import { judgedScope } from "../periods/scope.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import { FOLLOW_UP_FIELDS } from "./fields.ts";
import type { WriteFollowUp } from "./schema.ts";

export interface Subject {
	period_id: string;
	kind: FollowUpKind;
	id: string;
}

export async function requireSubject(
	db: Db,
	subject: Subject,
	today: string,
): Promise<{ period: Period; row: FollowUpRow }> {
	const period = await requireKnownPeriod(db, subject.period_id);
	const row = await findFollowUpRow(db, period, judgedScope(period, today), subject.kind, subject.id);
	if (!row) throw new NotFound(`${subject.kind} ${subject.id} in period ${period.id}`);
	return { period, row };
}

/** The actor's role as the subject's owner, or as the owner's substitute: their right is tested where they work. */
export function ownerRole(actor: Actor, row: Pick<FollowUpRow, "owner_id">): ActorRole | undefined {
	if (row.owner_id === null) return undefined;
	return actor.roles.find(
		(held) =>
			(held.substitute_for?.id ?? actor.id) === row.owner_id && rightOf("follow_up.write", held.role) !== undefined,
	);
}

/** A follow-up nobody has written yet. */
const EMPTY = { status: null, result: "", analysis: "", new_measure: "", next_year: 0 } satisfies Record<
	keyof typeof FOLLOW_UP_FIELDS,
	unknown
>;

/** Writes the follow-up of a subject: by its owner, or by the controller. What the controller had completed is open again. */
export async function writeFollowUp(
	ctx: Context,
	subject: Subject,
	{ version, ...input }: WriteFollowUp,
): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record, unchanged }) => {
			const { period, row } = await requireSubject(trx, subject, stockholmDate(nowOf(ctx)));
			const own = ownerRole(ctx.actor, row);
			await allow("follow_up.write", own?.unit_id ?? period.unit_id, own?.substitute_for?.id);
			await requireOpenPeriod(trx, period.id);
			const values = storedValues(FOLLOW_UP_FIELDS, input);
			const before = row.follow_up;
			const changes = changesBetween({ ...EMPTY, ...before }, values);
			if (before && version === before.version && Object.keys(changes).length === 0) return unchanged(undefined);
			const id = before?.id ?? newId(ctx.clock());
			const stamped = { ...values, written_at: nowOf(ctx), written_by: ctx.actor.id! };
			const reopened = { ...stamped, completed_at: null, completed_by: null };
			if (before) await requireFresh(trx, await updateFollowUp(trx, id, version, reopened), "follow_up", id);
			else {
				const about = { period_id: period.id, subject_kind: row.kind, subject_id: row.id };
				await insertFollowUp(trx, { id, ...about, ...reopened, version: 1 });
			}
			await record({
				type: "follow_up.written",
				unit_id: period.unit_id,
				object: { kind: "follow_up", id },
				data: { period: period.name, kind: row.kind, title: row.title, changes },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan skrev samtidigt. Läs det nya och spara igen." });
		throw error;
	}
}
