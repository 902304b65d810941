import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { pipeline } from "node:stream/promises";

export const MANIFEST = "manifest.json";
export const DATABASE = "tillracklig.db";
const FORMAT = "tillracklig-sakerhetskopia/1";

export interface CopiedFile {
	/** Relative to the copy's folder, with `/`. */
	path: string;
	bytes: number;
	sha256: string;
}

/** What a backup holds. `trail_head` is the end of the trail in the copied database. */
export interface Manifest {
	format: typeof FORMAT;
	made_at: string;
	trail_head: { seq: number; hash: string };
	files: CopiedFile[];
}

/** A backup that cannot be trusted, or a folder that cannot take one: one Swedish sentence. */
export class BackupRefused extends Error {}

export function manifestOf(made_at: string, trail_head: Manifest["trail_head"], files: CopiedFile[]): Manifest {
	return { format: FORMAT, made_at, trail_head, files };
}

export async function fileFacts(folder: string, path: string): Promise<CopiedFile> {
	const hash = createHash("sha256");
	await pipeline(createReadStream(join(folder, path)), hash);
	return { path, bytes: statSync(join(folder, path)).size, sha256: hash.digest("hex") };
}

/** The files of a folder in it, as relative paths in order; none when there is no such folder. */
export function filesIn(root: string, folder: string): string[] {
	const top = join(root, folder);
	if (!existsSync(top)) return [];
	return readdirSync(top, { recursive: true, encoding: "utf8" })
		.filter((name) => statSync(join(top, name)).isFile())
		.map((name) => `${folder}/${name.split(sep).join("/")}`)
		.sort();
}

/** Throws `BackupRefused` naming the first thing that is not as the manifest says, whether it says too much or too little. */
export async function readVerifiedManifest(folder: string): Promise<Manifest> {
	const manifest = readManifest(folder);
	for (const file of manifest.files) {
		if (!existsSync(join(folder, file.path))) throw new BackupRefused(`Säkerhetskopian saknar filen ${file.path}.`);
		const { bytes, sha256 } = await fileFacts(folder, file.path);
		if (bytes !== file.bytes || sha256 !== file.sha256) {
			throw new BackupRefused(`Filen ${file.path} i säkerhetskopian har ändrats efter att kopian gjordes.`);
		}
	}
	const named = new Set(manifest.files.map((file) => file.path));
	if (!named.has(DATABASE)) throw new BackupRefused("Säkerhetskopian saknar databasen.");
	const extra = [...filesIn(folder, "evidence"), ...filesIn(folder, "keys")].find((path) => !named.has(path));
	if (extra) throw new BackupRefused(`Säkerhetskopian innehåller filen ${extra}, som inte hör till den.`);
	return manifest;
}

function readManifest(folder: string): Manifest {
	const file = join(folder, MANIFEST);
	if (!existsSync(file)) throw new BackupRefused(`${folder} är ingen säkerhetskopia: ${MANIFEST} saknas.`);
	try {
		const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
		if (manifest.format === FORMAT && manifest.files.every((one) => isInside(one.path))) return manifest;
	} catch {
		// falls through to the one sentence
	}
	throw new BackupRefused(`${file} går inte att läsa som en säkerhetskopia från Tillräcklig.`);
}

/** A manifest comes from outside: its paths may name the database, evidence and keys, and nothing else (T06). */
function isInside(path: string): boolean {
	return path === DATABASE || (/^(evidence|keys)(\/[\w-][\w.-]*)+$/.test(path) && !path.includes(".."));
}
