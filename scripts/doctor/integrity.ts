import { statSync } from "node:fs";
import type { Config } from "../../src/config.ts";
import { openBucket } from "../../src/ground/files/bucket.ts";
import { keptKey } from "../../src/ground/files/bucket-store.ts";
import { keptPath } from "../../src/ground/files/file-store.ts";
import { StorageFault } from "../../src/ground/files/storage-errors.ts";
import { listKeptFiles } from "../../db/queries/checks/evidence.ts";
import { lastEventOfType } from "../../db/queries/ground/write.ts";
import { formatCount, formatDate } from "../../src/ground/calendar/stockholm.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { type Check, type Finding, fault, ok, UNSEEN, warning } from "./check.ts";

const DAY_MS = 86_400_000;
const VERIFIED_WITHIN_DAYS = 31;
const MOST_NAMED = 5;

/** The quick half of `verify`: the file, the chain and that every kept file is there. What each file holds, `verify` reads. */
export const integrity: Check = {
	key: "integrity",
	title: "Integritet",
	async look({ config, database, now }) {
		if (database === null) return [UNSEEN];
		const damage = (await database.damage()).map((line) =>
			fault(
				`Databasfilen är skadad: ${line}`,
				"Stoppa systemet, spara filen undan, och återställ senaste säkerhetskopian (isk restore).",
			),
		);
		if (damage.length > 0 || database.migrations.missing.length > 0) return damage;
		const trail = await verifyTrail(database.db, openTrailAnchors(config));
		const broken = trail.problems.map((line) =>
			fault(line, "Ändra ingenting. Kör isk verify, spara utskriften, och jämför med en äldre säkerhetskopia."),
		);
		const kept = await listKeptFiles(database.db);
		const { lost, away } = await lostFrom(config, kept);
		return [
			ok(
				`Loggen: ${formatCount(trail.events)} händelser i obruten kedja. ${formatCount(kept.length)} underlag prövade.`,
			),
			...broken,
			...away,
			...lost.slice(0, MOST_NAMED).map(({ name, sha256 }) => fault(missing(name, sha256), RESTORE)),
			...(lost.length > MOST_NAMED ? [fault(`${formatCount(lost.length)} filer saknas i allt.`, RESTORE)] : []),
			...lately(now, await lastEventOfType(database.db, "trail.verified")),
		];
	},
};

const RESTORE = "Hämta filen ur en säkerhetskopia: den ligger där under samma namn i evidence.";

function missing(name: string, sha256: string): string {
	return `Filen ${name} saknas i lagringen eller är inte hel (evidence/${sha256.slice(0, 2)}/${sha256}).`;
}

/** Those whose bytes are not there in full. A bucket that does not answer says nothing of its files. */
async function lostFrom<K extends { sha256: string; bytes: number }>(config: Config, kept: readonly K[]) {
	const bucket = config.files && openBucket(config.files);
	const lost: K[] = [];
	try {
		await bucket?.check();
		for (const file of kept) {
			const size = bucket
				? await bucket.size(keptKey(file.sha256))
				: statSync(keptPath(config.dataDir, file.sha256), { throwIfNoEntry: false })?.size;
			if (size !== file.bytes) lost.push(file);
		}
		return { lost, away: [] };
	} catch (error) {
		if (!(error instanceof StorageFault)) throw error;
		const saw = `Hinken i FILES_URL går inte att använda (${error.detail}).`;
		return {
			lost: [],
			away: [
				fault(
					saw,
					"Kontrollera adressen, AWS_ACCESS_KEY_ID och AWS_SECRET_ACCESS_KEY, och att brandväggen släpper igenom.",
				),
			],
		};
	}
}

function lately(now: Date, verified: { at: string } | undefined): Finding[] {
	if (verified && now.getTime() - Date.parse(verified.at) < VERIFIED_WITHIN_DAYS * DAY_MS) return [];
	const when = verified ? `har senast körts ${formatDate(verified.at)}` : "har aldrig körts";
	return [warning(`Hela kontrollen (isk verify) ${when}.`, "Kör den en gång i månaden, gärna på en återställd kopia.")];
}
