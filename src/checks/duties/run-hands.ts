import type { Db } from "../../../db/open.ts";
import { type DrawnBy, type DrawnDuty, listDrawnDuties } from "../../../db/queries/checks/duties.ts";
import { listAnswerers } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { type Account, handsById } from "../../ground/access/accounts-behind.ts";
import { dutyOn, type Hand } from "../../ground/access/duties.ts";

/** The hands that accounts have in drawn lines: what they ordered, received or attested. */
export function handsInLines(accounts: readonly Account[], lines: readonly Omit<DrawnDuty, "run_id">[]): Hand[] {
	const hands: Hand[] = [];
	for (const { person, through } of accounts) {
		for (const line of lines) {
			const relation = dutyOn(line, person);
			if (relation) hands.push({ relation, through, account: person.name, voucher_no: line.voucher_no });
		}
	}
	return hands;
}

export async function lineHands(db: Db, accounts: readonly Account[], by: DrawnBy): Promise<Hand[]> {
	return accounts.length === 0 ? [] : handsInLines(accounts, await listDrawnDuties(db, by));
}

/** Adds to `handsInLines` the hand of having performed the run: as its performer, by signing it, or by any answer. */
export async function runHands(
	db: Db,
	accounts: readonly Account[],
	run: Pick<Run, "id" | "performer_id" | "signed_by">,
): Promise<Hand[]> {
	const performed = [run.performer_id, run.signed_by, ...(await listAnswerers(db, run.id))];
	return [...handsById(accounts, "performer", performed), ...(await lineHands(db, accounts, { run_id: run.id }))];
}
