import type { Hono } from "hono";
import { listSamAnswers } from "../../db/queries/sam/reviews.ts";
import { ReviewPage } from "../../views/sam/review-page.tsx";
import { NotSaved, SavedAnswer } from "../../views/sam/saved-answer.tsx";
import { requireMay } from "../ground/access/require-may.ts";
import { stockholmTimestamp } from "../ground/calendar/stockholm.ts";
import { isFragment } from "../ground/http/actor.ts";
import { answer, page } from "../ground/http/answer.tsx";
import type { AppEnv, Http } from "../ground/http/env.ts";
import { formValues, submit } from "../ground/http/form.ts";
import type { FormValues } from "../ground/http/form-fields.ts";
import { type FormState, UNTOUCHED } from "../../views/ui/form-state.ts";
import { shell } from "../ground/http/shell.ts";
import { historyOf } from "../ground/http/history.ts";
import { toldOf } from "../ground/http/told.ts";
import { permit } from "../ground/http/permit.ts";
import { tapped, tellVersions } from "../ground/http/tapped.ts";
import { paths } from "../paths/paths.ts";
import { nowOf } from "../ground/write/context.ts";
import { newId } from "../ground/write/new-id.ts";
import { copyAnswers } from "./copy-answers.ts";
import { loadReview } from "./load-review.ts";
import { raiseReturn } from "./raise-return.ts";
import { reconcileReview } from "./reconcile-review.ts";
import { reopenReview } from "./reopen-review.ts";
import { requireSamReview } from "./require-review.ts";
import { saveAnswers } from "./save-answers.ts";
import { Copying, Reconciliation, Reopening, Returning, ReviewForm, Statement } from "./schema.ts";
import { signReview } from "./sign-review.ts";
import { stateOpinion } from "./state-opinion.ts";

const reviewId = (c: Http) => c.req.param("id") ?? "";

/** Which of the page's forms a refused input belongs to. */
type FormName = "answers" | "statement" | "reconciliation" | "returning" | "reopening" | "copying";

/** One review: the manager's form, or the same content to read, and the acts that belong to it. */
export function addReviewRoutes(app: Hono<AppEnv>): void {
	app.get("/sam/uppfoljningar/:id", permit("sam.view"), (c) => reviewPage(c));

	app.post("/sam/uppfoljningar/:id/svar", permit("sam.answer"), async (c) => {
		const values = onlyOne(await formValues(c));
		const only = typeof values.fraga === "string" && isFragment(c) ? values.fraga : null;
		return submit(c, {
			schema: ReviewForm,
			values,
			command: (input) => saveAnswers(tapped(c, values), reviewId(c), input),
			done: ({ marks, versions }) => {
				tellVersions(c, versions);
				return only ? saved(c, only, marks) : answer(c, { to: here(c), said: "Svaren är sparade." });
			},
			again: (form) => (only ? notSaved(c, only, form) : reviewPage(c, "answers", form)),
		});
	});

	app.post("/sam/uppfoljningar/:id/signering", permit("sam.answer"), async (c) =>
		submit(c, {
			schema: ReviewForm,
			command: async (input) => {
				await saveAnswers(c.var.ctx, reviewId(c), input);
				return signReview(c.var.ctx, reviewId(c));
			},
			done: ({ late }) =>
				answer(c, {
					to: here(c),
					said: late ? "Uppföljningen är signerad, stämplad som sen." : "Uppföljningen är signerad.",
				}),
			again: (form) => reviewPage(c, "answers", form),
		}),
	);

	act(app, "andring", "sam.answer", "reopening", Reopening, reopenReview, "Uppföljningen är öppen för ändring igen.");
	act(app, "kopia", "sam.answer", "copying", Copying, copyAnswers, "Svaren är kopierade. De är märkta som kopierade.");
	act(app, "skyddsombud", "sam.take_part", "statement", Statement, stateOpinion, "Ditt besked är sparat.");
	act(app, "avstamning", "sam.reconcile", "reconciliation", Reconciliation, reconcileReview, "Avstämningen är sparad.");
	act(
		app,
		"returnering",
		"sam.return",
		"returning",
		Returning,
		raiseReturn,
		"Din fördelande chef ser nu returneringen.",
	);
}

function here(c: Http): string {
	return paths.samReview(reviewId(c));
}

function act<S extends Parameters<typeof submit>[1]["schema"]>(
	app: Hono<AppEnv>,
	noun: string,
	action: Parameters<typeof permit>[0],
	name: FormName,
	schema: S,
	command: (
		ctx: Http["var"]["ctx"],
		id: string,
		input: Parameters<Parameters<typeof submit<S, unknown>>[1]["command"]>[0],
	) => Promise<unknown>,
	said: string,
): void {
	app.post(`/sam/uppfoljningar/:id/${noun}`, permit(action), (c) =>
		submit<S, unknown>(c, {
			schema,
			command: (input) => command(c.var.ctx, reviewId(c), input),
			done: () => answer(c, { to: here(c), said }),
			again: (form) => reviewPage(c, name, form),
		}),
	);
}

/**
 * Keeps only the fields of the question in `fraga`: the form's other fields may be older than what another window has saved.
 */
function onlyOne(values: FormValues): FormValues {
	const { fraga } = values;
	if (typeof fraga !== "string" || fraga === "") return values;
	const mine = (name: string) =>
		fraga === "deltagande" ? /^(ombud_|deltagare$|sedd-deltagande$)/.test(name) : name.endsWith(`-${fraga}`);
	return Object.fromEntries(
		Object.entries(values).filter(([name]) => name === "formular" || name === "fraga" || name === "skal" || mine(name)),
	);
}

/** What htmx puts under a saved question: when it was saved, and how far the form has come. */
function saved(c: Http, question: string, marks: string): Response | Promise<Response> {
	const at = stockholmTimestamp(nowOf(c.var.ctx)).slice(11).replace(":", ".");
	return page(c, <SavedAnswer question={question} at={at} marks={marks} />);
}

/** Tells why the question was not saved and, when another window saved first, what is stored now. */
async function notSaved(c: Http, question: string, form: FormState): Promise<Response> {
	const review = await requireSamReview(c.var.ctx.db, reviewId(c));
	const given = (await listSamAnswers(c.var.ctx.db, review.id)).find((one) => String(one.position) === question);
	const seen = question === "deltagande" ? review.noted_version : (given?.version ?? 0);
	return page(
		c,
		<NotSaved action={paths.samAnswers(review.id)} question={question} form={form} seen={seen} given={given ?? null} />,
	);
}

/** Keeps the form's id when a form is refused, so that what it saved itself before is not taken for somebody else's change. */
function formId({ values, stale }: FormState): string | null {
	return !stale && typeof values.formular === "string" && values.formular !== "" ? values.formular : null;
}

async function reviewPage(c: Http, form: FormName | null = null, state: FormState = UNTOUCHED): Promise<Response> {
	const { ctx, today } = c.var;
	const review = await requireSamReview(ctx.db, reviewId(c));
	await requireMay(ctx.db, ctx.actor, "sam.view", review.unit_id);
	const view = await loadReview(ctx, review, today);
	const forms = { [form ?? "none"]: state } as Partial<Record<FormName, FormState>>;
	return page(
		c,
		<ReviewPage
			shell={shell(c)}
			view={view}
			forms={forms}
			form_id={formId(state) ?? newId(ctx.clock())}
			today={today}
			history={await historyOf(ctx.db, "sam_review", review.id)}
			told={await toldOf(ctx, "sam_review", review.id)}
		/>,
	);
}
