import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { forgetJob, PATIENCE, startJob } from "../../../src/checks/populations/import/import-jobs.ts";
import { LandingAhead } from "../../../src/checks/populations/import/land-ahead.ts";
import { confirmPreview } from "../../../src/checks/populations/import/confirm-preview.ts";
import { ConfirmPurchases } from "../../../src/checks/populations/schema.ts";
import { ReadingThread } from "../../../src/checks/populations/read/reading-thread.ts";
import { Invalid } from "../../../src/ground/errors.ts";
import { clientFor } from "../../support/browser-client.ts";
import { FULL_MEASURE } from "../../support/measure.ts";
import { openWorld, type World } from "../../support/world.ts";
import { csv, importText, leftBehind, purchasesOf, rowsIn } from "./support.ts";

/** Large enough for a thread of its own and for rows that are copied in lots, which is all that most tests need. */
const ENOUGH = 25_000;
/** Takes longer than a person waits. */
const FULL = 60_000;
const LINES = FULL_MEASURE ? FULL : ENOUGH;
const NOTHING = { rows: 0, kept: 0, arriving: 0 };

const large = (count = LINES) =>
	`${csv()}${[...purchasesOf("1001", count - 3), ...purchasesOf("1002", 3, LINES)].join("\n")}\n`;

async function uploaded(text: string) {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const form = new FormData();
	form.append("period_key", "2026-10");
	form.append("file", new Blob([text]), "stor.csv");
	const answer = await carin.upload(paths.purchasesPreview(), form);
	expect(answer.status).toBe(303);
	const url = answer.headers.get("location")!;
	return { world, carin, url, token: decodeURIComponent(url.split("/").at(-1)!) };
}

type Opened = Awaited<ReturnType<typeof uploaded>>;

/** Asks again, as the page does, until something else than progress is answered. */
async function awaited({ carin, url }: Pick<Opened, "carin" | "url">): Promise<Response> {
	for (;;) {
		const answer = await carin.get(url);
		if (answer.headers.get("refresh") === null) return answer;
		// asked without a pause, the page costs more than what it tells of
		await setTimeout(50);
	}
}

/** Rows wait until the whole file has been read, as when something keeps them from landing meanwhile. */
const landsAfterwards = () => vi.spyOn(LandingAhead.prototype, "shared").mockImplementation(() => {});

// nobody waits here for what is known to take longer
const { ms } = PATIENCE;
beforeAll(() => {
	if (!FULL_MEASURE) PATIENCE.ms = 100;
});
afterAll(() => {
	PATIENCE.ms = ms;
});

