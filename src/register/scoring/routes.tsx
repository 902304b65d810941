import { Hono } from "hono";
import { listRiskPositions } from "../../../db/queries/register/risks.ts";
import { listDisagreements } from "../../../db/queries/register/scoring.ts";
import { SCORES, type ScoreKind } from "../../../db/schema/register/risks-scale.ts";
import { EmptyMeetingPage, MeetingPage } from "../../../views/register/scoring/meeting-page.tsx";
import { type RefusedForm, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { formValues, submit } from "../../ground/http/form.ts";
import { idOf } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { requireOpenPlan, requirePlanFor } from "../plans/require-plan.ts";
import { requireRisk } from "../risks/require-risk.ts";
import { meetingPlace, nextInMeeting, riskInMeeting } from "./meeting.ts";
import { ScoreRisk, SettleDisagreement, StateDisagreement } from "./schema.ts";
import { scoreRisk } from "./score-risk.ts";
import { settleDisagreement } from "./settle-disagreement.ts";
import { stateDisagreement } from "./state-disagreement.ts";

/** An assessment that is none of the three is the first of them (T05). */
function kindOf(word: unknown): ScoreKind {
	return typeof word === "string" && Object.hasOwn(SCORES, word) ? (word as ScoreKind) : "inherent";
}

async function meetingPage(
	c: Http,
	asked: { plan: string; risk?: string | undefined; kind: ScoreKind; refused?: RefusedForm },
) {
	const { db } = c.var.ctx;
	const plan = await requirePlanFor(c.var.ctx, asked.plan, "risk.edit");
	requireOpenPlan(plan);
	const risks = await listRiskPositions(db, plan.id);
	const current = riskInMeeting(risks, asked.kind, asked.risk);
	if (!current) return page(c, <EmptyMeetingPage shell={shell(c)} plan={plan} />);
	const props = {
		place: meetingPlace(plan, risks, current, asked.kind),
		risk: await requireRisk(db, current.id),
		open: (await listDisagreements(db, current.id)).find(
			(one) => one.settled_at === null && one.score_kind === asked.kind,
		),
		refused: asked.refused ?? { form: "", state: UNTOUCHED },
	};
	return page(c, <MeetingPage shell={shell(c)} plan={plan} {...props} />);
}

/** The three forms of the page: each is refused on the page it was sent from, and leads on when it is saved. */
async function sent<S extends typeof ScoreRisk | typeof StateDisagreement | typeof SettleDisagreement>(
	c: Http,
	form: string,
	save: { schema: S; command: (id: string, input: ReturnType<S["parse"]>) => Promise<void>; said: string },
) {
	const { ctx } = c.var;
	const risk = await requireRisk(ctx.db, idOf(c));
	await requireMay(ctx.db, ctx.actor, "risk.edit", risk.unit_id);
	const values = await formValues(c);
	const kind = kindOf(values.kind);
	return submit(c, {
		...{ schema: save.schema, values },
		command: (input) => save.command(risk.id, input as ReturnType<S["parse"]>),
		done: async () => {
			const risks = await listRiskPositions(ctx.db, risk.plan_id);
			const next = nextInMeeting(risks, kind, risk.id);
			const to = paths.planScoring(risk.plan_id, { risk: next?.id ?? risk.id, av: kind });
			return answer(c, { to, said: `R${risk.number}: ${save.said}` });
		},
		again: (state) => meetingPage(c, { plan: risk.plan_id, risk: risk.id, kind, refused: { form, state } }),
	});
}

/** The plan's risks scored one by one, as a meeting does it. */
export function scoringRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/planer/:id/bedomning", permit("risk.edit"), (c) =>
		meetingPage(c, { plan: idOf(c), risk: c.req.query("risk"), kind: kindOf(c.req.query("av")) }),
	);
	app.post("/risker/:id/bedomning", permit("risk.edit"), (c) =>
		sent(c, "score", {
			...{ schema: ScoreRisk, said: "bedömningen är sparad." },
			command: (id, input) => scoreRisk(c.var.ctx, id, input),
		}),
	);
	app.post("/risker/:id/oenighet", permit("risk.edit"), (c) =>
		sent(c, "disagreement", {
			...{ schema: StateDisagreement, said: "båda bedömningarna är sparade och väntar på att avgöras." },
			command: (id, input) => stateDisagreement(c.var.ctx, id, input),
		}),
	);
	app.post("/risker/:id/avgorande", permit("risk.edit"), (c) =>
		sent(c, "score", {
			...{ schema: SettleDisagreement, said: "oenigheten är avgjord." },
			command: (id, input) => settleDisagreement(c.var.ctx, id, input),
		}),
	);
	return app;
}
