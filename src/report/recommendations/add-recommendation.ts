import { isUniqueViolation } from "../../../db/errors.ts";
import { findBoard } from "../../../db/queries/people/boards.ts";
import { nextRecommendationNumber } from "../../../db/queries/report/recommendations.ts";
import { insertRecommendation } from "../../../db/writes/report/recommendations.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { storedValues } from "../../ground/tables/field.ts";
import { checkOwner } from "../../register/measures/check-owner.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { RECEIVED_FIELDS } from "./fields.ts";
import type { AddRecommendation } from "./schema.ts";

const UNANSWERED = {
	answer: "",
	decided: "not_yet",
	carried_out: "not_yet",
	reported_back: "not_yet",
	remaining_need: "not_yet",
	status: "open",
	closed_on: null,
} as const;

/** Registers what revision or tillsyn has recommended. Returns its id. */
export async function addRecommendation(ctx: Context, input: AddRecommendation): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const board = await findBoard(trx, input.board_id);
			if (!board) throw new NotFound(`board ${input.board_id}`);
			await allow("recommendation.edit", board.unit_id);
			const now = nowOf(ctx);
			requireReceived(input.received_on, stockholmDate(now));
			await checkOwner(trx, board.unit_id, input.owner_id, stockholmDate(now));
			const id = newId(ctx.clock());
			const number = await nextRecommendationNumber(trx, board.id);
			const made = { id, number, registered_at: now, version: 1 };
			const { board_id, ...received } = input;
			await insertRecommendation(trx, { board_id, ...storedValues(RECEIVED_FIELDS, received), ...UNANSWERED, ...made });
			const { title, source, issuer, received_on } = input;
			await record({
				type: "recommendation.added",
				unit_id: board.unit_id,
				object: { kind: "recommendation", id },
				data: { number, title, source, issuer, received_on },
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan registrerade samtidigt. Försök igen." });
		throw error;
	}
}

export function requireReceived(day: string, today: string): void {
	if (day > today) throw new Invalid({ received_on: "Datumet kan inte ligga i framtiden." });
}
