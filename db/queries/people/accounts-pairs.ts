import { type RawBuilder, type Selectable, sql } from "kysely";
import type { Db } from "../../open.ts";
import { type AccountPairTable, SYSTEM_PERSON } from "../../schema/people/people.ts";
import { findPerson, type Person } from "./people.ts";
import { isWithin, type UnitReach, unitsWithin } from "./units.ts";

export type AccountPair = Selectable<AccountPairTable>;

function verdictsOf(db: Db, ids: readonly string[]): Promise<AccountPair[]> {
	return db
		.selectFrom("account_pairs")
		.selectAll()
		.where((eb) => eb.or([eb("person_id", "in", [...ids]), eb("other_id", "in", [...ids])]))
		.execute();
}

/** Finds accounts that look like the same human's: they have the same name, or the same name or user id in the ledger. */
function alike(db: Db, people: readonly Person[]): Promise<Person[]> {
	const ledger = people.flatMap(({ ledger_name }) => (ledger_name ? [ledger_name] : []));
	return db
		.selectFrom("people")
		.selectAll()
		.where("id", "!=", SYSTEM_PERSON)
		.where((eb) =>
			eb.or([
				eb(
					"sort_name",
					"in",
					people.map(({ sort_name }) => sort_name),
				),
				eb("ledger_name", "in", [...ledger, ""]),
			]),
		)
		.execute();
}

/**
 * Lists every account of the person, the given one first: accounts that an administrator has joined, and accounts that look
 * alike until an administrator has said that they belong to two humans (T54).
 */
export async function listAccountsOf(db: Db, personId: string): Promise<Person[]> {
	const own = await findPerson(db, personId);
	if (!own) return [];
	const joined = new Map([[own.id, own]]);
	const apart = new Set<string>();
	for (let fresh = [own.id]; fresh.length > 0; ) {
		const verdicts = await verdictsOf(db, fresh);
		const others = verdicts.map((pair) => ({
			id: joined.has(pair.person_id) ? pair.other_id : pair.person_id,
			same: pair.same_human === 1,
			mine: pair.person_id === own.id || pair.other_id === own.id,
		}));
		for (const { id } of others.filter(({ same, mine }) => mine && !same)) apart.add(id);
		fresh = others.filter(({ same, id }) => same && !joined.has(id)).map(({ id }) => id);
		for (const id of fresh) joined.set(id, (await findPerson(db, id))!);
	}
	for (const person of await alike(db, [...joined.values()])) if (!apart.has(person.id)) joined.set(person.id, person);
	return [...joined.values()];
}

/** Two accounts that may belong to one human, and the administrator's judgement of them. */
export interface LookalikePair {
	person_id: string;
	person_name: string;
	person_email: string | null;
	person_ended_at: string | null;
	other_id: string;
	other_name: string;
	other_email: string | null;
	other_ended_at: string | null;
	same_ledger_name: number;
	/** Null until an administrator has judged the pair. */
	same_human: number | null;
	reason: string | null;
	decided_at: string | null;
	decided_by: string | null;
	version: number | null;
}

/**
 * Two of the same name, of one kind: asked of each kind by itself, since two that are joined by an or use no index. Those of the same
 * name in the ledger are not told twice.
 */
function pairsBy(db: Db, name: "sort_name" | "ledger_name") {
	return db
		.selectFrom("people as one")
		.innerJoin("people as another", `another.${name}`, `one.${name}`)
		.whereRef("one.id", "<", "another.id")
		.$if(name === "ledger_name", (q) => q.whereRef("one.sort_name", "!=", "another.sort_name"))
		.select(["one.id as person_id", "another.id as other_id", "one.sort_name"]);
}

