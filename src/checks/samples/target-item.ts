import { listFrameLinesByNumber } from "../../../db/queries/checks/samples.ts";
import { ANSWERABLE_RUNS } from "../../../db/schema/vocabulary.ts";
import { Invalid } from "../../ground/errors.ts";
import type { Context } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";
import { requireRun } from "../runs/require-run.ts";
import { addTargeted, requireExtendable } from "./add-items.ts";

/** Keys that are listed when a number is found on several purchases. */
const LISTED = 5;

/**
 * Puts a purchase that somebody has a reason to look at in an open run, by its number. It is checked like the others and stands
 * outside n and k, so that nobody can move a conclusion by choosing.
 */
export function targetItem(
	ctx: Context,
	runId: string,
	input: { version: number; number: string; reason: string },
): Promise<string> {
	return write(ctx, async (writing) => {
		const { trx, allow } = writing;
		const run = await requireRun(trx, runId);
		await allow("run.review", run.unit_id);
		requireExtendable(run);
		if (!ANSWERABLE_RUNS.includes(run.status)) {
			throw new Invalid({ "": "Kontrollen är signerad. Återsänd den först om fler inköp ska granskas." });
		}
		const found = await listFrameLinesByNumber(trx, run, input.number);
		const [line, ...more] = found;
		if (!line) {
			throw new Invalid({ number: `Inget inköp med det numret finns i populationen för ${run.unit_name}.` });
		}
		if (more.length > 0) {
			const keys = found.slice(0, LISTED).map((one) => one.item_key);
			throw new Invalid({
				number: `Numret står på ${found.length} inköp. Skriv nyckeln för ett av dem: ${keys.join(", ")}.`,
			});
		}
		if (line.item_id !== null) throw new Invalid({ number: "Inköpet ingår redan i ett stickprov." });
		await addTargeted(ctx, writing, run, { version: input.version, reason: input.reason, line });
		return run.id;
	});
}
