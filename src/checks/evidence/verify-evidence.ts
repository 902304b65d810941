import type { Db } from "../../../db/open.ts";
import { listKeptFiles } from "../../../db/queries/checks/evidence.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import type { FileStore } from "../../ground/files/file-store.ts";
import { verifyDisposals } from "../../proof/retention/verify-disposals.ts";

export interface EvidenceReport {
	/** Rows of the register that point at a file. */
	rows: number;
	/** Different files, each hashed once. */
	files: number;
	problems: string[];
}

/**
 * Hashes every kept file anew and names those that are missing or changed. A file disposed of by a decision in the trail does
 * not count as missing.
 */
export async function verifyEvidence(db: Db, files: FileStore): Promise<EvidenceReport> {
	const rows = await listKeptFiles(db);
	const names = grouped(rows, ({ sha256 }) => sha256);
	const problems: string[] = [];
	for (const [sha256, called] of names) {
		const now = await files.rehash(sha256);
		const what = [...new Set(called.map(({ name }) => name))].join(", ");
		if (now === null) problems.push(`Filen ${what} saknas (SHA-256 ${sha256}).`);
		else if (now !== sha256) {
			problems.push(`Filen ${what} har ändrats: SHA-256 skulle vara ${sha256} men är ${now}.`);
		}
	}
	problems.push(...(await verifyDisposals(db, files)));
	return { rows: rows.length, files: names.size, problems };
}
