import { choicesOf } from "../../../db/queries/office/notices.ts";
import { MUTABLE_KINDS } from "../../../db/schema/office/notices.ts";
import { saveChoices } from "../../../db/writes/office/notices.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import type { Context } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";
import type { ChooseNotices } from "./schema.ts";

/** What a person wants by e-mail, and which weekdays without. A duty's due day, its lateness and what is sent back cannot be chosen away. */
export function chooseNotices(
	ctx: Context,
	{ told, quiet_days, away_from, away_to, version }: ChooseNotices,
): Promise<void> {
	const { id } = ctx.actor;
	if (id === null) throw new NotAllowed("Logga in först.");
	return write(ctx, async ({ trx, record, unchanged }) => {
		const muted = MUTABLE_KINDS.filter((kind) => !told.includes(kind));
		const before = await choicesOf(trx, id);
		const same = (a: readonly string[], b: readonly string[]) => JSON.stringify(a) === JSON.stringify(b);
		const same_days =
			same(before.quiet_days, quiet_days) && before.away_from === away_from && before.away_to === away_to;
		if (before.version === version && same(before.muted, muted) && same_days) return unchanged(undefined);
		const values = { muted: JSON.stringify(muted), quiet_days: JSON.stringify(quiet_days), away_from, away_to };
		const saved = await saveChoices(trx, { person_id: id, version, ...values });
		await requireFresh(trx, saved, "reader", id);
		await record({
			type: "reminders.chosen",
			unit_id: null,
			object: { kind: "reader", id },
			data: { muted, quiet_days, away_from, away_to },
		});
	});
}
