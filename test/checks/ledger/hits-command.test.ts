import { expect, test, vi } from "vitest";
import { hits } from "../../../scripts/commands/hits.ts";
import { readConfig } from "../../../src/config.ts";
import { csv, importText } from "../populations/support.ts";
import { openWorld } from "../../support/world.ts";

/** What the command prints, as one text. */
async function printed(run: () => Promise<void>): Promise<string> {
	const log = vi.spyOn(console, "log").mockImplementation(() => {});
	try {
		await run();
		return log.mock.calls.map((call) => String(call[0])).join("\n");
	} finally {
		log.mockRestore();
	}
}

test("isk hits runs the rules first when none has run, prints the page's order, and runs them no more", async () => {
	const world = await openWorld();
	const config = readConfig({ DATA_DIR: world.dataDir, NODE_ENV: "test" });
	const rows = ["A1", "A2", "A3"].map((no) => `${no};1001;2026-10-06;Alba AB;556001-0001;9 500,00`);
	await importText(world, await world.as("carin"), csv(...rows));
	const runs = () =>
		world.ctx.db.selectFrom("events").select("id").where("type", "=", "ledger.rules_started").execute();
	const before = (await runs()).length;
	const json = await printed(() => hits.run(["--json", "--top", "3"], config));
	expect(Array.isArray(JSON.parse(json))).toBe(true);
	const after = (await runs()).length;
	expect(after).toBe(before + 1);
	expect(await printed(() => hits.run([], config))).toMatch(/\d+ av \d+ kort\./);
	expect((await runs()).length).toBe(after);
	await expect(hits.run(["--top", "0"], config)).rejects.toThrow(/--top/);
});
