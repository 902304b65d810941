import { isUniqueViolation } from "../../../db/errors.ts";
import { listRequestsOf } from "../../../db/queries/checks/evidence-requests.ts";
import { findPersonOption } from "../../../db/queries/people/people.ts";
import { insertEvidenceRequest } from "../../../db/writes/checks/evidence-requests.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { sha256 } from "../../ground/canonical.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { findUnit } from "../../../db/queries/people/units.ts";
import { write } from "../../ground/write/write.ts";
import { requireRequestable } from "./require-request.ts";
import type { AskForEvidence } from "./schema.ts";

/**
 * Asks a named person for evidence. Anybody at work can be asked, also the one whose purchase is checked: evidence comes from
 * whoever has it, and what it is worth is judged by the performer alone. Returns the request's id.
 */
export async function askForEvidence(
	ctx: Context,
	about: { kind: string; parent_id: string },
	{ asked_of, wanted }: AskForEvidence,
): Promise<string> {
	const id = newId(ctx.clock());
	try {
		return await write(ctx, async ({ trx, allow, record, notify }) => {
			const owner = await requireRequestable(trx, about.kind, about.parent_id);
			await allow("evidence_request.ask", owner.unit_id);
			const asked = await findPersonOption(trx, { reach: "all", today: stockholmDate(nowOf(ctx)) }, asked_of);
			if (!asked) throw new Invalid({ asked_of: "Välj någon som arbetar här i dag." });
			if (asked.id === ctx.actor.id)
				throw new Invalid({ asked_of: "Har du själv underlaget? Lägg till det i stället." });
			const earlier = await listRequestsOf(trx, owner.kind, about.parent_id);
			const isTheSame = (one: (typeof earlier)[number]) =>
				one.outcome === null && one.asked_of === asked.id && one.wanted === wanted;
			if (earlier.some(isTheSame)) throw new Invalid({ wanted: `${asked.name} har redan fått samma begäran.` });
			const number = earlier.length + 1;
			await insertEvidenceRequest(trx, {
				...{ id, parent_kind: owner.kind, parent_id: about.parent_id, number, unit_id: owner.unit_id },
				...{ asked_of, wanted, asked_at: nowOf(ctx), asked_by: ctx.actor.id! },
			});
			await record({
				type: "evidence.requested",
				unit_id: owner.unit_id,
				object: { kind: owner.kind, id: about.parent_id },
				data: { number, asked_of, asked_of_name: asked.name, digest: sha256(wanted) },
			});
			await notify({
				to: asked.id,
				kind: "evidence_asked",
				unit_id: owner.unit_id,
				object: { kind: "evidence_request", id },
				title: "Underlag att skicka",
				unit: (await findUnit(trx, owner.unit_id))?.name ?? "",
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan begärde underlag samtidigt. Skicka igen." });
		throw error;
	}
}
