import { unitOptions } from "../../ground/remembered/units.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { type HitFilter, listHitLines, listRuleRuns } from "../../../db/queries/checks/ledger.ts";
import { settingOn } from "../../../db/queries/office/settings.ts";
import { SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { findUnit } from "../../../db/queries/people/units.ts";
import { HIT_STATUSES, LEDGER_RULES } from "../../../db/schema/checks/ledger.ts";
import { HitPage } from "../../../views/checks/ledger/hit-page.tsx";
import { HitsPage } from "../../../views/checks/ledger/hits-page.tsx";
import { RulesPage } from "../../../views/checks/ledger/rules-page.tsx";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { formValues, submit } from "../../ground/http/form.ts";
import { goesOn } from "../../ground/http/and-next.ts";
import { pickedRoutes } from "../../ground/http/picked-rows.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { objectId, oneOf } from "../../ground/tables/filters.ts";
import type { PickedField } from "../../../views/ui/picked-page.tsx";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { hitColumns, ruleColumns, explanationColumns } from "./columns.ts";
import { listHitsOnCard, listShownExplanations } from "../../../db/queries/checks/ledger-cards.ts";
import { ExplanationsPage } from "../../../views/checks/ledger/explanations-page.tsx";
import { nowOf } from "../../ground/write/context.ts";
import { judgeHit } from "./judge-hit.ts";
import { judgePicked, pickedNames } from "./picked.ts";
import { liftExplanation } from "./lift-explanation.ts";
import { requireHit } from "./require-hit.ts";
import { ruleRows } from "./rule-rows.ts";
import { runLedgerRules } from "./run-ledger-rules.ts";
import { JUDGEMENTS, JudgeHit, JudgePicked, LiftExplanation, RunRules, TargetLine } from "./schema.ts";
import { targetLine } from "./target-line.ts";
import {
	allCardRows,
	cardOrder,
	cardRows,
	cardsToJudge,
	nextCard,
	FIRST_PAGE,
	foldedRules,
	yearBefore,
} from "./work-list.ts";

const STATUSES = { ...HIT_STATUSES, waiting: "", alla: "" };

const FILTERS = {
	bedomning: oneOf("Bedömning; de som väntar när ingen anges", STATUSES),
	regel: oneOf("Regel", LEDGER_RULES),
	enhet: objectId("Enhet"),
	tid: oneOf("Det senaste året eller alla; det senaste året när inget anges", { ar: "", alla: "" }),
};

async function filterOf(c: Http): Promise<HitFilter> {
	const { db, actor } = c.var.ctx;
	const { bedomning: status = "waiting", regel: rule, enhet, tid } = filtersOf(c, FILTERS);
	return {
		reach: reachOf(actor, "hit.view"),
		rule,
		status: status === "alla" ? undefined : status,
		unit_id: enhet,
		since: tid === "alla" ? undefined : yearBefore(c.var.today),
		without: rule ? [] : (await foldedRules(db, c.var.today)).map((one) => one.rule),
	};
}

async function hitRows(c: Http) {
	return allCardRows(c.var.ctx.db, await filterOf(c));
}

async function hitsPage(c: Http) {
	const { db, actor } = c.var.ctx;
	const filter = await filterOf(c);
	if (filter.unit_id && !(await findUnit(db, filter.unit_id))) filter.unit_id = undefined;
	const cards = await cardOrder(db, filter);
	const [latest] = await listRuleRuns(db, 1);
	const props = {
		filter,
		list: await listOf(c, {
			columns: hitColumns,
			page_rows: FIRST_PAGE,
			rows: (part) =>
				part ? cardRows(db, cards.slice(part.offset, part.offset + part.limit)) : allCardRows(db, filter),
			count: async () => cards.length,
		}),
		folded: filter.rule ? [] : await foldedRules(db, c.var.today),
		units: await unitOptions(db, filter.reach, c.var.today),
		latest: latest ?? null,
		may_judge: maySomewhere(actor, "hit.judge"),
	};
	return page(c, <HitsPage shell={shell(c)} {...props} />);
}

async function hitPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const hit = await requireHit(db, idOf(c));
	await requireMay(db, actor, "hit.view", hit.unit_id);
	const may_judge = await mayAt(db, actor, "hit.judge", hit.unit_id);
	const cards = may_judge ? await cardsToJudge(db, actor, c.var.today) : [];
	const props = {
		hit,
		way: { left: cards.length, next: nextCard(cards, hit) },
		lines: await listHitLines(db, hit.id),
		card: (await listHitsOnCard(db, hit.card_key)).filter((one) => one.id !== hit.id),
		may_judge,
		history: await historyOf(db, "ledger_hit", hit.id),
	};
	return page(c, <HitPage shell={shell(c)} form={form} {...props} />);
}

