import { runState } from "../../../db/schema/checks/runs-state.ts";
import { Hono } from "hono";
import { listRequestsOf } from "../../../db/queries/checks/evidence-requests.ts";
import { listEvidenceOf } from "../../../db/queries/checks/evidence.ts";
import { listRuns, type Run, type RunRow } from "../../../db/queries/checks/runs.ts";
import { ANSWERABLE_RUNS, itemNoun } from "../../../db/schema/vocabulary.ts";
import { InvoiceForm } from "../../../views/checks/own-forms/hired-staff/invoice-form.tsx";
import { AnswerAgain, InvoiceAnswered, ItemAnswered } from "../../../views/checks/samples/item-answered.tsx";
import { itemDomId } from "../../../views/checks/samples/item-card.tsx";
import { ItemPage } from "../../../views/checks/samples/item-page.tsx";
import { RunPage, type RunPageProps } from "../../../views/checks/samples/run-page.tsx";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { checkInvoice } from "./check-invoice.ts";
import { CheckInvoice } from "./check-invoice-schema.ts";
import { isFragment } from "../../ground/http/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { formValues, submit } from "../../ground/http/form.ts";
import type { FormValues } from "../../ground/http/form-fields.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf, historyWith } from "../../ground/http/history.ts";
import { threadOf, threadRoute } from "../../ground/http/thread.ts";
import { toldOf } from "../../ground/http/told.ts";
import { idOf } from "../../ground/http/list.ts";
import { wordOf } from "../../ground/http/paging.ts";
import { giveSealed, sealedContent } from "../../ground/http/sealed-cookie.ts";
import { permit } from "../../ground/http/permit.ts";
import { tapped, tellVersions } from "../../ground/http/tapped.ts";
import { paths } from "../../paths/paths.ts";
import { NotFound } from "../../ground/errors.ts";
import { answerItem } from "./answer-item.ts";
import { requireRun } from "../runs/require-run.ts";
import { requireItem } from "./require-item.ts";
import { rightsOn } from "../runs/run-rights.ts";
import { isDrawn } from "../runs/run-state.ts";
import { readRunThread, threadOfRun } from "../runs/run-thread.ts";
import { answerItemOf } from "./schema.ts";
import { loadWorkpaper, loadWorkpaperItem } from "./workpaper.ts";

export function sampleRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/stickprov/inkop/:id", permit("run.view"), itemPage);

	app.post("/stickprov/inkop/:id/svar", permit("run.perform"), async (c) => {
		const values = await formValues(c);
		return submit(c, {
			schema: answerItemOf(askedFor(values)),
			values,
			command: (input) => answerItem(tapped(c, values), idOf(c), input),
			done: (versions) => answered(c, questionOf(values), versions),
			again: (form) => again(c, questionOf(values), form),
		});
	});

	app.post("/stickprov/inkop/:id/faktura", permit("run.perform"), async (c) => {
		const values = await formValues(c);
		return submit(c, {
			schema: CheckInvoice,
			values,
			command: (input) => checkInvoice(tapped(c, values), idOf(c), input),
			done: (versions) => invoiceAnswered(c, versions),
			again: (form) => invoiceAgain(c, form),
		});
	});

	app.get("/stickprov/:id", permit("run.view"), (c) => runPage(c, idOf(c)));
	threadRoute(app, "/stickprov/:id/fragor", {
		...{ subject: readRunThread, to: paths.run },
		page: (c, form) => runPage(c, idOf(c), undefined, form),
	});

	return app;
}

/** The check page; with `refused` the form of one item stands as it was typed. */
async function runPage(c: Http, runId: string, refused?: RunPageProps["refused"], form?: FormState) {
	const { db, actor } = c.var.ctx;
	const run = await requireRun(db, runId);
	await requireMay(db, actor, "run.view", run.unit_id);
	const workpaper = await loadWorkpaper(db, run, c.var.today);
	const items = workpaper.items.map(({ item }) => item.id);
	const props = {
		workpaper,
		rights: await rightsOn(db, actor, run),
		evidence: isDrawn(run) ? [] : await listEvidenceOf(db, "control_run", run.id),
		requests: isDrawn(run) ? [] : await listRequestsOf(db, "control_run", run.id),
		draw_href: run.draw_id && (await mayAt(db, actor, "draw.view", run.unit_id)) ? paths.draw(run.draw_id) : null,
		told: await toldOf(c.var.ctx, "control_run", run.id),
		...{ thread: await threadOf(c, threadOfRun(run)), form },
		history: await historyWith(db, ["control_run", run.id], ["sample_item", items]),
		next_task: await nextTask(c, run),
		grid: choosesGrid(c),
	};
	return page(
		c,
		<RunPage shell={shell(c)} run={run} state={runState(run, c.var.today)} refused={refused} {...props} />,
	);
}

const VIEW = "vy";
const KEPT_DAYS = 180;

