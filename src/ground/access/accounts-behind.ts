import type { Db } from "../../../db/open.ts";
import { listAccountsOf } from "../../../db/queries/people/accounts-pairs.ts";
import type { Person } from "../../../db/queries/people/people.ts";
import type { Hand, Relation } from "./duties.ts";

/** One account whose earlier acts count as acts of the person who is about to act. */
export interface Account {
	person: Pick<Person, "id" | "name" | "email" | "ledger_name">;
	through: Hand["through"];
}

/**
 * Returns the actor, the person a substitute stands in for, and every other account of those two humans: a second sign-in gives
 * no way round the duties (T54).
 */
export async function accountsBehind(
	db: Db,
	personId: string | null,
	absentId: string | null = null,
): Promise<Account[]> {
	const found: Account[] = [];
	for (const [id, through] of [
		[personId, "self"],
		[absentId, "absent"],
	] as const) {
		if (id === null) continue;
		for (const person of await listAccountsOf(db, id)) {
			if (found.some((one) => one.person.id === person.id)) continue;
			found.push({ person, through: person.id === id ? through : "account" });
		}
	}
	return found;
}

/** Returns one hand of this relation for each of the accounts whose id is among `ids`. */
export function handsById(accounts: readonly Account[], relation: Relation, ids: readonly (string | null)[]): Hand[] {
	return accounts
		.filter(({ person }) => ids.includes(person.id))
		.map(({ person, through }) => ({ relation, through, account: person.name }));
}

/** True when two accounts count as one human's. */
export async function isSameHuman(db: Db, one: string, other: string): Promise<boolean> {
	return one === other || (await listAccountsOf(db, one)).some((person) => person.id === other);
}
