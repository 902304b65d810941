import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { openFileStore } from "../../src/ground/files/open-file-store.ts";
import { paths } from "../../src/paths/paths.ts";
import { clientFor } from "../support/browser-client.ts";
import { FAULTS, type S3Server, startS3 } from "../support/s3-server.ts";
import { openWorld, type World } from "../support/world.ts";

/** The world with its evidence in a bucket, and what Carin does in it. */
async function opened(world: World, secrets: Record<string, string> = {}) {
	const s3 = await startS3();
	const dir = mkdtempSync(join(tmpdir(), "tillracklig-hink-"));
	onTestFinished(async () => {
		await s3.close();
		rmSync(dir, { recursive: true, force: true });
	});
	const storeOf = (more: Record<string, string>) =>
		openFileStore(dir, readConfig({ DATA_DIR: dir, FILES_URL: s3.url("prov", "", 1), ...s3.secrets, ...more }).files);
	const ctx = { ...world.ctx, files: storeOf(secrets) };
	const carin = await clientFor({ ...world, ctx }, "carin");
	const send = async (text = "kvitto", name = "kvitto.txt") => {
		const form = new FormData();
		form.set("fil", new File([text], name));
		const answer = await carin.upload(paths.evidenceOf("measure", world.ids.measure), form);
		return { status: answer.status, text: await answer.text() };
	};
	const rows = () => world.ctx.db.selectFrom("evidence").select(["id", "sha256"]).execute();
	return { world, s3, ctx, storeOf, carin, send, rows };
}

/** Everything else goes on: pages are shown, and a form is saved. */
async function requireOthers({ world, carin }: Awaited<ReturnType<typeof opened>>): Promise<void> {
	for (const path of [paths.plans(), paths.measure(world.ids.measure)])
		expect((await carin.get(path)).status).toBe(200);
	const adam = await clientFor(world, "adam");
	const unit = { kind: "unit", name: "Ny", parent_id: world.ids.nara, valid_from: "2026-01-01", code: "" };
	expect((await adam.post(paths.unitNew(), unit)).status).toBe(303);
}

const AWAY = "Lagringen för filer svarar inte just nu";
const REFUSED = "Lagringen för filer nekade systemet";

test.each([
	["is starting", FAULTS.starting, 503, AWAY],
	["breaks off", FAULTS.cutOff, 503, AWAY],
	["is slow", FAULTS.slow, 503, AWAY],
	["refuses", (_request, answer) => Boolean(answer.writeHead(403).end()), 502, REFUSED],
] satisfies [string, S3Server["fault"], number, string][])(
	"a bucket that %s: whoever sends a file is told, nothing of it is kept, others go on, and so does the file afterwards",
	async (_what, fault, status, sentence) => {
		const installation = await opened(await openWorld());
		const { s3, send, rows } = installation;
		s3.fault = fault;
		const answer = await send();
		expect([answer.status, answer.text.includes(sentence), /Ange referens/.test(answer.text)]).toEqual([
			status,
			true,
			true,
		]);
		expect(answer.text).not.toMatch(/127\.0\.0\.1|PROVNYCKEL|evidence\//);
		await requireOthers(installation);
		expect(await rows()).toEqual([]);
		s3.fault = null;
		expect((await send()).status).toBe(303);
		expect(await rows()).toHaveLength(1);
	},
	60_000,
);

test("wrong credentials: the same in words, and the right ones find all that was kept before", async () => {
	const installation = await opened(await openWorld(), { AWS_SECRET_ACCESS_KEY: "fel" });
	const { world, ctx, storeOf, send, rows } = installation;
	const answer = await send();
	expect([answer.status, answer.text.includes(REFUSED)]).toEqual([502, true]);
	await requireOthers(installation);
	expect(await rows()).toEqual([]);
	const right = { ...world, ctx: { ...ctx, files: storeOf({}) } };
	const form = new FormData();
	form.set("fil", new File(["kvitto"], "kvitto.txt"));
	const path = paths.evidenceOf("measure", world.ids.measure);
	expect((await (await clientFor(right, "carin")).upload(path, form)).status).toBe(303);
});

test("an object that is missing or altered is not handed out: said in words, by its hash, and it is whole when it is back", async () => {
	const installation = await opened(await openWorld());
	const { s3, carin, send, rows } = installation;
	expect((await send()).status).toBe(303);
	const [{ id, sha256 } = { id: "", sha256: "" }] = await rows();
	const key = `prov/evidence/${sha256.slice(0, 2)}/${sha256}`;
	const object = s3.objects.get(key)!;
	const ask = async () => {
		const answer = await carin.get(paths.evidenceFile(id));
		return { status: answer.status, text: await answer.text() };
	};
	expect(await ask()).toEqual({ status: 200, text: "kvitto" });
	s3.objects.set(key, { ...object, body: Buffer.from("utbytt") });
	const altered = await ask();
	expect([altered.status, altered.text.includes("inte den som lades in"), altered.text.includes("utbytt")]).toEqual([
		502,
		true,
		false,
	]);
	s3.objects.delete(key);
	const lost = await ask();
	expect([lost.status, lost.text.includes("finns inte kvar i lagringen")]).toEqual([502, true]);
	for (const text of [altered.text, lost.text]) expect(text).toContain(sha256.slice(0, 16));
	await requireOthers(installation);
	s3.objects.set(key, object);
	expect(await ask()).toEqual({ status: 200, text: "kvitto" });
});

/** Falls silent for good once it has given back what it was sent. */
const silentAfterReading =
	(s3: S3Server): S3Server["fault"] =>
	(request) => {
		if (request.method === "GET") s3.fault = FAULTS.slow;
		return false;
	};

test("a bucket that falls silent once the file is there holds nobody up: what has been read back is not asked for again", async () => {
	const installation = await opened(await openWorld());
	const { s3, send, rows } = installation;
	s3.fault = silentAfterReading(s3);
	expect((await send()).status).toBe(303);
	expect(await rows()).toHaveLength(1);
});
