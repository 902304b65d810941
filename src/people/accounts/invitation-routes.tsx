import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import {
	countInvitations,
	findWaitingInvitation,
	type InvitationFilter,
	listInvitations,
} from "../../../db/queries/people/accounts-invitations.ts";
import { InvitationMadePage } from "../../../views/people/accounts/invitation-made-page.tsx";
import { InvitationsPage } from "../../../views/people/accounts/invitations-page.tsx";
import { OwnInvitationPage } from "../../../views/people/accounts/own-invitation-page.tsx";
import { reachOf } from "../../ground/access/actor.ts";
import { NotFound } from "../../ground/errors.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import { baseUrl } from "../../ground/http/base-url.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { permit, permitOwn } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { nowOf } from "../../ground/write/context.ts";
import { paths } from "../../paths/paths.ts";
import { throughOf } from "../../../db/schema/people/accounts.ts";
import {
	confirmInvitation,
	confirmOwnInvitation,
	refuseOwnInvitation,
	withdrawInvitation,
} from "./confirm-invitation.ts";
import { invitationColumns } from "./columns.ts";
import { invitePerson } from "./invite-person.ts";

const filterOf = (c: Http): InvitationFilter => ({ reach: reachOf(c.var.ctx.actor, "organisation.view") });

/** Invitations: made and answered by administrators, answered by the person, and seen by whoever answers for the control. */
export function invitationRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const edit = permit("organisation.edit");
	const own = permitOwn("account.edit");

	listRoutes(app, paths.invitations(), {
		action: "organisation.view",
		name: "Inbjudningar",
		columns: invitationColumns,
		rows: (c) => listInvitations(c.var.ctx.db, filterOf(c)),
		page: async (c) => {
			const { db } = c.var.ctx;
			const list = await listOf(c, {
				columns: invitationColumns,
				rows: (part) => listInvitations(db, filterOf(c), part),
				count: () => countInvitations(db, filterOf(c)),
			});
			return page(c, <InvitationsPage shell={shell(c)} list={list} />);
		},
	});

	app.post("/personer/:id/inbjudan", edit, async (c) => {
		const made = await invitePerson(c.var.ctx, idOf(c), c.var.today);
		const link = `${baseUrl(c)}${paths.invitation(made.token)}`;
		return page(c, <InvitationMadePage shell={shell(c)} {...made} link={link} person_id={idOf(c)} />);
	});
	app.post("/personer/:id/inbjudan/ja", edit, async (c) => {
		await confirmInvitation(c.var.ctx, idOf(c));
		return answer(c, { to: paths.person(idOf(c)), said: "Inbjudan är bekräftad och kan användas." });
	});
	app.post("/personer/:id/inbjudan/nej", edit, async (c) => {
		await withdrawInvitation(c.var.ctx, idOf(c));
		return answer(c, { to: paths.person(idOf(c)), said: "Inbjudan är återtagen." });
	});

	app.get(paths.ownInvitation(), own, ownInvitationPage);
	app.post(paths.ownInvitationYes(), own, async (c) => {
		await confirmOwnInvitation(c.var.ctx);
		return answer(c, { to: paths.inbox(), said: "Inbjudan är bekräftad. Öppna länken för att välja inloggning." });
	});
	app.post(paths.ownInvitationNo(), own, async (c) => {
		await refuseOwnInvitation(c.var.ctx);
		return answer(c, { to: paths.inbox(), said: "Inbjudan är stoppad. Du loggar in som förut." });
	});
	return app;
}

async function ownInvitationPage(c: Http): Promise<Response> {
	const { ctx } = c.var;
	const invitation = await findWaitingInvitation(ctx.db, ctx.actor.id!, nowOf(ctx));
	if (!invitation) throw new NotFound("own invitation that waits for a yes");
	const { created_at, expires_at } = invitation;
	return page(
		c,
		<OwnInvitationPage shell={shell(c)} through={throughOf(invitation)} {...{ created_at, expires_at }} />,
	);
}