/** One card judged. The next is found before, while this one still has its place in the order. */
async function judgement(c: Http) {
	const { ctx } = c.var;
	const values = await formValues(c);
	return submit(c, {
		schema: JudgeHit,
		values,
		command: async (input) => {
			const hit = await requireHit(ctx.db, idOf(c));
			const next = goesOn(values) ? nextCard(await cardsToJudge(ctx.db, ctx.actor, c.var.today), hit) : null;
			await judgeHit(ctx, hit.id, input);
			return next;
		},
		done: (next) => {
			if (next) return answer(c, { to: paths.ledgerHit(next.id), said: "Bedömningen är sparad. Här är nästa kort." });
			const to = goesOn(values) ? paths.ledgerHits() : paths.ledgerHit(idOf(c));
			return answer(c, { to, said: "Bedömningen är sparad." });
		},
		again: (form) => hitPage(c, form),
	});
}

function runSaid(run: { hits_new: number } | null): string {
	return run ? `Reglerna är körda: ${run.hits_new} nya träffar.` : "Reglerna körs. Nya träffar visas när de är klara.";
}

function explanations(c: Http) {
	const { db, actor } = c.var.ctx;
	return listShownExplanations(db, reachOf(actor, "hit.view"), yearBefore(nowOf(c.var.ctx)));
}

const options = (words: Readonly<Record<string, string>>) =>
	Object.entries(words).map(([value, label]) => ({ value, label }));

/** What is asked once for all the picked cards. */
const judgeFields: readonly PickedField[] = [
	{
		name: "status",
		label: "Bedömning",
		kind: "choice",
		placeholder: "Välj bedömning",
		help: "Samma bedömning för alla. Ett kort bedöms som en helhet: träffen och det andra på kortet som väntar.",
		options: options(JUDGEMENTS),
	},
	{
		name: "severity",
		label: "Allvarlighetsgrad, om det är en avvikelse",
		kind: "choice",
		placeholder: "Ingen avvikelse",
		help: "En avvikelse registreras för varje kort.",
		options: options(SEVERITIES),
		optional: true,
	},
	{ name: "reason", label: "Skäl", kind: "long", help: "Skälet står vid varje träff och ska gå att förstå om ett år." },
];

export function ledgerRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.ledgerHits(), {
		action: "hit.view",
		name: "Träffar",
		columns: hitColumns,
		filters: FILTERS,
		id: (hit) => hit.id,
		rows: hitRows,
		page: hitsPage,
	});

	listRoutes(app, paths.ledgerRules(), {
		action: "hit.view",
		name: "Regler över alla rader",
		columns: ruleColumns,
		rows: (c) => ruleRows(c.var.ctx.db, reachOf(c.var.ctx.actor, "hit.view"), c.var.today),
		page: async (c) => {
			const { db, actor } = c.var.ctx;
			const list = await listOf(c, {
				columns: ruleColumns,
				all: await ruleRows(db, reachOf(actor, "hit.view"), c.var.today),
			});
			const limits = await settingOn(db, "legal_limits", c.var.today);
			const stated = limits.social_special_ore !== null;
			return page(c, <RulesPage shell={shell(c)} list={list} runs={await listRuleRuns(db)} social_stated={stated} />);
		},
	});

	listRoutes(app, paths.ledgerExplanations(), {
		action: "hit.view",
		name: "Förklaringar som döljer",
		columns: explanationColumns,
		rows: explanations,
		page: async (c) => {
			const list = await listOf(c, { columns: explanationColumns, all: await explanations(c) });
			return page(c, <ExplanationsPage shell={shell(c)} list={list} />);
		},
	});

	app.post(paths.ledgerRuleRuns(), permit("hit.judge"), (c) =>
		submit(c, {
			schema: RunRules,
			command: () => runLedgerRules(c.var.ctx),
			done: (run) => answer(c, { to: paths.ledgerHits(), said: runSaid(run) }),
			again: () => hitsPage(c),
		}),
	);

	pickedRoutes(app, paths.ledgerHitsPicked(), {
		action: "hit.judge",
		noun: "kort",
		names: (c, ids) => pickedNames(c.var.ctx, ids),
		acts: { bedom: { label: "Bedöm", schema: JudgePicked, fields: async () => judgeFields, command: judgePicked } },
	});

	app.get("/traffar/:id", permit("hit.view"), (c) => hitPage(c, UNTOUCHED));
	app.post("/traffar/:id/bedomning", permit("hit.judge"), judgement);
	app.post("/traffar/:id/lyft", permit("hit.judge"), (c) =>
		submit(c, {
			schema: LiftExplanation,
			command: (input) => liftExplanation(c.var.ctx, idOf(c), input),
			done: () =>
				answer(c, { to: paths.ledgerHit(idOf(c)), said: "Förklaringen är lyft. Det den dolde är frågor igen." }),
			again: (form) => hitPage(c, form),
		}),
	);
	app.post("/traffar/:id/riktat", permit("hit.judge"), (c) =>
		submit(c, {
			schema: TargetLine,
			command: (input) => targetLine(c.var.ctx, idOf(c), input),
			done: (runId) =>
				answer(c, { to: paths.run(runId), said: "Inköpet är tillagt som riktat. Det räknas inte i slutsatserna." }),
			again: (form) => hitPage(c, form),
		}),
	);

	return app;
}