/** Cards or a grid: what the address asks for, which is kept for the person in this browser; otherwise what they asked for last. */
function choosesGrid(c: Http): boolean {
	const { actor } = c.var.ctx;
	const asked = wordOf(c, "vy", { kort: "", rutnat: "" });
	if (asked) giveSealed(c, VIEW, { person: actor.id, grid: asked === "rutnat" }, KEPT_DAYS * 86_400);
	const kept = sealedContent(c, VIEW) as { person: string; grid: boolean } | null;
	return asked ? asked === "rutnat" : kept?.person === actor.id && kept.grid;
}

/** What the performer who has just signed has to do after it: the run of theirs that is due first; null for everybody else. */
async function nextTask(c: Http, run: Run): Promise<RunRow | null> {
	const { db, actor } = c.var.ctx;
	if (run.status !== "signed" || actor.id === null || run.signed_by !== actor.id) return null;
	const mine = { reach: "all", performers: [actor.id], statuses: ANSWERABLE_RUNS, order: "due" } as const;
	const [next] = await listRuns(db, { ...mine, page: { limit: 1, offset: 0 } });
	return next ?? null;
}

async function itemPage(c: Http) {
	const { db, actor } = c.var.ctx;
	const { item, run } = await requireItem(db, idOf(c));
	await requireMay(db, actor, "run.view", run.unit_id);
	const rights = await rightsOn(db, actor, run);
	const props = {
		workpaper: await loadWorkpaperItem(db, run, item, c.var.today),
		editable: rights.perform && item.status === "drawn",
		add_evidence: rights.add_evidence,
		history: await historyOf(db, "sample_item", item.id),
	};
	return page(c, <ItemPage shell={shell(c)} run={run} {...props} />);
}

/** The one question htmx saves as it is answered; null when the whole item is sent. */
function questionOf(values: FormValues): number | null {
	const question = Number(values.fraga);
	return Number.isInteger(question) && question > 0 ? question : null;
}

/** The positions that are answered: one, or every question the form holds. */
function askedFor(values: FormValues): number[] {
	const one = questionOf(values);
	if (one !== null) return [one];
	return Object.keys(values).flatMap((name) => (/^svar-\d{1,3}$/.test(name) ? [Number(name.slice(5))] : []));
}

async function answered(c: Http, question: number | null, versions: Record<string, number>) {
	tellVersions(c, versions);
	const { db } = c.var.ctx;
	const { item, run } = await requireItem(db, idOf(c));
	const to = `${paths.run(run.id)}#${itemDomId(item.position)}`;
	const noun = itemNoun(run.population_kind).one;
	if (!isFragment(c)) return answer(c, { to, said: `Svaren för ${noun} ${item.position} är sparade.` });
	const workpaper = await loadWorkpaper(db, run, c.var.today);
	const here = workpaper.items.find((one) => one.item.id === item.id)!;
	return page(c, <ItemAnswered run={run} workpaper={workpaper} item={here} question={question} />);
}

/** The same question or item with what was typed. A Nej whose fields are not on the page yet gets them, without red marks. */
async function again(c: Http, question: number | null, form: FormState) {
	const { db } = c.var.ctx;
	const { item, run } = await requireItem(db, idOf(c));
	if (!isFragment(c)) return runPage(c, run.id, { item_id: item.id, form });
	const here = await loadWorkpaperItem(db, run, item, c.var.today);
	const mine = form.stale ? form : undefined;
	const shown = question ? besideOne(form, question) : form;
	return page(c, <AnswerAgain run={run} item={here} question={question} form={shown} mine={mine} />);
}

function besideOne(form: FormState, question: number): FormState {
	if (form.stale) return UNTOUCHED;
	const whole = form.errors[""] ?? form.errors.skal;
	if (whole) return { values: form.values, errors: { [`svar-${question}`]: whole } };
	return form.values[`kommentar-${question}`] === undefined ? { ...form, errors: {} } : form;
}

/** The figures of one invoice are saved: the form with what is computed, or back to the page. */
async function invoiceAnswered(c: Http, versions: Record<string, number>) {
	tellVersions(c, versions);
	const { db } = c.var.ctx;
	const { item, run } = await requireItem(db, idOf(c));
	const to = `${paths.run(run.id)}#${itemDomId(item.position)}`;
	if (!isFragment(c)) return answer(c, { to, said: `Uppgifterna om faktura ${item.position} är sparade.` });
	const workpaper = await loadWorkpaper(db, run, c.var.today);
	const here = workpaper.items.find((one) => one.item.id === item.id)!;
	return page(c, <InvoiceAnswered run={run} workpaper={workpaper} item={{ ...here, invoice: here.invoice! }} />);
}

async function invoiceAgain(c: Http, form: FormState) {
	const { db } = c.var.ctx;
	const { item, run } = await requireItem(db, idOf(c));
	if (!isFragment(c)) return runPage(c, run.id, { item_id: item.id, form, figures: true });
	const here = await loadWorkpaperItem(db, run, item, c.var.today);
	if (!here.invoice) throw new NotFound(`invoice of item ${item.id}`);
	const workpaper = { ...here, invoice: here.invoice };
	return page(c, <InvoiceForm workpaper={workpaper} returned={run.status === "returned"} form={form} />);
}
