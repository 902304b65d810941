import { listOf } from "../ground/http/list-page.ts";
import { Hono } from "hono";
import { listSamRounds } from "../../db/queries/sam/rounds.ts";
import { listOpenReturns } from "../../db/queries/sam/matters.ts";
import {
	countSamReviews,
	listSamReviews,
	listToReconcile,
	listVacantBelow,
	type SamReview,
} from "../../db/queries/sam/reviews.ts";
import { SAM_STATES } from "../../db/schema/sam/words.ts";
import { ReviewsPage, StartPage } from "../../views/sam/start-page.tsx";
import { maySomewhere, reachOf } from "../ground/access/actor.ts";
import { page } from "../ground/http/answer.tsx";
import type { AppEnv, Http } from "../ground/http/env.ts";
import { shell } from "../ground/http/shell.ts";
import { listRoutes } from "../ground/http/list.ts";
import { filtersOf } from "../ground/http/list-filters.ts";
import { objectId, oneOf } from "../ground/tables/filters.ts";
import { permit } from "../ground/http/permit.ts";
import { paths } from "../paths/paths.ts";
import { reviewColumns } from "./columns.ts";
import { addLineRoutes } from "./line-routes.tsx";
import { unitsLed } from "./line-tasks.ts";
import { addOverviewRoutes } from "./overview-routes.tsx";
import { addReviewRoutes } from "./review-routes.tsx";
import { addRoundRoutes } from "./round-routes.tsx";

export function samRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get(paths.sam(), permit("sam.overview"), startPage);
	listRoutes<SamReview>(app, paths.samReviews(), {
		action: "sam.view",
		name: "SAM-uppföljningar",
		columns: reviewColumns,
		filters: FILTERS,
		rows: (c) => listSamReviews(c.var.ctx.db, reviewFilter(c)),
		page: reviewsPage,
	});
	addReviewRoutes(app);
	addRoundRoutes(app);
	addOverviewRoutes(app);
	addLineRoutes(app);
	return app;
}

async function startPage(c: Http): Promise<Response> {
	const { ctx } = c.var;
	const led = unitsLed(ctx.actor);
	const own = { own: led, branch: [] };
	const reach = reachOf(ctx.actor, "sam.view");
	const rep = ctx.actor.roles.filter((held) => held.role === "safety_representative").map((held) => held.unit_id);
	const [rounds, mine, waiting, vacant, returns, represented] = await Promise.all([
		listSamRounds(ctx.db, reachOf(ctx.actor, "sam.overview")),
		listSamReviews(ctx.db, { reach: own, open: true }),
		listToReconcile(ctx.db, { units: led, person_id: ctx.actor.id!, day: c.var.today }),
		listVacantBelow(ctx.db, { units: led, day: c.var.today }),
		listOpenReturns(ctx.db, ctx.actor.id!, { own: [], branch: led }),
		listSamReviews(ctx.db, { reach: { own: [], branch: rep }, open: true, page: { limit: 50, offset: 0 } }),
	]);
	const may = {
		round: maySomewhere(ctx.actor, "sam.round"),
		plan: maySomewhere(ctx.actor, "sam.plan"),
		standings: maySomewhere(ctx.actor, "sam_standing.view"),
		line: reach === "all" || reach.branch.length > 0,
	};
	return page(
		c,
		<StartPage
			shell={shell(c)}
			rounds={rounds}
			mine={mine}
			waiting={waiting}
			vacant={vacant.filter((one) => !mine.some((own) => own.id === one.id))}
			returns={returns}
			represented={represented.filter((one) => one.state !== "ended")}
			may={may}
		/>,
	);
}

const FILTERS = { omgang: objectId("Omgång"), lage: oneOf("Läge", SAM_STATES) };

function reviewFilter(c: Http) {
	const { omgang, lage } = filtersOf(c, FILTERS);
	return {
		reach: reachOf(c.var.ctx.actor, "sam.view"),
		state: lage,
		...(omgang ? { round_id: omgang } : {}),
	};
}

async function reviewsPage(c: Http): Promise<Response> {
	const { db, actor } = c.var.ctx;
	const filter = reviewFilter(c);
	const rounds = await listSamRounds(db, reachOf(actor, "sam.overview"));
	const list = await listOf(c, {
		columns: reviewColumns,
		rows: (part) => listSamReviews(db, { ...filter, page: part }),
		count: () => countSamReviews(db, filter),
	});
	return page(
		c,
		<ReviewsPage
			shell={shell(c)}
			list={list}
			rounds={rounds}
			chosen={{ round: filter.round_id ?? "", state: filter.state ?? "" }}
		/>,
	);
}
