import { filtersOf } from "../ground/http/list-filters.ts";
import { objectId } from "../ground/tables/filters.ts";
import { listOf } from "../ground/http/list-page.ts";
import type { Hono } from "hono";
import { countSamStandings, listSamStandings, type SamStanding } from "../../db/queries/sam/standings.ts";
import { StandingsPage } from "../../views/sam/standings-page.tsx";
import { listOpenedRounds } from "../../db/queries/sam/rounds.ts";
import { unitPath } from "../../db/queries/people/units.ts";
import { OverviewPage } from "../../views/sam/overview-page.tsx";
import { grantFor } from "../ground/access/actor.ts";
import { page } from "../ground/http/answer.tsx";
import type { AppEnv, Http } from "../ground/http/env.ts";
import { shell } from "../ground/http/shell.ts";
import { idOf, listRoutes } from "../ground/http/list.ts";
import { paths } from "../paths/paths.ts";
import { overviewColumns, questionColumns, standingColumns } from "./columns.ts";
import { loadOverview } from "./load-overview.ts";
import type { BranchRow, QuestionFigures } from "./overview.ts";

const FILTERS = { enhet: objectId("Enhet; den översta som personen ser när ingen anges") };

/** Figures per branch and per question. Page and files come from the same, already reduced, overview. */
export function addOverviewRoutes(app: Hono<AppEnv>): void {
	listRoutes<BranchRow>(app, "/sam/oversikt/:id", {
		action: "sam.overview",
		name: "SAM-översikt",
		columns: overviewColumns,
		filters: FILTERS,
		rows: async (c) => {
			const { overview } = await load(c);
			return [overview.focus, ...overview.rows];
		},
		page: overviewPage,
	});
	listRoutes<QuestionFigures>(app, "/sam/fragesvar/:id", {
		action: "sam.overview",
		name: "SAM-svar per fråga",
		columns: questionColumns,
		filters: FILTERS,
		rows: async (c) => (await load(c)).overview.questions,
		page: overviewPage,
	});
	listRoutes<SamStanding>(app, paths.samStandings(), {
		action: "sam_standing.view",
		name: "SAM, läge och underskrifter",
		columns: standingColumns,
		rows: (c) => listSamStandings(c.var.ctx.db, {}),
		page: standingsPage,
	});
}

async function standingsPage(c: Http): Promise<Response> {
	const { db } = c.var.ctx;
	const props = {
		list: await listOf(c, {
			columns: standingColumns,
			rows: (part) => listSamStandings(db, { page: part }),
			count: () => countSamStandings(db, {}),
		}),
	};
	return page(c, <StandingsPage shell={shell(c)} {...props} />);
}

const load = (c: Http) => loadOverview(c.var.ctx, { id: idOf(c), unit: filtersOf(c, FILTERS).enhet }, c.var.today);

async function overviewPage(c: Http): Promise<Response> {
	const { ctx } = c.var;
	const { overview, round } = await load(c);
	const path = await unitPath(ctx.db, overview.focus.unit_id);
	const above =
		path[1] && path[0] !== round.unit_id && grantFor(ctx.actor, "sam.overview", path.slice(1)) ? path[1] : null;
	return page(
		c,
		<OverviewPage
			shell={shell(c)}
			round={round}
			rounds={await listOpenedRounds(ctx.db, round.unit_id)}
			overview={overview}
			above={above}
			files={{
				branches: paths.samOverview(round.id, overview.focus.unit_id),
				questions: `${paths.samOverviewQuestions(round.id)}?enhet=${encodeURIComponent(overview.focus.unit_id)}`,
			}}
		/>,
	);
}
