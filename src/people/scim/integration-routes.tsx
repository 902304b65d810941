import { Hono } from "hono";
import { listDirectoryGroups, listTokens, withMembers } from "../../../db/queries/people/scim.ts";
import { listOpenProposals, type OpenProposal } from "../../../db/queries/people/scim-proposals.ts";
import type { DirectoryWords } from "../../../db/schema/people/scim.ts";
import { ProposalsPage } from "../../../views/people/scim/proposals-page.tsx";
import { GroupPage } from "../../../views/people/scim/group-page.tsx";
import { IntegrationMadePage } from "../../../views/people/scim/integration-made-page.tsx";
import { IntegrationsPage } from "../../../views/people/scim/integrations-page.tsx";
import { unitOptions } from "../../ground/remembered/units.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import { baseUrl } from "../../ground/http/base-url.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { addIntegration } from "./add-integration.ts";
import { coupleGroup } from "./couple-group.ts";
import { endIntegration } from "./end-integration.ts";
import { requireGroup } from "./require-group.ts";
import { decideProposal } from "./decide-proposal.ts";
import { AddIntegration, COUPLED_ROLES, CoupleGroup, DecideProposal } from "./schema.ts";

const GROUPS_SHOWN = 500;

/** The administrator's side: tokens for directories, and what their groups mean here. */
export function integrationRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get(paths.integrations(), permit("integration.view"), (c) => integrationsPage(c, UNTOUCHED));
	app.post(paths.integrations(), permit("integration.edit"), (c) =>
		submit(c, {
			schema: AddIntegration,
			command: (input) => addIntegration(c.var.ctx, input),
			done: (token) => page(c, <IntegrationMadePage shell={shell(c)} token={token} address={addressOf(c)} />),
			again: (form) => integrationsPage(c, form),
		}),
	);
	app.post("/integrationer/:id/avslut", permit("integration.edit"), async (c) => {
		await endIntegration(c.var.ctx, c.req.param("id"));
		return answer(c, { to: paths.integrations(), said: "Integrationen är avslutad." });
	});

	// whoever administers the person says yes or no, also where they do not administer integrations
	app.get(paths.directoryProposals(), permit("organisation.edit"), proposalsPage);
	app.post("/integrationer/forslag/:id", permit("organisation.edit"), (c) =>
		submit(c, {
			schema: DecideProposal,
			command: ({ verdict }) => decideProposal(c.var.ctx, c.req.param("id"), verdict === "yes"),
			done: () => answer(c, { to: paths.directoryProposals(), said: "Svaret är sparat." }),
			again: () => proposalsPage(c),
		}),
	);

	app.get("/integrationer/grupper/:id", permit("integration.view"), (c) => groupPage(c, UNTOUCHED));
	app.post("/integrationer/grupper/:id", permit("integration.edit"), (c) =>
		submit(c, {
			schema: CoupleGroup,
			command: (input) => coupleGroup(c.var.ctx, c.req.param("id"), input),
			done: () => answer(c, { to: paths.integrations(), said: "Kopplingen är sparad och rollerna är uppdaterade." }),
			again: (form) => groupPage(c, form),
		}),
	);
	return app;
}

async function proposalsPage(c: Http): Promise<Response> {
	const { db, actor } = c.var.ctx;
	const proposals = await listOpenProposals(db, reachOf(actor, "organisation.edit"));
	return page(c, <ProposalsPage shell={shell(c)} proposals={proposals.map(shownProposal)} own_id={actor.id} />);
}

/** The person as they are, and as the directory wants them. */
function shownProposal({ wanted, ...proposal }: OpenProposal) {
	return { ...proposal, wanted: JSON.parse(wanted) as DirectoryWords };
}

function addressOf(c: Http): string {
	return `${baseUrl(c)}${paths.scim()}`;
}

async function integrationsPage(c: Http, form: FormState): Promise<Response> {
	const { db } = c.var.ctx;
	const groups = await withMembers(db, await listDirectoryGroups(db, {}, { offset: 0, limit: GROUPS_SHOWN }));
	const names = new Map((await unitsOf(c)).map(({ id, name }) => [id, name]));
	const rows = groups.map((group) => ({
		...group,
		unit_name: group.unit_id ? (names.get(group.unit_id) ?? "") : null,
	}));
	const now = c.var.ctx.clock().toISOString();
	const tokens = (await listTokens(db)).map((token) => ({ ...token, is_expired: token.expires_at <= now }));
	const props = { tokens, groups: rows, address: addressOf(c), form };
	return page(c, <IntegrationsPage shell={shell(c)} {...props} />);
}

async function groupPage(c: Http, form: FormState): Promise<Response> {
	const id = c.req.param("id") ?? "";
	const group = await requireGroup(c.var.ctx.db, id);
	const props = { group, units: await unitsOf(c), roles: COUPLED_ROLES, form };
	return page(c, <GroupPage shell={shell(c)} {...props} />);
}

function unitsOf(c: Http) {
	return unitOptions(c.var.ctx.db, reachOf(c.var.ctx.actor, "organisation.edit"), c.var.today);
}
