import { findRiskOption } from "../../../db/queries/checks/deviations.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { enterDeviation } from "./found-deviation.ts";
import type { AddDeviation } from "./schema.ts";

/** Registers a deviation found outside a check, tied to the risk it is about. Returns its id. */
export function addDeviation(ctx: Context, input: AddDeviation): Promise<string> {
	return write(ctx, (writing) => registerDeviation(ctx, writing, input));
}

/** Registers the deviation as part of another command, in that command's transaction. */
export async function registerDeviation(ctx: Context, writing: Writing, input: AddDeviation): Promise<string> {
	const { trx, allow } = writing;
	const { unit_id, risk_id, ...facts } = input;
	await allow("deviation.register", unit_id);
	if (!(await findRiskOption(trx, await unitPath(trx, unit_id), risk_id))) {
		throw new Invalid({ risk_id: "Välj en risk i en plan som gäller för enheten." });
	}
	const at = { unit_id, risk_id, run_id: null, item_id: null, question_id: null };
	return enterDeviation(ctx, writing, at, facts);
}
