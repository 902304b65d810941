import { afterEach, expect, it, vi } from "vitest";
import { ReadingThread } from "../../../src/checks/populations/read/reading-thread.ts";
import { openWorld, type World } from "../../support/world.ts";
import { csv, importText, leftBehind, purchasesOf, rowsIn } from "./support.ts";

/** More than what is shared at a time, so that rows land before the file has been read. */
const LINES = 25_000;
const NOTHING = { rows: 0, kept: 0, arriving: 0 };
const large = (...more: string[]) => csv(...purchasesOf("1001", LINES), ...more);

afterEach(() => vi.restoreAllMocks());

/** Whoever reads is not heard before rows of the file stand in the ledger; `then` is asked at that moment. */
function heldUntilLanded(world: World, then: () => Promise<void> = async () => {}) {
	const { read } = ReadingThread.prototype;
	const seen = { rows: 0 };
	vi.spyOn(ReadingThread.prototype, "read").mockImplementation(async function (this: ReadingThread, ...order) {
		const landing = (async () => {
			while (seen.rows === 0) {
				seen.rows = await rowsIn(world, "ledger_rows");
				await new Promise((resolve) => setTimeout(resolve, 5));
			}
			await then();
		})();
		const found = await read.apply(this, order);
		await landing;
		return found;
	});
	return seen;
}

it("rows of a large file land while it is read, after the draw was planned, and nobody sees them", async () => {
	const world = await openWorld();
	const carin = await world.as("carin");
	const found: Record<string, number> = {};
	heldUntilLanded(world, async () => {
		for (const table of ["draws", "ledger_arrivals", "ledger_lines", "purchase_files", "populations"] as const)
			found[table] = await rowsIn(world, table);
	});
	const done = await importText(world, carin, large());
	expect(found).toEqual({ draws: 1, ledger_arrivals: 1, ledger_lines: 0, purchase_files: 0, populations: 0 });
	expect(done).toMatchObject({ rows: LINES });
	expect(await rowsIn(world, "ledger_lines")).toBe(LINES);
	expect(await leftBehind(world)).toMatchObject({ kept: 1, arriving: 0 });
	expect(await rowsIn(world, "ledger_arrivals")).toBe(0);
}, 60_000);

it("a file that is refused at its end leaves nothing of what had landed", async () => {
	const world = await openWorld();
	const carin = await world.as("carin");
	const seen = heldUntilLanded(world);
	const refused = importText(world, carin, large("1001-x;1001;igår;A;1;5"));
	await expect(refused).rejects.toThrow("1 rad är avvisad.");
	expect(seen.rows).toBeGreaterThan(0);
	expect(await leftBehind(world)).toEqual(NOTHING);
	const short = importText(world, carin, large(), { control_rows: LINES + 1 });
	await expect(short).rejects.toThrow("Ingenting är inläst.");
	expect(await leftBehind(world)).toEqual(NOTHING);
}, 60_000);

it("a file whose numbers come back at its end is landed once more, whole vouchers alone", async () => {
	const world = await openWorld();
	const carin = await world.as("carin");
	const seen = heldUntilLanded(world);
	const back = "1001-1;1001;2026-10-01;Leverantör 0;770;20000,00";
	const done = await importText(world, carin, large(back));
	expect(seen.rows).toBeGreaterThan(0);
	// the first voucher is 20 100 kr with its row at the end, and over the limit
	expect(done).toMatchObject({ rows: LINES + 1, n: 9_899 });
	expect(await rowsIn(world, "ledger_lines", "ledger_rows")).toBe(2 * LINES);
	expect(await rowsIn(world, "ledger_arrivals")).toBe(0);
}, 60_000);

it("what cannot land meanwhile lands once the file has been read", async () => {
	const world = await openWorld();
	const carin = await world.as("carin");
	const { landStaged } = carin.database;
	const ways: string[] = [];
	const database: typeof carin.database = Object.create(carin.database, {
		landStaged: {
			value: (...[table, columns, file, onLot, arriving]: Parameters<typeof landStaged>) => {
				ways.push(arriving ? "ahead" : "after");
				const stopping = async (...lot: Parameters<typeof onLot>) => {
					await onLot(...lot);
					if (arriving && lot[1] >= 4_000) throw new Error("disken är full");
				};
				return landStaged(table, columns, file, stopping, arriving);
			},
		},
	});
	const done = await importText(world, { ...carin, database }, large());
	expect(ways).toEqual(["ahead", "after"]);
	expect(done).toMatchObject({ rows: LINES });
	expect(await rowsIn(world, "ledger_lines", "ledger_rows", "ledger_arrivals")).toBe(2 * LINES);
}, 60_000);
