import { Hono } from "hono";
import { listDeviationsOfRun } from "../../../db/queries/checks/deviations.ts";
import { findSwap, listSwaps } from "../../../db/queries/checks/samples-swaps.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { ReplacementPage } from "../../../views/checks/samples/replacement-page.tsx";
import { ReviewPage } from "../../../views/checks/samples/review-page.tsx";
import { SignaturePage } from "../../../views/checks/samples/signature-page.tsx";
import { TargetingPage } from "../../../views/checks/samples/targeting-page.tsx";
import type { Action } from "../../ground/access/permissions.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { formValues, submit } from "../../ground/http/form.ts";
import { goesOn } from "../../ground/http/and-next.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf } from "../../ground/http/list.ts";
import { NotFound } from "../../ground/errors.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { approveRun } from "../runs/approve-run.ts";
import { confirmEmpty, hasNothingToCheck } from "./confirm-empty.ts";
import { decideSwap } from "./decide-swap.ts";
import { replaceItem, unitsOfRun } from "./replace-item.ts";
import { requireRun } from "../runs/require-run.ts";
import { nextToReview, runsToReview } from "../runs/to-review.ts";
import { requireItem } from "./require-item.ts";
import { returnRun } from "../runs/return-run.ts";
import { rightsOn } from "../runs/run-rights.ts";
import { isDrawn, isPlain, lateStamp } from "../runs/run-state.ts";
import { DecideSwap, ReplaceItem, ReviewRun, SignPlainRun, SignRun, TargetItem } from "./schema.ts";
import { targetItem } from "./target-item.ts";
import { voucherPlaces } from "./voucher-place.ts";
import { loadWorkpaper } from "./workpaper.ts";
import { signPlainRun } from "./sign-plain-run.ts";
import { runResult } from "./run-result.ts";
import { signRun } from "./sign-run.ts";

/** What closes a check or moves it: signature, review, another item. */
export function decisionRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/stickprov/:id/signering", permit("run.perform"), (c) => signaturePage(c, UNTOUCHED));
	app.post("/stickprov/:id/signering", permit("run.perform"), signature);

	app.get("/stickprov/:id/granskning", permit("run.review"), (c) => reviewPage(c, UNTOUCHED));
	app.post("/stickprov/:id/granskning", permit("run.review"), review);

	app.post("/stickprov/byte/:id", permit("run.review"), (c) =>
		submit(c, {
			schema: DecideSwap,
			command: (input) => decideSwap(c.var.ctx, idOf(c), input),
			done: (runId) => answer(c, { to: paths.runReview(runId), said: "Bytet är avgjort." }),
			again: (form) => swapRefused(c, form),
		}),
	);

	app.get("/stickprov/:id/riktat", permit("run.review"), (c) => targetingPage(c, UNTOUCHED));
	app.post("/stickprov/:id/riktat", permit("run.review"), (c) =>
		submit(c, {
			schema: TargetItem,
			command: (input) => targetItem(c.var.ctx, idOf(c), input),
			done: (runId) =>
				answer(c, { to: paths.run(runId), said: "Inköpet står sist i kontrollen och granskas som de andra." }),
			again: (form) => targetingPage(c, form),
		}),
	);

	app.get("/stickprov/inkop/:id/ersattning", permit("run.perform"), (c) => replacementPage(c, UNTOUCHED));
	app.post("/stickprov/inkop/:id/ersattning", permit("run.perform"), (c) =>
		submit(c, {
			schema: ReplaceItem,
			command: (input) => replaceItem(c.var.ctx, idOf(c), input),
			done: async () => {
				const { run } = await requireItem(c.var.ctx.db, idOf(c));
				return answer(c, {
					to: paths.run(run.id),
					said: "Bytet är föreslaget. Nästa i dragningens ordning granskas, och granskaren avgör bytet.",
				});
			},
			again: (form) => replacementPage(c, form),
		}),
	);

	return app;
}

