import { Hono } from "hono";
import { listBoards } from "../../../db/queries/people/boards.ts";
import { findPlanOfYear } from "../../../db/queries/register/plans.ts";
import { findBoardOfUnit, type InventoryBoard } from "../../../db/queries/report/inventory.ts";
import { SOURCE_KINDS } from "../../../db/schema/report/inventory.ts";
import { ProposalFormPage } from "../../../views/report/inventory/proposal-form-page.tsx";
import { SourcesPage } from "../../../views/report/inventory/sources-page.tsx";
import { type FormState, UNTOUCHED, valueIn } from "../../../views/ui/form-state.ts";
import { unitOptions } from "../../ground/remembered/units.ts";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { NotFound } from "../../ground/errors.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { goesOn } from "../../ground/http/and-next.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { formValues, submit } from "../../ground/http/form.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { permit } from "../../ground/http/permit.ts";
import { objectId, oneOf, year as yearFilter } from "../../ground/tables/filters.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { sourceColumns } from "./columns.ts";
import { proposeRisk } from "./propose-risk.ts";
import { findSource } from "./read-inventory.ts";
import { ProposeRisk } from "./schema.ts";
import { draftProblem } from "./take-proposal.ts";
import { listSources } from "./sources.ts";
import { inventoryYears } from "./years.ts";

/** What somebody proposes, from what they have seen or from what the years before left behind. */
export function proposeRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get(paths.riskProposalNew(), permit("risk_proposal.propose"), (c) => newPage(c, UNTOUCHED));
	app.post(paths.riskProposals(), permit("risk_proposal.propose"), async (c) => {
		const values = await formValues(c);
		return submit(c, {
			...{ values, schema: ProposeRisk },
			command: (input) => proposeRisk(c.var.ctx, input),
			done: (id) => answer(c, goesOn(values) ? takenOn(id) : proposed(id)),
			again: (form) => newPage(c, form),
		});
	});
	listRoutes(app, paths.riskSources(), {
		action: "risk_source.view",
		name: "Underlag till riskerna",
		columns: sourceColumns,
		filters: SOURCE_FILTERS,
		rows: async (c) => (await sourcesOf(c)).sources,
		page: sourcesPage,
	});
	return app;
}

const proposed = (id: string) => ({
	...{ to: paths.riskProposal(id), said: "Förslaget är lämnat. Svaret kommer under Att göra." },
});
const takenOn = (id: string) => ({
	...{
		to: paths.riskProposalRisk(id),
		said: "Förslaget står i bruttorisklistan. Det här är vad planen behöver därtill.",
	},
});

const SOURCE_FILTERS = {
	namnd: objectId("Nämnd"),
	ar: yearFilter("För planen år; det kommande när inget anges"),
	slag: oneOf("Slag", SOURCE_KINDS),
};

const thisYear = (c: Http) => Number(c.var.today.slice(0, 4));

async function newPage(c: Http, form: FormState) {
	const { ctx, today } = c.var;
	const units = await unitOptions(ctx.db, reachOf(ctx.actor, "risk_proposal.propose"), today);
	const asked = valueIn(form, "unit_id") || c.req.query("enhet");
	const unit = units.find(({ id }) => id === asked) ?? (units.length === 1 ? units[0] : undefined);
	const place = unit ?? units[0];
	const board = place && (await findBoardOfUnit(ctx.db, place.id, { today, from: thisYear(c) }));
	const years = board ? inventoryYears(board, thisYear(c)) : [];
	const year = Number(valueIn(form, "year") || c.req.query("ar") || years[0]);
	const source = await findSource(ctx, { board, year, today }, valueIn(form, "source") || c.req.query("underlag"));
	const begun = { unit_id: unit?.id ?? "", year: String(year), title: source?.title.slice(0, 300) ?? "" };
	const shown = Object.keys(form.values).length > 0 ? form : { ...form, values: begun };
	const props = { form: shown, units, years, source, may_take: await mayTake(c, board, year) };
	return page(c, <ProposalFormPage shell={shell(c)} {...props} />);
}

/** The board's controller answers their own proposal at once, where there is a draft to take it into. */
async function mayTake({ var: { ctx } }: Http, board: InventoryBoard | undefined, year: number): Promise<boolean> {
	if (!board || draftProblem(await findPlanOfYear(ctx.db, board.id, year), year) !== null) return false;
	return mayAt(ctx.db, ctx.actor, "risk_proposal.answer", board.unit_id);
}

/** The nämnd and year of the address, and what the years before it left behind, as far as the person may see them. */
async function sourcesOf(c: Http) {
	const { ctx, today } = c.var;
	const boards = await listBoards(ctx.db, reachOf(ctx.actor, "risk_source.view"));
	const { namnd, ar, slag: kind } = filtersOf(c, SOURCE_FILTERS);
	const board = boards.find(({ id }) => id === namnd) ?? boards[0];
	if (!board) throw new NotFound("a board within reach");
	const year = ar ?? thisYear(c) + 1;
	const sources = await listSources(ctx, { board, year, today }, kind);
	return { boards, board, year, kind, sources };
}

async function sourcesPage(c: Http) {
	const { boards, board, year, kind, sources } = await sourcesOf(c);
	const coming = thisYear(c) + 1;
	const words = Object.entries(SOURCE_KINDS).map(([value, label]) => ({ value, label }));
	const filters = [
		{ name: "slag", label: "Slag", value: kind, options: words },
		{ name: "ar", label: "För planen år", value: year === coming ? undefined : String(year), kind: "text" as const },
		...(boards.length > 1
			? [
					{
						...{ name: "namnd", label: "Nämnd", value: board.id, placeholder: boards[0]!.name },
						options: boards.slice(1).map(({ id, name }) => ({ value: id, label: name })),
					},
				]
			: []),
	];
	const list = await listOf(c, { columns: sourceColumns, all: sources });
	const props = { board, year, list, filters, may_propose: maySomewhere(c.var.ctx.actor, "risk_proposal.propose") };
	return page(c, <SourcesPage shell={shell(c)} {...props} />);
}
