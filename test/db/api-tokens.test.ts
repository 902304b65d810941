import { describe, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { bearer, keyOf, read } from "../people/api/documented.ts";
import { INKOP, PLAN, sender } from "../running/imports/sender.ts";
import { visitorTo } from "../support/visitor.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const PEOPLE = "Anställningsnummer;Namn;E-post;Enhetskod;Roll;Slutdatum\n100;Tove Åberg;;1001;Chef;\n";

describe.each(DIALECTS)("an access key in %s", (_name, open) => {
	test("reads with filters and marks, is narrowed to a board, and stands as it was made", async () => {
		const world = await openWorldOn(open);
		const key = await keyOf(world, "carin", { unit_id: world.ids.administration });
		const address = `${paths.deviations()}.json?status=open`;
		const first = await read(world, key, address);
		const again = await read(world, key, address, { "If-None-Match": first.headers.get("ETag")! });
		expect([first.status, again.status]).toEqual([200, 304]);
		expect((await read(world, key, `${paths.measures()}.json`)).status).toBe(403);
		const set = (values: object) =>
			world.ctx.database.transaction((trx) => trx.updateTable("api_tokens").set(values).execute());
		for (const values of [{ scope: "{}" }, { unit_id: null }, { roles: "[]" }, { integration: "X" }])
			await expect(set(values)).rejects.toThrow("not allowed");
	});

	test("imports once, also when the same is sent four times at once", async () => {
		const world = await openWorldOn(open);
		const key = await keyOf(world, "adam", { imports: "people" });
		const visitor = visitorTo(world);
		const send = () => {
			const form = new FormData();
			form.append("kind", "people");
			form.append("file", new File([PEOPLE], "personer.csv"));
			const headers = { ...bearer(key), "Idempotency-Key": "natten-1" };
			return visitor.send("POST", paths.apiImport("personer"), form, headers);
		};
		const answers = await Promise.all([send(), send(), send(), send()]);
		expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
		const { db } = world.ctx;
		expect(await db.selectFrom("events").select("seq").where("type", "=", "hr.imported").execute()).toHaveLength(1);
		expect(await db.selectFrom("hr_people").selectAll().execute()).toHaveLength(1);
	});

	test("brings in the month's purchases and draws, and a plan for a year that has none", async () => {
		const world = await openWorldOn(open);
		const { db } = world.ctx;
		const purchases = sender(world, await keyOf(world, "carin", { imports: "purchases" }));
		const month = { period_key: "2026-10", control_id: world.ids.control };
		const stored = await purchases("inkop", INKOP, month);
		expect(stored.status, JSON.stringify(stored.body)).toBe(201);
		expect(await db.selectFrom("ledger_lines").select("item_key").execute()).toHaveLength(2);
		expect(await db.selectFrom("draws").select("id").execute()).toHaveLength(1);
		const plan = sender(world, await keyOf(world, "carin", { imports: "plan" }));
		const read = await plan("plan", PLAN, { board_id: world.ids.board, year: "2031" });
		expect(read.status, JSON.stringify(read.body)).toBe(201);
		const [risk] = await db
			.selectFrom("risks")
			.innerJoin("plans", "plans.id", "risks.plan_id")
			.where("plans.year", "=", 2031)
			.select("risks.title")
			.execute();
		expect(risk).toEqual({ title: "Jäv vid inköp" });
	});
});