describe("a large purchases file", () => {
	it("is read and stored in a thread, and others are answered meanwhile", async () => {
		const opened = await uploaded(large());
		const { world, carin, url, token } = opened;
		expect((await carin.get(paths.purchases())).status).toBe(200);
		expect(await (await awaited(opened)).text()).toContain("Inköp som kommer med");
		expect(await rowsIn(world, "ledger_lines", "populations")).toBe(0);
		const confirmed = await carin.post(paths.purchasesConfirmation(token), { control_rows: String(LINES) });
		expect(confirmed.status).toBe(303);
		const after = confirmed.headers.get("location") === url ? await awaited(opened) : confirmed;
		expect(after.status).toBe(303);
		expect(after.headers.get("location")).toMatch(/^\/populationer\//);
		expect(await rowsIn(world, "ledger_lines")).toBe(LINES);
		expect(await leftBehind(world)).toMatchObject({ kept: 1, arriving: 0 });
	}, 120_000);

	it("has a page that tells how far it has come, renews itself without JavaScript, and can stop it", async () => {
		const { carin, url, token } = await uploaded(large(ENOUGH));
		forgetJob(`preview ${token}`);
		const stopped = vi.fn();
		startJob(`preview ${token}`, ({ signal, say }) => {
			say("reading", 30, 120);
			return new Promise((_, reject) => signal.addEventListener("abort", () => reject(stopped())));
		}).promise.catch(() => {});
		const answer = await carin.get(url);
		expect(answer.headers.get("refresh")).toBe("2");
		const page = await answer.text();
		expect(page).toContain("Läser in stor.csv");
		expect(page).toMatch(/Steg 1 av 2: filen läses och varje rad prövas<strong>: 25 %/);
		expect(page).toMatch(/<progress max="100" value="25"/);
		expect((await carin.post(paths.purchasesCancellation(token), {})).status).toBe(303);
		expect(stopped).toHaveBeenCalledOnce();
	});

	it("can be stopped while it is read: its bytes are gone, and the trail says so", async () => {
		const { world, carin, url, token } = await uploaded(large());
		await carin.get(url);
		const stopped = await carin.post(paths.purchasesCancellation(token), {});
		expect(stopped.status).toBe(303);
		expect(stopped.headers.get("location")).toBe(paths.purchases());
		expect(await leftBehind(world)).toEqual(NOTHING);
		expect((await carin.get(url)).status).toBe(404);
		const event = await world.ctx.db.selectFrom("events").select("type").orderBy("seq", "desc").executeTakeFirst();
		expect(event?.type).toBe("purchases.cancelled");
	}, 60_000);

	it("can be stopped while it is stored: nothing is half-stored", async () => {
		const opened = await uploaded(large());
		const { world, carin, token } = opened;
		await awaited(opened);
		const [, stopped] = await Promise.all([
			carin.post(paths.purchasesConfirmation(token), {}),
			carin.post(paths.purchasesCancellation(token), {}),
		]);
		expect(stopped.headers.get("location")).toBe(paths.purchases());
		expect(await leftBehind(world)).toEqual(NOTHING);
	}, 120_000);

	it("says which of three steps it has come to while it is stored", async () => {
		const opened = await uploaded(large(ENOUGH));
		const { carin, url, token } = opened;
		// nothing is stored before it has been read, and the page tells of one at a time
		await awaited(opened);
		const steps = [
			["reading", "Steg 1 av 3: filen läses och varje rad prövas"],
			["placing", "Steg 2 av 3: inköpen jämförs med tidigare populationer"],
			["storing", "Steg 3 av 3: inköpen sparas"],
		] as const;
		const told = startJob(`store ${token}`, () => new Promise<never>(() => {}));
		for (const [stage, words] of steps) {
			Object.assign(told.progress, { stage, done: 1, of: 4 });
			expect(await (await carin.get(url)).text()).toContain(`${words}<strong>: 25 %`);
		}
		forgetJob(`store ${token}`);
	}, 30_000);

	it("that is stopped in the midst of storing leaves the register as it was", async () => {
		const world = await openWorld();
		const carin = await world.as("carin");
		const landing = landsAfterwards();
		const aborting = new AbortController();
		const steps: number[] = [];
		const say = (stage: string, done: number) => {
			if (stage !== "storing") return;
			steps.push(done);
			if (done >= 4_000) aborting.abort();
		};
		const stopped = importText(world, carin, large(ENOUGH), {}, { signal: aborting.signal, say });
		await expect(stopped).rejects.toThrow("Inläsningen avbröts. Ingenting är sparat.");
		expect(steps).toEqual([0, 2_000, 4_000]);
		expect(await leftBehind(world)).toEqual(NOTHING);
		landing.mockRestore();
		expect(await importText(world, carin, large(ENOUGH))).toMatchObject({ rows: ENOUGH });
		expect(await leftBehind(world)).toMatchObject({ kept: 1, arriving: 0 });
	}, 60_000);

	it("is stored as it was shown, without being read again; when something has changed it is", async () => {
		const readings = [vi.spyOn(ReadingThread.prototype, "read"), vi.spyOn(ReadingThread.prototype, "place")];
		const readingsAfter = async (between: (world: World) => Promise<unknown>) => {
			const opened = await uploaded(large(ENOUGH));
			await awaited(opened);
			const { world, token } = opened;
			await between(world);
			for (const one of readings) one.mockClear();
			const done = await confirmPreview(await world.as("carin"), token, ConfirmPurchases.parse({}));
			expect(done).toMatchObject({ rows: ENOUGH });
			expect(await leftBehind(world)).toMatchObject({ arriving: 0 });
			return readings.map((one) => one.mock.calls.length);
		};
		expect(await readingsAfter(async () => {})).toEqual([0, 0]);
		const september = csv(...purchasesOf("1001", 5).map((row) => row.replace("2026-10", "2026-09")));
		const another = async (world: World) =>
			importText(world, await world.as("carin"), september, { period_key: "2026-09" });
		expect(await readingsAfter(another)).toEqual([1, 0]);
		vi.restoreAllMocks();
	}, 120_000);

	it.each([
		["read", "reading", LINES],
		// the other file must have time to come before the last lot
		["stored", "storing", FULL],
	])(
		"is placed again when another file of the control came while it was %s",
		async (_when, at, lines) => {
			const world = await openWorld();
			const carin = await world.as("carin");
			const landing = landsAfterwards();
			const september = purchasesOf("1001", 5).map((row) => row.replace("2026-10", "2026-09"));
			const october = csv(...september, ...purchasesOf("1001", lines, 6));
			let begin = () => {};
			// begun outside the transaction that says how far it has come
			const first = new Promise<void>((resolve) => {
				begin = resolve;
			}).then(() => importText(world, carin, csv(...september), { period_key: "2026-09" }));
			const say = (stage: string) => {
				if (stage === at) begin();
			};
			const second = importText(world, carin, october, {}, { signal: new AbortController().signal, say });
			const outcome = await second.catch((error: unknown) => error);
			landing.mockRestore();
			expect(await first).toMatchObject({ n: 5 });
			expect(outcome).toMatchObject({ rows: lines + 5, n: lines - overLimit(lines) });
			expect(await rowsIn(world, "ledger_lines", "ledger_rows", "ledger_arrivals")).toBe(2 * (lines + 10));
		},
		120_000,
	);

	it("that cannot be read is refused where it was uploaded, in words and with its line", async () => {
		const world = await openWorld();
		const carin = await clientFor(world, "carin");
		const form = new FormData();
		form.append("period_key", "2026-10");
		form.append("file", new Blob([`${large(ENOUGH)}V;"1001;2026-10-01;A;1;5\n${"x".repeat(200_000)}`]), "trasig.csv");
		let answer = await carin.upload(paths.purchasesPreview(), form);
		// on a slow machine the upload is answered first, and the address tells
		if (answer.status === 303) answer = await awaited({ carin, url: answer.headers.get("location")! });
		expect(answer.status).toBe(422);
		expect(await answer.text()).toMatch(/rad 25.?002/);
		expect(await leftBehind(world)).toMatchObject({ rows: 0, kept: 0 });
	}, 60_000);

	it("of somebody else can neither be seen nor stopped", async () => {
		const { world, url, token } = await uploaded(large(ENOUGH));
		await world.ctx.database.transaction((trx) =>
			trx
				.updateTable("roles")
				.set({ role: "controller", unit_id: world.ids.administration })
				.where("person_id", "=", world.ids.fia)
				.execute(),
		);
		const fia = await clientFor(world, "fia");
		expect((await fia.get(url)).status).toBe(404);
		expect((await fia.post(paths.purchasesCancellation(token), {})).status).toBe(404);
		const mats = await clientFor(world, "mats");
		expect((await mats.post(paths.purchasesCancellation(token), {})).status).toBe(403);
	});

	it("gives the same population as one that is read where it is", async () => {
		const world = await openWorld();
		const carin = await world.as("carin");
		const done = await importText(world, carin, large(ENOUGH));
		expect(done).toMatchObject({ n: ENOUGH - overLimit(ENOUGH - 3), rows: ENOUGH });
		await expect(importText(world, carin, large(ENOUGH + 1))).rejects.toThrow(Invalid);
	}, 60_000);
});

/** `purchasesOf` counts amounts upwards from 100 kr, so that the later ones reach the limit. */
function overLimit(count: number): number {
	return Math.max(0, count - 9_900);
}
