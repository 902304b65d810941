import type { Db } from "../../../db/open.ts";
import { listAllDisposed, listLoggedDisposals, listUnkeptBytes } from "../../../db/queries/proof/retention.ts";
import type { FileStore } from "../../ground/files/file-store.ts";

/**
 * Checks that every file registered as disposed of has its decision in the trail and that its bytes are gone, so that nobody
 * hides a lost file as disposed of.
 */
export async function verifyDisposals(db: Db, files: Pick<FileStore, "size">): Promise<string[]> {
	const logged = await listLoggedDisposals(db);
	const problems: string[] = [];
	for (const { record_id, file_name, sha256 } of await listAllDisposed(db)) {
		if (!logged.delete(`${record_id}:${sha256}`)) {
			problems.push(`Filen ${file_name} sägs vara gallrad, men loggen säger det inte (SHA-256 ${sha256}).`);
		}
	}
	for (const told of logged)
		problems.push(`Loggen säger att ${told.split(":")[0]} är gallrad, men registret gör det inte.`);
	for (const sha256 of await listUnkeptBytes(db, {})) {
		if ((await files.size(sha256)) !== null) problems.push(`En gallrad fil finns kvar (SHA-256 ${sha256}).`);
	}
	return problems;
}
