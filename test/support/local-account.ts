import { Secret, TOTP } from "otpauth";
import { findAccount } from "../../db/queries/people/accounts.ts";
import { endSessionsOf } from "../../db/writes/people/session.ts";
import { acceptInvitation } from "../../src/people/accounts/accept-invitation.ts";
import { enableCodes } from "../../src/people/accounts/enable-codes.ts";
import { invitePerson } from "../../src/people/accounts/invite-person.ts";
import { prepareCodes } from "../../src/people/accounts/prepare-codes.ts";
import { NO_BROWSER } from "../../src/ground/access/browser.ts";
import { systemActor } from "../../src/ground/access/system-actor.ts";
import { type PersonKey, TODAY, type World } from "./world.ts";

export const PASSWORD = "fyra gröna hästar äter";

/** Gives a person of the world a local account named as their key, by an invitation from the server. */
export async function giveAccount(world: World, person: PersonKey): Promise<void> {
	const server = { ...world.ctx, actor: await systemActor(world.ctx.db, "cli") };
	const { token } = await invitePerson(server, world.ids[person], TODAY.slice(0, 10));
	await acceptInvitation(world.ctx, token, { user_name: person, password: PASSWORD }, NO_BROWSER);
	await world.ctx.database.transaction((trx) => endSessionsOf(trx, world.ids[person], TODAY));
}

/** Turns on the second factor. Returns the recovery codes, and a function that gives the code at an instant. */
export async function giveCodes(world: World, person: PersonKey) {
	const ctx = await world.as(person);
	await prepareCodes(ctx, { current: PASSWORD }, NO_BROWSER);
	const account = await findAccount(world.ctx.db, world.ids[person]);
	const seed = ctx.keys.decrypt(account!.totp_pending!);
	const codeAt = (at: Date | string) =>
		new TOTP({ secret: Secret.fromBase32(seed), digits: 6, period: 30 }).generate({
			timestamp: new Date(at).getTime(),
		});
	const recovery = await enableCodes(ctx, { code: codeAt(TODAY) }, NO_BROWSER, "");
	return { recovery, codeAt, seed };
}
