import { findOpenLink } from "../../../db/queries/people/accounts.ts";
import { hasHadAdministrator } from "../../../db/queries/people/session.ts";
import { listRootUnits } from "../../../db/queries/people/units.ts";
import { personSortKey, sortKey } from "../../../db/schema/sort-key.ts";
import { insertAccount, useLink } from "../../../db/writes/people/accounts.ts";
import { insertPerson, insertRole } from "../../../db/writes/people/people.ts";
import { insertUnit } from "../../../db/writes/people/units.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import type { Browser } from "../../ground/access/browser.ts";
import { startSession } from "../session/start-session.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotFound } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { hashPassword } from "../session/password-hash.ts";
import type { SetUp } from "./schema.ts";
import { userKey } from "../session/schema.ts";

/** Throws `NotFound` unless the token is the one printed last, unused, and nobody has ever been administrator (T26). */
export async function requireSetUp(ctx: Context, token: string, db = ctx.db): Promise<string> {
	const link = await findOpenLink(db, sessionIdOf(token), "set_up", nowOf(ctx));
	if (!link || (await hasHadAdministrator(db))) throw new NotFound("set-up that is closed");
	return link.id;
}

/** The first administrator, and the top of the unit tree when there is none. Closes the set-up for good. Returns the session's token. */
export async function setUpInstallation(
	ctx: Context,
	token: string,
	input: SetUp,
	today: string,
	browser: Browser,
): Promise<string> {
	await requireSetUp(ctx, token);
	const password_hash = await hashPassword(input.password);
	const personId = newId(ctx.clock());
	const own: Context = { ...ctx, actor: { id: personId, name: input.name, roles: [], via: "web" } };
	return write(own, async (writing) => {
		const { trx, record } = writing;
		const now = nowOf(ctx);
		const linkId = await requireSetUp(ctx, token, trx);
		if (!(await useLink(trx, linkId, now))) throw new NotFound("set-up that was just used");
		const unitId = await topUnit(writing, ctx, input.region, today);
		await insertPerson(trx, {
			id: personId,
			name: input.name,
			sort_name: personSortKey(input.name),
			email: input.email,
			ledger_name: null,
			created_at: now,
			ended_at: null,
			version: 1,
		});
		await insertRole(trx, {
			id: newId(ctx.clock()),
			person_id: personId,
			role: "administrator",
			unit_id: unitId,
			valid_from: today,
			valid_to: null,
			substitute_for: null,
			version: 1,
		});
		await insertAccount(trx, {
			person_id: personId,
			user_name: input.user_name,
			user_key: userKey(input.user_name),
			password_hash,
			password_changed_at: now,
			totp_secret: null,
			totp_pending: null,
			totp_counter: 0,
		});
		await record({
			type: "installation.set_up",
			unit_id: unitId,
			object: { kind: "person", id: personId },
			data: { name: input.name, region: input.region },
		});
		return startSession(writing, own, "uppstart", browser);
	});
}

async function topUnit({ trx, record }: Writing, ctx: Context, name: string, today: string): Promise<string> {
	const [root] = await listRootUnits(trx);
	if (root) return root.id;
	const id = newId(ctx.clock());
	await insertUnit(trx, {
		id,
		kind: "region",
		code: null,
		name,
		sort_name: sortKey(name),
		parent_id: null,
		valid_from: `${today.slice(0, 4)}-01-01`,
		valid_to: null,
		version: 1,
	});
	await record({ type: "unit.added", unit_id: id, object: { kind: "unit", id }, data: { name } });
	return id;
}
