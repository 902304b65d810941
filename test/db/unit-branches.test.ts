import { CompiledQuery } from "kysely";
import { describe, expect, test } from "vitest";
import type { Database, Trx } from "../../db/open.ts";
import { isWithin, unitPath, unitsWithin } from "../../db/queries/people/units.ts";
import { listWrongBranches } from "../../db/queries/proof/trail-replay-derived.ts";
import type { OrgUnitTable } from "../../db/schema/people/units.ts";
import { type Random, randomFrom } from "../../src/demo/region-random.ts";
import { DIALECTS } from "./dialects.ts";

const unit = (id: string, parent_id: string | null): OrgUnitTable => {
	const rest = { kind: "unit", code: null, valid_from: "2020-01-01", valid_to: null, version: 1 } as const;
	return { id, name: id, sort_name: id, parent_id, ...rest };
};

/** A lot of new units in one statement, in any order: some lie below others of the same lot. */
async function addLot(trx: Trx, random: Random, known: string[], of: string): Promise<void> {
	const lot: OrgUnitTable[] = [];
	for (let n = 0; n < 4; n++) {
		const parents = [...known, ...lot.map(({ id }) => id)];
		lot.push(unit(`${of}-${n}`, parents.length > 0 && random.below(9) > 0 ? random.pick(parents) : null));
	}
	known.push(...lot.map(({ id }) => id));
	await trx
		.insertInto("org_units")
		.values(lot.toSorted(() => random.below(3) - 1))
		.execute();
}

/** A unit with all below it goes anywhere but below itself; to the top, or to where it lies, as well. */
async function move(trx: Trx, random: Random, known: string[]): Promise<void> {
	const id = random.pick(known);
	const parent_id = random.below(8) === 0 ? null : random.pick(known);
	if (parent_id !== null && (await unitPath(trx, parent_id)).includes(id)) return;
	await trx
		.updateTable("org_units")
		.set({ parent_id, name: `${id} flyttad` })
		.where("id", "=", id)
		.execute();
}

async function endLeaf(trx: Trx, random: Random, known: string[]): Promise<void> {
	const id = random.pick(known);
	const child = await trx.selectFrom("org_units").select("id").where("parent_id", "=", id).executeTakeFirst();
	if (child) return;
	await trx.deleteFrom("org_units").where("id", "=", id).execute();
	known.splice(known.indexOf(id), 1);
}

async function branchOf(database: Database, root: string): Promise<string[]> {
	const units = database.db.selectFrom("org_units").select("id");
	const rows = await units.where("id", "in", unitsWithin({ own: [], branch: [root] })!).execute();
	return rows.map(({ id }) => id).sort();
}

/** Every unit whose path upwards passes the root: the tree itself is asked. */
async function belowOf(database: Database, root: string, known: readonly string[]): Promise<string[]> {
	const paths = await Promise.all(known.map(async (id) => [id, await unitPath(database.db, id)] as const));
	return paths.flatMap(([id, path]) => (path.includes(root) ? [id] : [])).sort();
}

describe.each(DIALECTS)("the branches that the database keeps in %s", (_name, open) => {
	test("follow the tree, however it grows and whatever is moved in it", async () => {
		const database = await open();
		for (const seed of [1, 2, 3]) {
			const random = randomFrom(seed);
			const known: string[] = [];
			for (let step = 0; step < 25; step++) {
				await database.transaction(async (trx) => {
					if (step % 4 === 0) await addLot(trx, random, known, `e${seed}-${step}`);
					else await move(trx, random, known);
					if (step % 5 === 4) await endLeaf(trx, random, known);
				});
				expect(await listWrongBranches(database.db), `seed ${seed}, step ${step}`).toEqual([]);
			}
			for (const root of known.slice(0, 6))
				expect(await branchOf(database, root)).toEqual(await belowOf(database, root, known));
		}
	});

	test("a tree gets no unit that lies below itself from the start", async () => {
		const database = await open();
		const add = database.transaction((trx) => trx.insertInto("org_units").values(unit("e", "e")).execute());
		await expect(add).rejects.toThrow();
	});
});

test("a reach is asked for by the key, one row at a time or as a whole", async () => {
	const [, open] = DIALECTS[0];
	const { db } = await open();
	const within = unitsWithin({ own: ["a"], branch: ["b", "c"] })!;
	const people = db.selectFrom("roles").select("person_id");
	for (const query of [people.where("unit_id", "in", within), people.where(isWithin(within, "roles.unit_id"))]) {
		const { sql: text, parameters } = query.compile();
		const { rows } = await db.executeQuery<{ detail: string }>(
			CompiledQuery.raw(`explain query plan ${text}`, [...parameters]),
		);
		const plan = rows.map(({ detail }) => detail).join("\n");
		expect(plan).toMatch(/SEARCH unit_branches USING COVERING INDEX/);
		expect(plan).not.toMatch(/SCAN (unit_branches|org_units)/);
	}
});