/** By their ids alone: of thousands of pairs a page shows some. */
function pairs(db: Db, reach: UnitReach) {
	const within = unitsWithin(reach);
	return db
		.selectFrom(pairsBy(db, "sort_name").unionAll(pairsBy(db, "ledger_name")).as("alike"))
		.leftJoin("account_pairs as pair", (join) =>
			join.onRef("pair.person_id", "=", "alike.person_id").onRef("pair.other_id", "=", "alike.other_id"),
		)
		.$if(within !== undefined, (q) => q.where(isVisible(within!, "person_id")))
		.$if(within !== undefined, (q) => q.where(isVisible(within!, "other_id")));
}

/**
 * People with a role within reach or with no role at all: those whose pages the administrator can open. Asked of each person, so that
 * the planner begins with the names that are alike and not with everybody beside everybody.
 */
function isVisible(within: RawBuilder<string>, of: "person_id" | "other_id"): RawBuilder<boolean> {
	const own = sql`select 1 from roles where roles.person_id = ${sql.ref(`alike.${of}`)}`;
	return sql`(exists (${own} and ${isWithin(within, "roles.unit_id")}) or not exists (${own}))`;
}

const UNJUDGED_FIRST = sql`case when pair.id is null then 0 else 1 end`;

/** Two accounts by their ids, and whether they have been judged. */
export interface Lookalikes {
	person_id: string;
	other_id: string;
	judged: string | null;
}

/** Every pair within reach, those not judged yet first. */
export function listLookalikes(db: Db, reach: UnitReach): Promise<Lookalikes[]> {
	return pairs(db, reach)
		.select(["alike.person_id", "alike.other_id", "pair.id as judged"])
		.orderBy(UNJUDGED_FIRST)
		.orderBy("alike.sort_name")
		.orderBy("alike.person_id")
		.orderBy("alike.other_id")
		.execute();
}

/** How many pairs are read at once by their ids. */
const LOT = 500;

/** What a list says of some pairs, in the order given. */
export async function readLookalikes(db: Db, shown: readonly Lookalikes[]): Promise<LookalikePair[]> {
	const read: LookalikePair[] = [];
	for (let from = 0; from < shown.length; from += LOT) read.push(...(await readLot(db, shown.slice(from, from + LOT))));
	return read;
}

async function readLot(db: Db, shown: readonly Lookalikes[]): Promise<LookalikePair[]> {
	const people = await db
		.selectFrom("people")
		.select(["id", "name", "email", "ended_at", "ledger_name"])
		.where("id", "in", [...new Set(shown.flatMap((pair) => [pair.person_id, pair.other_id]))])
		.execute();
	const judged = shown.flatMap((pair) => pair.judged ?? []);
	const verdicts = await db
		.selectFrom("account_pairs as pair")
		.leftJoin("people as decider", "decider.id", "pair.decided_by")
		.select(["pair.id", "pair.same_human", "pair.reason", "pair.decided_at", "decider.name as decided_by"])
		.select("pair.version")
		.where("pair.id", "in", [...judged, ""])
		.execute();
	const personOf = new Map(people.map((person) => [person.id, person]));
	const verdictOf = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
	return shown.map(({ person_id, other_id, judged }) => {
		const [person, other] = [personOf.get(person_id)!, personOf.get(other_id)!];
		const verdict = verdictOf.get(judged ?? "");
		return {
			...{ person_id, person_name: person.name, person_email: person.email, person_ended_at: person.ended_at },
			...{ other_id, other_name: other.name, other_email: other.email, other_ended_at: other.ended_at },
			same_ledger_name: person.ledger_name !== null && person.ledger_name === other.ledger_name ? 1 : 0,
			same_human: verdict?.same_human ?? null,
			reason: verdict?.reason ?? null,
			decided_at: verdict?.decided_at ?? null,
			decided_by: verdict?.decided_by ?? null,
			version: verdict?.version ?? null,
		};
	});
}

export function findAccountPair(db: Db, personId: string, otherId: string): Promise<AccountPair | undefined> {
	return db
		.selectFrom("account_pairs")
		.selectAll()
		.where("person_id", "=", personId)
		.where("other_id", "=", otherId)
		.executeTakeFirst();
}
