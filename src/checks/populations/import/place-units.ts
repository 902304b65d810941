import { listUnitCodes } from "../../../../db/queries/checks/populations-codes.ts";
import { insertUnitCode } from "../../../../db/writes/checks/populations.ts";
import { Invalid } from "../../../ground/errors.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { newId } from "../../../ground/write/new-id.ts";
import { write } from "../../../ground/write/write.ts";
import { type FrameTerms, frameTerms } from "../frame/frame-terms.ts";
import type { PlaceUnitsInput } from "../schema.ts";
import { encryptTicket, openTicket } from "./preview-ticket.ts";

/** A token is part of an address, which servers do not take at any length. */
const MAX_TOKEN = 5_000;

/**
 * Places codes that no unit has: for this file alone (the ticket carries them), or for all files from the period's first day on.
 * Returns the token of the preview that follows.
 */
export async function placeUnits(ctx: Context, token: string, input: PlaceUnitsInput): Promise<string> {
	const { ticket } = await openTicket(ctx, token);
	const terms = await frameTerms(ctx, ctx.db, { ...ticket, unit_id: input.unit_id ?? ticket.unit_id });
	const chosen = chosenUnits(terms, input);
	const changed = { ...ticket, unit_id: input.unit_id ?? ticket.unit_id };
	if (input.keep) await keepCodes(ctx, terms, chosen);
	else changed.placed = { ...ticket.placed, ...Object.fromEntries(chosen) };
	const next = encryptTicket(ctx, changed);
	if (next.length > MAX_TOKEN) {
		throw new Invalid({
			keep: "Så många koder kan inte placeras för en enda fil. Välj att de gäller även nästa månad.",
		});
	}
	return next;
}

function chosenUnits({ units }: FrameTerms, { code, unit }: PlaceUnitsInput): [code: string, unitId: string][] {
	if (code.length !== unit.length) throw new Invalid({ "": "Formuläret kom inte fram i sin helhet. Försök igen." });
	const chosen = code
		.map((text, index): [string, string] => [text.trim(), unit[index] ?? ""])
		.filter(([text, id]) => text !== "" && id !== "");
	if (!chosen.every(([, id]) => units.some((one) => one.id === id))) {
		throw new Invalid({ "": "En vald enhet hör inte till förvaltningen. Välj bland enheterna i listan." });
	}
	return chosen;
}

/** Those that mean the unit already are left alone. */
async function keepCodes(ctx: Context, terms: FrameTerms, chosen: readonly [string, string][]): Promise<void> {
	const { control, period, units } = terms;
	await write(ctx, async ({ trx, allow, record, unchanged }) => {
		await allow("purchases.import", control.unit_id);
		const known = new Map((await listUnitCodes(trx, period.last_day)).map((one) => [one.pattern, one.unit_id]));
		const news = chosen.filter(([code, id]) => known.get(code) !== id);
		for (const [pattern, unit_id] of news) {
			const id = newId(ctx.clock());
			const valid_from = period.first_day;
			await insertUnitCode(trx, {
				id,
				pattern,
				unit_id,
				valid_from,
				created_at: nowOf(ctx),
				created_by: ctx.actor.id!,
			});
			await record({
				type: "unit_code.placed",
				unit_id: control.unit_id,
				object: { kind: "unit_code", id },
				data: { pattern, unit: units.find((one) => one.id === unit_id)!.name, valid_from },
			});
		}
		return news.length === 0 ? unchanged(0) : news.length;
	});
}
