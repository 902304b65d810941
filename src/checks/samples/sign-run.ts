import type { Db } from "../../../db/open.ts";
import { listDeviationsOfRun } from "../../../db/queries/checks/deviations.ts";
import {
	type GivenAnswer,
	type Item,
	listAnswersOfRun,
	listItems,
	listQuestions,
	type Question,
} from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { itemNoun } from "../../../db/schema/vocabulary.ts";
import { updateRun } from "../../../db/writes/checks/runs.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { isOutstanding } from "./asked.ts";
import { missingOf } from "./half-written.ts";
import { runResult } from "./run-result.ts";
import { requireInvoices } from "./own-form.ts";
import { requirePerformer } from "../runs/performing.ts";
import { aboutRun } from "../../ground/write/about-run.ts";
import { requireRun } from "../runs/require-run.ts";
import { lateStamp, requireOpen } from "../runs/run-state.ts";

/** The performer vouches for the answers: every drawn item is answered in full, and the result is that of its worst deviation. */
export function signRun(ctx: Context, runId: string, input: { version: number }): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, record, notify } = writing;
		const run = await requireRun(trx, runId);
		await requirePerformer(writing, ctx.actor, run);
		requireOpen(run);
		const drawn = (await listItems(trx, run.id)).filter((item) => item.status === "drawn");
		if (drawn.length === 0)
			throw new Invalid({ "": `Det finns inga dragna ${itemNoun(run.population_kind).many} att signera.` });
		const open = await unanswered(trx, run, drawn);
		if (open.length > 0) throw new Invalid({ "": `Alla frågor är inte besvarade: ${open.join("; ")}.` });
		await requireInvoices(trx, run, drawn);
		const deviations = (await listDeviationsOfRun(trx, run.id)).filter((one) => one.status !== "withdrawn");
		const now = nowOf(ctx);
		const signature = {
			status: "signed" as const,
			result: await runResult(
				trx,
				run,
				drawn,
				deviations.map((one) => one.severity),
			),
			signed_at: now,
			signed_by: ctx.actor.id,
			is_late: lateStamp(run, now),
		};
		const done = await updateRun(trx, run.id, input.version, signature);
		await requireFresh(trx, done, "control_run", run.id);
		await record({
			type: "run.signed",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: {
				unit: run.unit_name,
				period_key: run.period_key,
				result: signature.result,
				checked: drawn.length,
				deviations: deviations.length,
				late: signature.is_late === 1,
			},
		});
		await notify({ to: run.reviewer_id, kind: "to_review", ...aboutRun(run), due_on: null });
	});
}

/** "inköp 2 (fråga 4 och 7)" for every drawn item that lacks answers. */
async function unanswered(db: Db, run: Run, drawn: readonly Item[]): Promise<string[]> {
	const questions = await listQuestions(db, run);
	if (questions.length === 0) return ["kontrollmomentet saknar checklista"];
	const noun = itemNoun(run.population_kind).one;
	const given = grouped(await listAnswersOfRun(db, run.id), (one) => one.item_id);
	return drawn.flatMap((item) => {
		const said = given.get(item.id) ?? [];
		const open = questions.filter((question) => isOutstanding(question, said)).map((one) => one.position);
		const half = said.flatMap((one) => halfWritten(one, questions));
		const left = [...(open.length > 0 ? [`fråga ${inWords(open)}`] : []), ...half];
		return left.length === 0 ? [] : [`${noun} ${item.position} (${left.join("; ")})`];
	});
}

/** "fråga 3: Nej, beskrivning saknas" for a Nej that is half written, also against the file. */
function halfWritten(given: GivenAnswer, questions: readonly Question[]): string[] {
	const question = questions.find((one) => one.id === given.question_id) ?? { asks_cause: 0 };
	const missing = missingOf(given, question);
	return missing === "" ? [] : [`fråga ${given.position}: Nej, ${missing}`];
}

function inWords(numbers: readonly number[]): string {
	return numbers.length < 2 ? numbers.join("") : `${numbers.slice(0, -1).join(", ")} och ${numbers.at(-1)}`;
}
