import { isUniqueViolation } from "../../../db/errors.ts";
import type { Trx } from "../../../db/open.ts";
import { findPerson } from "../../../db/queries/people/people.ts";
import { findUnit } from "../../../db/queries/people/units.ts";
import { findBoardOfUnit, nextProposalNumber } from "../../../db/queries/report/inventory.ts";
import { proposalText } from "../../../db/schema/report/inventory.ts";
import { insertProposal } from "../../../db/writes/report/inventory.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { sha256 } from "../../ground/canonical.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { ProposeRisk } from "./schema.ts";
import { requireSource } from "./sources.ts";
import { requireInventoryYear } from "./years.ts";

/** Proposes a risk for a year's plan, seen at a unit where the person has a role. Returns its id. */
export async function proposeRisk(ctx: Context, input: ProposeRisk): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const now = nowOf(ctx);
			const today = stockholmDate(now);
			await requireActive(trx, ctx);
			await requireOwnUnit(trx, ctx, input.unit_id, today);
			await allow("risk_proposal.propose", input.unit_id);
			const thisYear = Number(today.slice(0, 4));
			const board = await findBoardOfUnit(trx, input.unit_id, { today, from: thisYear });
			if (!board) throw new Invalid({ unit_id: "Ingen nämnd svarar för enheten i dag." });
			const { source, ...said } = input;
			requireInventoryYear(board, said.year, thisYear);
			const made = await requireSource({ ...ctx, db: trx }, { board, year: said.year, today }, source);
			const id = newId(ctx.clock());
			const number = await nextProposalNumber(trx, board.id, said.year);
			await insertProposal(trx, {
				...{ id, board_id: board.id, number, ...said, ...made },
				...{ proposed_at: now, proposed_by: ctx.actor.id! },
			});
			await record({
				type: "risk_proposal.proposed",
				unit_id: said.unit_id,
				object: { kind: "risk_proposal", id },
				data: {
					year: said.year,
					number,
					title: said.title,
					digest: sha256(proposalText(said)),
					source: made.source_title,
				},
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan föreslog samtidigt. Skicka igen." });
		throw error;
	}
}

/** Whoever has left proposes nothing, however long a page has stood open. */
async function requireActive(trx: Trx, { actor }: Context): Promise<void> {
	const person = actor.id === null ? undefined : await findPerson(trx, actor.id);
	if (!person || person.ended_at !== null)
		throw new Invalid({ "": "Personen är avslutad och kan inte lämna förslag." });
}

async function requireOwnUnit(trx: Trx, { actor }: Context, unitId: string, today: string): Promise<void> {
	const unit = await findUnit(trx, unitId);
	const stands = unit !== undefined && (unit.valid_to === null || unit.valid_to >= today);
	if (!stands || !(await mayAt(trx, actor, "risk_proposal.propose", unitId)))
		throw new Invalid({ unit_id: "Välj en enhet där du har en roll." });
}
