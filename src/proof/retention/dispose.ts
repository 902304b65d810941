import { listDisposable } from "../../../db/queries/proof/retention-disposable.ts";
import { insertDisposal, insertDisposedFile } from "../../../db/writes/proof/retention.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { removeDisposed } from "./remove-disposed.ts";
import { disposableOn } from "./retention-times.ts";
import type { Dispose } from "./schema.ts";

/** One decision takes at most this many at a time. */
const MAX_FILES = 5000;

/**
 * Disposes of every file of a class whose time has passed and that no hold stops: the rows and their events stay, the bytes go
 * when the decision has been saved. Returns the id of the disposal.
 */
export function dispose(ctx: Context, { files: seen, ...input }: Dispose): Promise<string> {
	return write(ctx, async ({ trx, allow, record, after }) => {
		const unit_id = requireSomewhere(ctx.actor, "disposal.decide").unit_id;
		const today = stockholmDate(nowOf(ctx));
		if (input.decided_on > today) throw new Invalid({ decided_on: "Beslutet kan inte vara fattat efter i dag." });
		const filter = await disposableOn(trx, reachOf(ctx.actor, "disposal.decide"), today);
		const chosen = { ...filter, kind: input.kind, free_only: true };
		const files = await listDisposable(trx, chosen, { limit: MAX_FILES, offset: 0 });
		if (files.length === 0) throw new Invalid({ kind: "Det finns inget att gallra i klassen." });
		if (files.length !== Math.min(seen, MAX_FILES)) {
			throw new Invalid({
				"": `Listan har ändrats: nu är det ${files.length} filer i klassen. Läs den igen innan du gallrar.`,
			});
		}
		for (const unit of new Set(files.map((file) => file.unit_id))) await allow("disposal.decide", unit);
		const id = newId(ctx.clock());
		const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
		const done = { disposed_at: nowOf(ctx), disposed_by: ctx.actor.id! };
		await insertDisposal(trx, { id, unit_id, ...input, files: files.length, bytes, ...done });
		for (const { kind, id: record_id, unit: _, ...file } of files) {
			const record_kind = kind === "purchase_file" ? "purchase_file" : "evidence";
			await insertDisposedFile(trx, { record_kind, record_id, disposal_id: id, ...file });
			await record({
				type: "evidence.disposed",
				unit_id: file.unit_id,
				object: { kind: record_kind, id: record_id },
				data: { file_name: file.file_name, sha256: file.sha256, decision_no: input.decision_no },
			});
		}
		await record({
			type: "disposal.made",
			unit_id,
			object: { kind: "disposal", id },
			data: { ...input, files: files.length, bytes },
		});
		after(() => removeDisposed(ctx, id).then(() => undefined));
		return id;
	});
}
