import { createReadStream } from "node:fs";
import { isAbsolute } from "node:path";
import type { Config } from "../../src/config.ts";
import { formatCount } from "../../src/ground/calendar/stockholm.ts";
import { readBucketPlace } from "../../src/ground/files/bucket-place.ts";
import type { FileStore } from "../../src/ground/files/file-store.ts";
import { openFileStore } from "../../src/ground/files/open-file-store.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

const USAGE = "move-files --to s3://hink/prefix?endpoint=… | /datamapp";
const MAX_BYTES = 50_000_000_000;

/**
 * Copies every kept file to another store, each read back there and hashed. Nothing is changed where they come from, and a copying
 * that was stopped goes on where it was: what is there already, whole, is only checked.
 */
export const moveFiles: Command = {
	usage: "--to s3://… | /datamapp",
	says: "kopierar underlagen till en hink eller tillbaka till en mapp, varje fil läst tillbaka; går att göra om",
	async run(args, config) {
		const { values } = argumentsOf(args, USAGE, 0, { to: { type: "string" } });
		const target = targetOf(config, values.to ?? "");
		await withContext(config, async ({ files }) => {
			let moved = 0;
			let there = 0;
			for (const sha256 of (await files.list()).sort()) {
				if ((await target.rehash(sha256)) === sha256) there++;
				else {
					await copied(files, target, sha256);
					moved++;
				}
			}
			console.log(
				`${formatCount(moved)} filer är kopierade och ${formatCount(there)} fanns redan, alla kontrollerade.`,
			);
			console.log(
				"Stoppa systemet, kör kommandot en gång till, byt FILES_URL, starta och kör verify. Filerna ligger kvar där de var.",
			);
		});
	},
};

function targetOf(config: Config, to: string): FileStore {
	if (to.startsWith("s3://")) {
		const place = readBucketPlace(to, config.bucketSecrets);
		const same =
			config.files && [config.files, place].map(({ endpoint, bucket, prefix }) => `${endpoint} ${bucket} ${prefix}`);
		if (same && same[0] === same[1]) throw new UsageError("Filerna ligger redan där.");
		return openFileStore(config.dataDir, place);
	}
	if (!isAbsolute(to)) throw new UsageError(`Användning: npm run isk -- ${USAGE}`);
	if (!config.files && to === config.dataDir) throw new UsageError("Filerna ligger redan där.");
	return openFileStore(to);
}

async function copied(from: FileStore, target: FileStore, sha256: string): Promise<void> {
	const kept = await from.fetched(sha256);
	if (kept === null) return; // disposed of since the listing
	try {
		const temp = await target.putTemp(createReadStream(kept.path), MAX_BYTES);
		if (temp.sha256 !== sha256) {
			await target.discard(temp);
			throw new UsageError(`Filen ${sha256} är ändrad där den ligger. Kör verify, och hämta den ur en säkerhetskopia.`);
		}
		await target.keep(temp);
		if ((await target.rehash(sha256)) !== sha256)
			throw new UsageError(`Filen ${sha256} finns redan i målet, med annat innehåll. Ta bort den där och kör om.`);
	} finally {
		if (kept.temporary) await from.discard(kept);
	}
}
