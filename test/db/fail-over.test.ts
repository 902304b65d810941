import { createServer, type Socket, connect } from "node:net";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../db/open.ts";
import { readConfig } from "../../src/config.ts";
import { paths } from "../../src/paths/paths.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { clientFor } from "../support/browser-client.ts";
import type { World } from "../support/world.ts";
import { openPostgresTest, openWorldOn } from "./dialects.ts";

async function opened() {
	const world = await openWorldOn(openPostgresTest);
	const admin = new pg.Client(world.ctx.database.location.url!);
	await admin.connect();
	onTestFinished(() => admin.end());
	/** What a server does when it hands over: everybody's connection ends, wherever its transaction is. */
	const handOver = () =>
		admin.query(
			"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
		);
	return { world, admin, handOver };
}

const unit = (world: World, name: string) =>
	({ kind: "unit", name, parent_id: world.ids.nara, valid_from: "2026-01-01", code: "" }) as const;
const namesIn = async (world: World) =>
	(await world.ctx.db.selectFrom("org_units").select("name").execute()).map(({ name }) => name);
const requireWhole = async (world: World) =>
	expect((await verifyTrail(world.ctx.db, openTrailAnchors(readConfig({ DATA_DIR: world.dataDir })))).problems).toEqual(
		[],
	);

const AWAY = "Databasen går inte att nå just nu. Det du gjorde är inte sparat.";
const UNKNOWN = "ingen vet om det hann bli det";

test("a server that hands over in the midst of writers: each is told the truth, nothing acknowledged is lost, and they go on", async () => {
	const { world, handOver } = await opened();
	const adam = await clientFor(world, "adam");
	const [saved, refused, unsure]: string[][] = [[], [], []];
	let isOver = false;
	const write = async (writer: number) => {
		for (let n = 0; !isOver; n++) {
			const name = `Enhet ${writer}:${n}`;
			const answer = await adam.post(paths.unitNew(), unit(world, name));
			if (answer.status === 303) {
				saved!.push(name);
				continue;
			}
			const text = await answer.text();
			expect([answer.status, text.includes(AWAY) || text.includes(UNKNOWN)], text).toEqual([503, true]);
			(text.includes(AWAY) ? refused! : unsure!).push(name);
		}
	};
	const writers = Array.from({ length: 8 }, (_, writer) => write(writer));
	for (let time = 0; time < 5; time++) {
		const before = saved!.length;
		await expect.poll(() => saved!.length, { timeout: 60_000 }).toBeGreaterThan(before + 8);
		await handOver();
	}
	const before = saved!.length;
	await expect.poll(() => saved!.length, { timeout: 60_000 }).toBeGreaterThan(before + 8);
	isOver = true;
	await Promise.all(writers);
	const names = new Set(await namesIn(world));
	expect(saved!.filter((name) => !names.has(name))).toEqual([]);
	expect(refused!.length + unsure!.length).toBeGreaterThan(0);
	expect(
		refused!.filter((name) => names.has(name)),
		"told that it was not saved",
	).toEqual([]);
	await requireWhole(world);
}, 300_000);

test("a server that only reads, since another has taken over: said in words, nothing is stored, and it goes on when it writes again", async () => {
	const { world, admin, handOver } = await opened();
	const adam = await clientFor(world, "adam");
	const onlyReads = async (is: boolean) => {
		const { rows } = await admin.query("select current_database() as name");
		await admin.query(`alter database ${rows[0].name} set default_transaction_read_only = ${is ? "on" : "off"}`);
		await handOver();
	};
	await onlyReads(true);
	await expect
		.poll(async () => (await adam.get(paths.units())).status, { timeout: 20_000, message: "pages are shown" })
		.toBe(200);
	const answer = await adam.post(paths.unitNew(), unit(world, "Före"));
	expect([answer.status, (await answer.text()).includes(AWAY)]).toEqual([503, true]);
	await admin.query("set default_transaction_read_only = off");
	await onlyReads(false);
	await expect
		.poll(async () => (await adam.post(paths.unitNew(), unit(world, "Efter"))).status, { timeout: 20_000 })
		.toBe(303);
	expect((await namesIn(world)).filter((name) => ["Före", "Efter"].includes(name))).toEqual(["Efter"]);
	await requireWhole(world);
});

/** Between the product and its server: cuts the line at a commit, before the server has got it or before its answer is back. */
async function lineTo(url: string) {
	let cut: "before" | "after" | null = null;
	const { hostname, port } = new URL(url);
	const server = createServer((client: Socket) => {
		const upstream = connect(Number(port), hostname);
		const end = () => {
			client.destroy();
			upstream.destroy();
		};
		let isCut = false;
		client.on("data", (bytes: Buffer) => {
			const at = cut !== null && bytes.includes("commit") ? cut : null;
			isCut ||= at !== null;
			if (at !== null) cut = null;
			if (at !== "before") upstream.write(bytes);
			if (at !== null) void wait(at === "before" ? 0 : 300).then(end);
		});
		upstream.on("data", (bytes: Buffer) => void (isCut || client.write(bytes)));
		for (const socket of [client, upstream]) socket.on("close", end).on("error", end);
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	onTestFinished(() => void server.close());
	const through = new URL(url);
	through.hostname = "127.0.0.1";
	through.port = String((server.address() as AddressInfo).port);
	return { url: through.href, cutAt: (moment: "before" | "after") => (cut = moment) };
}

test.each([
	["before", false],
	["after", true],
] as const)(
	"a line that breaks at the commit, %s the server has it: nobody is told that it was not saved",
	async (moment, is_saved) => {
		const { world } = await opened();
		const line = await lineTo(world.ctx.database.location.url!);
		const database = openDatabase({ url: line.url, file: "" });
		onTestFinished(() => database.close());
		const adam = await clientFor({ ...world, ctx: { ...world.ctx, database, db: database.db } }, "adam");
		line.cutAt(moment);
		const answer = await adam.post(paths.unitNew(), unit(world, "Oviss"));
		const text = await answer.text();
		expect([answer.status, text.includes(UNKNOWN), text.includes("inte sparat")]).toEqual([503, true, false]);
		expect((await namesIn(world)).includes("Oviss")).toBe(is_saved);
		expect((await adam.post(paths.unitNew(), unit(world, "Efteråt"))).status).toBe(303);
		await requireWhole(world);
	},
);
