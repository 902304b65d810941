import { setImmediate as turn } from "node:timers/promises";
import { listEvidenceByIds } from "../../../db/queries/checks/evidence.ts";
import type { Context } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";

/** A tenth of a second at most of the one writer: others save in between. */
const AT_A_TIME = 50;

/**
 * The same gate as `openEvidence`, for many at once (T13): checks the right at each unit and tells the trail of every single one,
 * before any of their bytes are read. Returns those whose bytes have been disposed of.
 */
export async function takeOutEvidence(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
	const disposed = new Set<string>();
	for (let from = 0; from < ids.length; from += AT_A_TIME) {
		await write(ctx, async ({ trx, allow, record, unchanged }) => {
			const evidence = await listEvidenceByIds(trx, ids.slice(from, from + AT_A_TIME));
			for (const unit_id of new Set(evidence.map((one) => one.unit_id))) await allow("evidence.view", unit_id);
			let kept = 0;
			for (const { id, unit_id, file_name, sha256, disposal_id } of evidence) {
				if (disposal_id !== null) {
					disposed.add(id);
					continue;
				}
				kept++;
				const object = { kind: "evidence", id };
				await record({ type: "evidence.opened", unit_id, object, data: { file_name, sha256 } });
			}
			return kept === 0 ? unchanged(undefined) : undefined;
		});
		await turn();
	}
	return disposed;
}
