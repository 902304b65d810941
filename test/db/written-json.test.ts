import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { readLists } from "../../db/dialect/read-objects.ts";
import { listLinksAfter } from "../../db/queries/ground/write.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { canonicalJson } from "../../src/ground/canonical.ts";
import { chainHash } from "../../src/ground/write/trail.ts";
import { write } from "../../src/ground/write/write.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

/** What writers of JSON disagree about: marks with an escape of their own, those without, and texts that are JSON already. */
const TEXTS = [
	...[
		"",
		" ",
		"åäö ÅÄÖ é",
		"e\u0301",
		"\u2028\u2029",
		"😀 𝒳 \u{10ffff}",
		'"\\/',
		"\b\f\n\r\t\v",
		"\u0001\u001f\u007f\u0085\u00a0",
	],
	...[
		"\ufeff\ufffe\uffff",
		"<&>'",
		"null",
		"1e3",
		'{"a":[1,"\\u00e5",null],"b":{}}',
		"[]",
		"\\u0041",
		"x".repeat(70_000),
	],
];
const NUMBERS = [0, -1, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, null];

describe.each(DIALECTS)("JSON that %s writes", (_name, open) => {
	test("T37: of rows is the canonical JSON of what is read of them, in the order of their ids", async () => {
		const { db } = (await openWorldOn(open)).ctx;
		const columns = ["n", "t", "z"].map((key) => [key, key] as const);
		for (const [place, t] of TEXTS.entries()) {
			const n = NUMBERS[place % NUMBERS.length]!;
			const cells = sql`cast(${t} as text) as t, cast(${n} as bigint) as n, cast(null as text) as z`;
			const one = (id: string, of: string) => sql`select cast(${id} as text) as id, cast(${of} as text) as o, ${cells}`;
			const from = sql`(${one("b", "o")} union all ${one("p", "another")} union all ${one("a", "o")}) three`;
			const lists = await readLists(db, { of: "o", order: "id", columns: [["id", "id"], ...columns] }, from);
			const row = (id: string) => ({ id, n, t, z: null });
			expect(lists.get("o")).toEqual({ rows: 2, text: canonicalJson([row("a"), row("b")]) });
			expect(lists.get("another")).toEqual({ rows: 1, text: canonicalJson([row("p")]) });
		}
	});

	test("T41: of an event is what was hashed when it was written; each column that is changed is named", async () => {
		const world = await openWorldOn(open);
		const { db, database } = world.ctx;
		for (const note of TEXTS)
			await write(world.ctx, ({ record }) =>
				record({ type: "system.started", unit_id: null, object: { kind: "system", id: "x" }, data: { note } }),
			);
		const anchors = { list: () => ({ anchors: [], faults: [] }) };
		expect((await verifyTrail(db, anchors)).problems).toEqual([]);
		const events = await db.selectFrom("events").selectAll().orderBy("seq").execute();
		const links = await listLinksAfter(db, 0, 1000);
		expect(links.map(({ seq, hash }) => [seq, hash])).toEqual(events.map((event) => [event.seq, chainHash(event)]));
		const last = events.at(-1)!;
		for (const column of ["id", "at", "actor_name", "object_id", "data"] as const) {
			const told: string[] = [];
			const undone = database.transaction(async (trx) => {
				if (database.name === "postgres") await sql`set local session_replication_role = replica`.execute(trx);
				else await sql`drop trigger events_refuse_update`.execute(trx);
				const changed = `${last[column]} `;
				await sql`update events set ${sql.ref(column)} = ${changed} where seq = ${last.seq}`.execute(trx);
				told.push(...(await verifyTrail(trx, anchors)).problems);
				throw new Error("undone");
			});
			await expect(undone).rejects.toThrow("undone");
			expect(told, column).toEqual([`Händelse ${last.seq} har ändrats efter att den skrevs.`]);
		}
	});
});
