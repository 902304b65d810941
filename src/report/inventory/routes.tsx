import { Hono } from "hono";
import { findPlanOfYear, listAreas } from "../../../db/queries/register/plans.ts";
import { listProposals } from "../../../db/queries/report/inventory.ts";
import { ProposalPage } from "../../../views/report/inventory/proposal-page.tsx";
import { ProposalsPage } from "../../../views/report/inventory/proposals-page.tsx";
import { TakePage } from "../../../views/report/inventory/take-page.tsx";
import type { FormState, RefusedForm } from "../../../views/ui/form-state.ts";
import { maySomewhere } from "../../ground/access/actor.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { permit } from "../../ground/http/permit.ts";
import { pickedRoutes } from "../../ground/http/picked-rows.tsx";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { declineProposal, mergeProposal } from "./answer-proposal.ts";
import { proposalColumns } from "./columns.ts";
import {
	intoOptions,
	PROPOSAL_FILTERS,
	pickedInto,
	proposalFilter,
	proposalFilters,
	readProposal,
} from "./read-inventory.ts";
import { answeredText, requireProposal, requireSeen } from "./require-proposal.ts";
import { DeclineProposal, MergeProposal, TakeProposal } from "./schema.ts";
import { draftProblem, takeProposal } from "./take-proposal.ts";

/** The gross list and each proposal's answer. What is proposed, and of what, has routes of its own. */
export function inventoryRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, paths.riskProposals(), {
		action: "risk_proposal.view",
		name: "Bruttorisklista",
		columns: proposalColumns,
		filters: PROPOSAL_FILTERS,
		id: ({ id }) => id,
		rows: (c) => listProposals(c.var.ctx.db, filterOf(c)),
		page: listPage,
	});
	addPickedRoutes(app);
	app.get("/riskforslag/:id", permit("risk_proposal.view"), (c) => proposalPage(c, null));
	app.post("/riskforslag/:id/sammanslagning", permit("risk_proposal.answer"), (c) =>
		submit(c, {
			schema: MergeProposal,
			command: (input) => mergeProposal(c.var.ctx, idOf(c), input),
			done: () => answered(c, "Förslaget är sammanslaget."),
			again: (state) => proposalPage(c, { form: "merge", state }),
		}),
	);
	app.post("/riskforslag/:id/avslag", permit("risk_proposal.answer"), (c) =>
		submit(c, {
			schema: DeclineProposal,
			command: (input) => declineProposal(c.var.ctx, idOf(c), input),
			done: () => answered(c, "Svaret är sparat."),
			again: (state) => proposalPage(c, { form: "decline", state }),
		}),
	);
	app.get("/riskforslag/:id/risk", permit("risk_proposal.answer"), (c) => takePage(c));
	app.post("/riskforslag/:id/risk", permit("risk_proposal.answer"), (c) =>
		submit(c, {
			schema: TakeProposal,
			command: (input) => takeProposal(c.var.ctx, idOf(c), input),
			done: (risk) =>
				answer(c, { to: paths.risk(risk), said: "Risken står i utkastet, och den som föreslog har fått svar." }),
			again: (form) => takePage(c, form),
		}),
	);
	return app;
}

const answered = (c: Http, said: string) => answer(c, { to: paths.riskProposal(idOf(c)), said });
const filterOf = (c: Http) => proposalFilter(c.var.ctx.actor, filtersOf(c, PROPOSAL_FILTERS), c.var.today);

/** Several at once: each row is an answer of its own, given or refused with its sentence. */
function addPickedRoutes(app: Hono<AppEnv>): void {
	pickedRoutes(app, paths.riskProposalsPicked(), {
		action: "risk_proposal.answer",
		noun: "förslag",
		names: async (c, ids) => {
			const found = await Promise.all(ids.map((id) => requireSeen(c.var.ctx, id).catch(() => null)));
			return new Map(found.flatMap((one) => (one ? [[one.id, `${one.number}. ${one.title}`]] : [])));
		},
		acts: {
			ihop: {
				label: "Slå ihop",
				schema: MergeProposal,
				fields: async (c, ids) => [
					{
						...{ name: "into", label: "Slås ihop med", kind: "choice", placeholder: "Välj risk eller förslag" },
						options: await pickedInto(c.var.ctx, ids),
					},
					{ name: "reason", label: "Skäl", kind: "text", optional: true, help: "De som föreslog läser det." },
				],
				command: (ctx, id, _version, input) => mergeProposal(ctx, id, input),
			},
			avsla: {
				label: "Ta inte med",
				schema: DeclineProposal,
				fields: async () => [{ name: "reason", label: "Skäl", kind: "text", help: "De som föreslog läser det." }],
				command: (ctx, id, _version, input) => declineProposal(ctx, id, input),
			},
		},
	});
}

async function listPage(c: Http) {
	const { db, actor } = c.var.ctx;
	const filter = filterOf(c);
	const filters = await proposalFilters(c.var.ctx, filter, c.var.today);
	const props = {
		list: await listOf(c, { columns: proposalColumns, all: await listProposals(db, filter) }),
		...{ filters, year: filter.year === undefined ? "" : String(filter.year) },
		sources_href: maySomewhere(actor, "risk_source.view")
			? paths.riskSources({ year: filter.year, board_id: filter.board_id })
			: null,
		may_propose: maySomewhere(actor, "risk_proposal.propose"),
		may_answer: maySomewhere(actor, "risk_proposal.answer"),
	};
	return page(c, <ProposalsPage shell={shell(c)} {...props} />);
}

async function proposalPage(c: Http, form: RefusedForm | null) {
	const { ctx } = c.var;
	const proposal = await requireSeen(ctx, idOf(c));
	const answers =
		proposal.outcome === null && (await mayAt(ctx.db, ctx.actor, "risk_proposal.answer", proposal.board_unit_id));
	const props = {
		...(await readProposal(ctx, proposal)),
		...{ proposal, form, into: answers ? await intoOptions(ctx.db, proposal) : null },
		history: await historyOf(ctx.db, "risk_proposal", proposal.id),
	};
	return page(c, <ProposalPage shell={shell(c)} {...props} />);
}

async function takePage(c: Http, form?: FormState) {
	const { db, actor } = c.var.ctx;
	const proposal = await requireProposal(db, idOf(c));
	await requireMay(db, actor, "risk_proposal.answer", proposal.board_unit_id);
	const { year, board_id, title, outcome, answerer } = proposal;
	const plan = await findPlanOfYear(db, board_id, year);
	const problem = outcome === null ? draftProblem(plan, year) : answeredText(answerer);
	const begun = { values: { title, scope: "board" }, errors: problem === null ? {} : { "": problem } };
	const areas = plan ? await listAreas(db, plan.id) : [];
	return page(c, <TakePage shell={shell(c)} proposal={proposal} areas={areas} form={form ?? begun} />);
}
