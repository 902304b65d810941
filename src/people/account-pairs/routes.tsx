import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { findAccountPair, readLookalikes } from "../../../db/queries/people/accounts-pairs.ts";
import { listRolesOf } from "../../../db/queries/people/people.ts";
import { PairPage } from "../../../views/people/account-pairs/pair-page.tsx";
import { PairsPage } from "../../../views/people/account-pairs/pairs-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { shell } from "../../ground/http/shell.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { countUnjudged, lookalikes } from "../../ground/remembered/people.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { requirePerson } from "../people/require-person.ts";
import { pairColumns } from "./columns.ts";
import { JudgePair, judgePair } from "./judge-pair.ts";

const reach = (c: Http) => reachOf(c.var.ctx.actor, "organisation.view");
const idsOf = (c: Http) => [c.req.param("id") ?? "", c.req.param("other") ?? ""] as const;

export function accountPairRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.accountPairs(), {
		action: "organisation.view",
		name: "Dubbla konton",
		columns: pairColumns,
		rows: async (c) => readLookalikes(c.var.ctx.db, await lookalikes(c.var.ctx.db, reach(c))),
		page: async (c) => {
			const { db } = c.var.ctx;
			const all = await lookalikes(db, reach(c));
			const list = await listOf(c, {
				columns: pairColumns,
				rows: (part) => readLookalikes(db, part ? all.slice(part.offset, part.offset + part.limit) : all),
				count: async () => all.length,
			});
			return page(c, <PairsPage shell={shell(c)} list={list} open={await countUnjudged(db, reach(c))} />);
		},
	});

	app.get("/dubbla-konton/:id/:other", permit("organisation.view"), (c) => pairPage(c, UNTOUCHED));
	app.post("/dubbla-konton/:id/:other", permit("organisation.edit"), (c) =>
		submit(c, {
			schema: JudgePair,
			command: (input) => judgePair(c.var.ctx, ...idsOf(c), input),
			done: () => answer(c, { to: paths.accountPairs(), said: "Bedömningen är sparad." }),
			again: (form) => pairPage(c, form),
		}),
	);

	return app;
}

async function pairPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const [one, another] = [...idsOf(c)].sort() as [string, string];
	const accounts = [];
	for (const id of [one, another]) {
		const person = await requirePerson(db, actor, id);
		accounts.push({ person, roles: await listRolesOf(db, id) });
	}
	const verdict = await findAccountPair(db, one, another);
	const may_judge = maySomewhere(actor, "organisation.edit");
	return page(c, <PairPage shell={shell(c)} accounts={accounts} verdict={verdict} form={form} may_judge={may_judge} />);
}
