import type { Db } from "../../../db/open.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { findMeasure, hasLargerDeviation, type Measure } from "../../../db/queries/register/measures.ts";
import { accountsBehind } from "../../ground/access/accounts-behind.ts";
import type { Changes } from "../../ground/write/events/changes.ts";

/** More events than any measure has, so that all are read. */
const ALL = 100_000;

/**
 * Why these people may not say that the effect is tested, or null. Where the measure's risk has had a deviation that was större or
 * worse, whoever tries the effect has never answered for the measure (domain rule 3), nor has another account of theirs, nor whoever
 * they stand in for. Earlier owners are read from the trail, so that handing it on first is no way round.
 */
export async function testerConflict(
	db: Db,
	measure: Measure,
	{ personId, absentId }: { personId: string | null; absentId: string | null },
): Promise<string | null> {
	if (!(await hasLargerDeviation(db, measure.risk_id))) return null;
	const owners = await ownersEver(db, measure);
	const hand = (await accountsBehind(db, personId, absentId)).find(({ person }) => owners.has(person.id));
	if (!hand) return null;
	const who =
		hand.through === "self"
			? "Du"
			: hand.through === "absent"
				? "Den du vikarierar för"
				: `Kontot ${hand.person.name}, som räknas som ditt,`;
	return `${who} har ansvarat för åtgärden, och risken har en större avvikelse. Någon annan prövar effekten.`;
}

async function ownersEver(db: Db, measure: Measure): Promise<Set<string>> {
	const owners = new Set<string>();
	for (
		let one: Measure | undefined = measure;
		one;
		one = one.carried_from ? await findMeasure(db, one.carried_from) : undefined
	) {
		if (one.owner_id !== null) owners.add(one.owner_id);
		for (const event of await listEventsOf(db, "measure", [one.id], ALL)) {
			const { changes } = JSON.parse(event.data) as { changes?: Changes };
			for (const owner of changes?.owner_id ?? []) if (typeof owner === "string") owners.add(owner);
		}
	}
	return owners;
}
