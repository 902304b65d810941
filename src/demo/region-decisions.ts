import { Readable } from "node:stream";
import { listSwaps } from "../../db/queries/checks/samples-swaps.ts";
import { decideUnitCode } from "../checks/populations/decide-unit-code.ts";
import { decideFrameRule } from "../checks/populations/import/decide-frame-rule.ts";
import { openTicket } from "../checks/populations/import/preview-ticket.ts";
import { receivePurchases } from "../checks/populations/import/receive-purchases.ts";
import { decideSwap } from "../checks/samples/decide-swap.ts";
import { replaceItem } from "../checks/samples/replace-item.ts";
import { proposedTexts } from "../report/planning/proposals.ts";
import { readSubject } from "../report/planning/read-matter.ts";
import { writeDecisionPaper } from "../report/planning/write-decision-paper.ts";
import type { Context } from "../ground/write/context.ts";
import { asPerson } from "./as-person.ts";
import type { DrawnItem } from "./region-answers.ts";

/** What the preview of a file leads to: a code is placed on a unit, and an account is left out. Returns the path of the file's bytes. */
export async function decideReading(
	controller: Context,
	purchases: { control_id: string; period_key: string; unit_id: string },
	text: string,
): Promise<string> {
	const { unit_id, ...wanted } = purchases;
	const file = await controller.files.putTemp(Readable.from([text]), text.length * 2);
	const token = await receivePurchases(
		controller,
		{ ...wanted, corrects: null },
		{ ...file, name: `inkop-${wanted.period_key}.csv` },
	);
	await decideUnitCode(controller, { pattern: "GAMMAL-*", unit_id, valid_from: `${wanted.period_key}-01` });
	const reason = "Kontot har bara interna överföringar.";
	await decideFrameRule(controller, token, { kind: "account", pattern: "99*", effect: "out", reason });
	return (await openTicket(controller, token)).path;
}

/** A drawn purchase that turns out to be a transfer: its performer proposes the next one of the draw. */
export async function proposeSwap(ctx: Context, at: string, drawn: DrawnItem): Promise<void> {
	const note = "Intern överföring mellan två enheter.";
	const performer = await asPerson(ctx, drawn.performer, at);
	await replaceItem(performer, drawn.id, { version: 1, why: "not_purchase", note });
}

/** The reviewer accepts it when the run has been signed. */
export async function acceptSwap(ctx: Context, at: string, drawn: DrawnItem): Promise<void> {
	const [swap] = await listSwaps(ctx.db, drawn.run_id);
	const reviewer = await asPerson(ctx, drawn.reviewer, at);
	await decideSwap(reviewer, swap!.id, { version: 1, decision: "accepted", note: "" });
}

/** The FöredragningsPM that asks the nämnd to decide on the plan, as the register proposes it. */
export async function writePlanPaper(controller: Context, planId: string): Promise<void> {
	const today = controller.clock().toISOString().slice(0, 10);
	const subject = await readSubject(controller, { kind: "plan", id: planId }, "decision_paper.edit", today);
	await writeDecisionPaper(controller, subject, { ...proposedTexts(subject, controller.actor.name), version: 0 });
}
