import { existsSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, onTestFinished, test, vi } from "vitest";
import { COMMANDS } from "../../scripts/commands/index.ts";
import { readConfig } from "../../src/config.ts";
import { addEvidence } from "../../src/checks/evidence/add-evidence.ts";
import { keptPath } from "../../src/ground/files/file-store.ts";
import { openFileStore } from "../../src/ground/files/open-file-store.ts";
import { openKeys } from "../../src/ground/keys.ts";
import { FAULTS, startS3 } from "../support/s3-server.ts";
import { tellOfWorld } from "../support/tell-of-world.ts";
import { openWorld } from "../support/world.ts";

async function isk(env: Record<string, string>, command: string, ...args: string[]): Promise<string> {
	const said: string[] = [];
	const log = vi.spyOn(console, "log").mockImplementation((line) => void said.push(String(line)));
	try {
		await (await COMMANDS[command]!()).run(args, readConfig({ NODE_ENV: "test", ...env }));
	} finally {
		log.mockRestore();
	}
	return said.join("\n");
}

/** An installation with three files in its folder, and an empty bucket. */
async function installed() {
	const world = await tellOfWorld(await openWorld());
	const s3 = await startS3();
	onTestFinished(() => s3.close());
	openKeys(world);
	const carin = await world.as("carin");
	for (const text of ["kvitto ett", "kvitto två", "kvitto tre"]) {
		const temp = { ...(await world.ctx.files.putTemp(Readable.from([text]), 100)), name: `${text}.txt` };
		await addEvidence(carin, { kind: "measure", parent_id: world.ids.measure, series_id: null, note: "" }, temp);
	}
	const hashes = await world.ctx.files.list();
	const local: Record<string, string> = { DATA_DIR: world.dataDir, ...s3.secrets };
	return { world, s3, hashes, local, remote: { ...local, FILES_URL: s3.url() } };
}

function folder(): string {
	const made = mkdtempSync(join(tmpdir(), "tillracklig-flytt-"));
	onTestFinished(() => rmSync(made, { recursive: true, force: true }));
	return made;
}

test("moves to a bucket and back: every file checked, the source as it was, and verify agrees on each side", async () => {
	const { world, s3, hashes, local, remote } = await installed();
	// interrupted: the second file never gets there
	let puts = 0;
	s3.fault = (request, answer) => request.method === "PUT" && ++puts > 1 && FAULTS.starting(request, answer);
	await expect(isk(local, "move-files", "--to", s3.url())).rejects.toThrow("svarar inte");
	s3.fault = null;
	expect(s3.objects.size).toBe(1);
	expect(await isk(local, "move-files", "--to", s3.url())).toContain("2 filer är kopierade och 1 fanns redan");
	expect(hashes.every((sha256) => existsSync(keptPath(world.dataDir, sha256)))).toBe(true);
	rmSync(join(world.dataDir, "evidence"), { recursive: true });
	expect(await isk(remote, "verify")).toContain("Inga fel.");
	expect(await isk(remote, "move-files", "--to", world.dataDir)).toContain("3 filer är kopierade och 0 fanns redan");
	s3.objects.clear();
	expect(await isk(local, "verify")).toContain("Inga fel.");
	await expect(isk(local, "move-files", "--to", world.dataDir)).rejects.toThrow("redan där");
	await expect(isk(remote, "move-files", "--to", s3.url())).rejects.toThrow("redan där");
}, 240_000);

test("a file that is altered at the source, or has another's place in the target, stops it in words", async () => {
	const { world, s3, hashes, local } = await installed();
	const [first] = hashes.toSorted();
	writeFileSync(keptPath(world.dataDir, first!), "ändrat");
	await expect(isk(local, "move-files", "--to", s3.url())).rejects.toThrow("ändrad där den ligger");
	expect(s3.objects.size).toBe(0);
	unlinkSync(keptPath(world.dataDir, first!));
	s3.objects.set(`prov/evidence/${hashes.toSorted()[1]!.slice(0, 2)}/${hashes.toSorted()[1]}`, {
		id: "v",
		body: Buffer.from("annat"),
		headers: {},
	});
	await expect(isk(local, "move-files", "--to", s3.url())).rejects.toThrow("inte den som lades in");
});

test("verify and doctor name what a bucket has lost or altered; a copy from a bucket is restored to a folder and to a bucket", async () => {
	const { world, s3, hashes, local, remote } = await installed();
	await isk(local, "move-files", "--to", s3.url());
	rmSync(join(world.dataDir, "evidence"), { recursive: true });
	const copy = join(folder(), "kopia");
	expect(await isk(remote, "backup", copy, "--with-keys")).toContain("kontrollerade");
	const here = { DATA_DIR: join(folder(), "ny") };
	await isk(here, "restore", copy);
	expect(await isk(here, "verify")).toContain("Inga fel.");
	const there = { ...s3.secrets, DATA_DIR: join(folder(), "ny"), FILES_URL: s3.url("annan") };
	await isk(there, "restore", copy);
	expect((await readConfigStore(there).list()).toSorted()).toEqual(hashes.toSorted());
	expect(await isk(there, "verify")).toContain("Inga fel.");
	await expect(isk({ ...there, DATA_DIR: join(folder(), "ny") }, "restore", copy)).rejects.toThrow(
		"innehåller redan filer",
	);

	const [gone, altered] = hashes;
	const key = (sha256: string) => `prov/evidence/${sha256.slice(0, 2)}/${sha256}`;
	s3.objects.delete(key(gone!));
	s3.objects.get(key(altered!))!.body = Buffer.from("ett annat kvitto");
	const said = vi.spyOn(console, "log").mockImplementation(() => {});
	await expect((await COMMANDS.verify!()).run([], readConfig(remote))).rejects.toThrow("2 fel");
	const lines = said.mock.calls.flat().join("\n");
	said.mockRestore();
	expect(lines).toContain(`saknas (SHA-256 ${gone})`);
	expect(lines).toContain(`har ändrats: SHA-256 skulle vara ${altered}`);
	await expect(isk({ ...remote, AWS_SECRET_ACCESS_KEY: "fel" }, "doctor")).rejects.toThrow("fel");
	await expect(isk(remote, "backup", join(folder(), "kopia"))).rejects.toThrow(
		/inte den som lades in|saknas eller är ändrad/,
	);
}, 240_000);

function readConfigStore(env: Record<string, string>) {
	const config = readConfig(env);
	return openFileStore(config.dataDir, config.files);
}
