import type { Db } from "../../../db/open.ts";
import type { DeviationOfItem } from "../../../db/queries/checks/deviations.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { type Account, accountsBehind, handsById } from "../../ground/access/accounts-behind.ts";
import { type Act, dutyConflict, type Hand, type Relation } from "../../ground/access/duties.ts";
import type { Changes } from "../../ground/write/events/changes.ts";
import { lineHands } from "./run-hands.ts";

export type ToldDeviation = Pick<DeviationOfItem, "id" | "severity" | "owner_id" | "item_id" | "run_id">;
/** A page size larger than the number of events of any deviation, so that all are read. */
const ALL = 100_000;

/**
 * Everybody who has ever had a hand in a deviation, and whether it has ever been större. It is read from the trail, which
 * nobody can rewrite.
 */
interface Past {
	larger: boolean;
	/** Each hand by account id, or by name when a substitute acted for that person. */
	hands: { relation: Relation; id: string | null; name: string | null }[];
}

async function pastOf(db: Db, deviation: ToldDeviation): Promise<Past> {
	const past: Past = {
		larger: deviation.severity !== "minor",
		hands: [{ relation: "owner", id: deviation.owner_id, name: null }],
	};
	for (const event of await listEventsOf(db, "deviation", [deviation.id], ALL)) {
		const data = JSON.parse(event.data) as { severity?: string; changes?: Changes };
		const changes = data.changes ?? {};
		const wrote = (relation: Relation) =>
			past.hands.push({ relation, id: event.actor_id, name: null }, { relation, id: null, name: event.on_behalf_of });
		if ([data.severity, ...(changes.severity ?? [])].some((word) => word && word !== "minor")) past.larger = true;
		for (const owner of changes.owner_id ?? [])
			past.hands.push({ relation: "owner", id: owner as string | null, name: null });
		if (changes.plan || event.type === "deviation.handled") wrote("planner");
		if (changes.root_cause) wrote("causer");
	}
	return past;
}

/**
 * Returns the sentence that refuses these accounts the act on a deviation, or null. The trail shows the past owners, plans and
 * severities, so changing them first is no way round.
 */
export async function deviationConflict(
	db: Db,
	acts: readonly Act[],
	deviation: ToldDeviation,
	{ personId, absentId }: { personId: string | null; absentId: string | null },
): Promise<string | null> {
	const accounts = await accountsBehind(db, personId, absentId);
	const { larger, hands } = await pastOf(db, deviation);
	const had = hands.flatMap(({ relation, id, name }): Hand[] =>
		id !== null ? handsById(accounts, relation, [id]) : handsByName(accounts, relation, name),
	);
	const by = linesBehind(deviation);
	return dutyConflict(acts, [...(by ? await lineHands(db, accounts, by) : []), ...had], larger);
}

/** The item where one is named, else the whole run. */
function linesBehind({ item_id, run_id }: ToldDeviation) {
	if (item_id) return { item_id };
	return run_id ? { run_id } : null;
}

function handsByName(accounts: readonly Account[], relation: Relation, name: string | null): Hand[] {
	return accounts
		.filter(({ person }) => name !== null && person.name === name)
		.map(({ person, through }) => ({ relation, through, account: person.name }));
}