/** One run decided. The next is found before, while this one still has its place among those that wait. */
async function review(c: Http) {
	const { ctx } = c.var;
	const values = await formValues(c);
	return submit(c, {
		schema: ReviewRun,
		values,
		command: async (input) => {
			const next = goesOn(values) ? nextToReview(await runsToReview(ctx.db, ctx.actor), idOf(c)) : null;
			await (input.decision === "approve" ? approveRun : returnRun)(ctx, idOf(c), input);
			const said = input.decision === "approve" ? "Kontrollen är godkänd." : "Kontrollen är återsänd till utföraren.";
			return { next, said };
		},
		done: ({ next, said }) =>
			next
				? answer(c, { to: paths.runReview(next.id), said: `${said} Här är nästa.` })
				: answer(c, { to: paths.run(idOf(c)), said }),
		again: (form) => reviewPage(c, form),
	});
}

async function visibleRun(c: Http, action: Action) {
	const { db, actor } = c.var.ctx;
	const run = await requireRun(db, idOf(c));
	await requireMay(db, actor, action, run.unit_id);
	return run;
}

/** One address takes all three kinds of signature: for drawn items, for an empty month, and for a written result. */
async function signature(c: Http) {
	const run = await visibleRun(c, "run.view");
	const done = () => answer(c, { to: paths.run(run.id), said: "Kontrollen är signerad och väntar på granskning." });
	const again = (form: FormState) => signaturePage(c, form);
	const { ctx } = c.var;
	if (!isDrawn(run)) {
		return submit(c, { schema: SignPlainRun, command: (input) => signPlainRun(ctx, run.id, input), done, again });
	}
	const sign = (await hasNothingToCheck(ctx.db, run)) ? confirmEmpty : signRun;
	return submit(c, { schema: SignRun, command: (input) => sign(ctx, run.id, input), done, again });
}

async function signaturePage(c: Http, form: FormState) {
	const { db, actor, clock } = c.var.ctx;
	const run = await visibleRun(c, "run.perform");
	const deviations = (await listDeviationsOfRun(db, run.id)).filter((one) => one.status !== "withdrawn");
	const workpaper = await loadWorkpaper(db, run, c.var.today);
	const drawn = workpaper.items.map(({ item }) => item);
	const severities = deviations.map((one) => one.severity);
	const props = {
		workpaper,
		deviations,
		result: await runResult(db, run, drawn, severities),
		late: run.signed_at === null && lateStamp(run, clock().toISOString()) === 1,
		on_behalf_of: (await rightsOn(db, actor, run)).on_behalf_of,
		plain: isPlain(run),
	};
	return page(c, <SignaturePage shell={shell(c)} run={run} form={form} {...props} />);
}

async function reviewPage(c: Http, form: FormState) {
	return reviewOf(c, await visibleRun(c, "run.review"), form);
}

async function reviewOf(c: Http, run: Run, form: FormState, refused?: { swap_id: string; form: FormState }) {
	const { db, actor } = c.var.ctx;
	const waiting = await runsToReview(db, actor);
	const props = {
		way: { left: waiting.length, next: nextToReview(waiting, run.id) },
		workpaper: await loadWorkpaper(db, run, c.var.today),
		deviations: await listDeviationsOfRun(db, run.id),
		swaps: await listSwaps(db, run.id),
		refused,
	};
	return page(c, <ReviewPage shell={shell(c)} run={run} form={form} {...props} />);
}

/** The review again, with what was wrong at the swap it was about. */
async function swapRefused(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const swap = await findSwap(db, idOf(c));
	if (!swap) throw new NotFound(`swap ${idOf(c)}`);
	const run = await requireRun(db, swap.run_id);
	await requireMay(db, actor, "run.review", run.unit_id);
	return reviewOf(c, run, UNTOUCHED, { swap_id: swap.id, form });
}

async function targetingPage(c: Http, form: FormState) {
	return page(c, <TargetingPage shell={shell(c)} run={await visibleRun(c, "run.review")} form={form} />);
}

async function replacementPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const { item, run } = await requireItem(db, idOf(c));
	await requireMay(db, actor, "run.perform", run.unit_id);
	const units = await unitsOfRun(db, run);
	const voucher = (await voucherPlaces(db, c.var.today))(item);
	return page(
		c,
		<ReplacementPage shell={shell(c)} run={run} item={item} voucher={voucher} units={units} form={form} />,
	);
}
