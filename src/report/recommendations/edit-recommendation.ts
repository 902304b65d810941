import { isReported } from "../../../db/queries/report/recommendations.ts";
import { updateRecommendation } from "../../../db/writes/report/recommendations.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { storedValues } from "../../ground/tables/field.ts";
import { checkOwner } from "../../register/measures/check-owner.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireReceived } from "./add-recommendation.ts";
import { RECEIVED_FIELDS } from "./fields.ts";
import { requireRecommendation } from "./require-recommendation.ts";
import type { EditRecommendation } from "./schema.ts";

/** The received facts. They cannot be changed once a closed report has told them. */
const RECEIVED = ["source", "issuer", "received_on", "title", "text"] as const;

/** Changes what was received, which krav it touches and who answers for it. */
export function editRecommendation(ctx: Context, id: string, { version, ...input }: EditRecommendation): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const row = await requireRecommendation(trx, id);
		await allow("recommendation.edit", row.unit_id);
		const today = stockholmDate(nowOf(ctx));
		requireReceived(input.received_on, today);
		await checkOwner(trx, row.unit_id, input.owner_id, today, row.owner_id);
		const values = storedValues(RECEIVED_FIELDS, input);
		const changes = changesBetween(row, values);
		if (Object.keys(changes).length === 0 && version === row.version) return unchanged(undefined);
		const told = RECEIVED.find((field) => field in changes);
		if (told && (await isReported(trx, row))) {
			throw new Invalid({ [told]: "Rekommendationen ingår i en stängd rapport. Det som togs emot kan inte ändras." });
		}
		await requireFresh(trx, await updateRecommendation(trx, id, version, values), "recommendation", id);
		await record({
			type: "recommendation.edited",
			unit_id: row.unit_id,
			object: { kind: "recommendation", id },
			data: { number: row.number, title: input.title, changes },
		});
	});
}
