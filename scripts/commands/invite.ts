import { findPersonByEmail } from "../../db/queries/people/accounts.ts";
import { invitePerson } from "../../src/people/accounts/invite-person.ts";
import { stockholmDate } from "../../src/ground/calendar/stockholm.ts";
import { forbiddenSentence } from "../../src/ground/access/sign-in-rules.ts";
import { readOidcSettings } from "../../src/people/session/oidc-settings.ts";
import { paths } from "../../src/paths/paths.ts";
import { nowOf } from "../../src/ground/write/context.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

const USAGE = "invite <e-post>";

/** A way back in when nobody who can invite can sign in: whoever runs commands on the server. */
export const invite: Command = {
	usage: "<e-post>",
	says: "Skriver ut en engångslänk som låter en person välja inloggning på nytt",
	async run(args, config) {
		const { positionals } = argumentsOf(args, USAGE, 1, {});
		await withContext(config, async (ctx) => {
			const person = await findPersonByEmail(ctx.db, positionals[0]!.trim().toLowerCase());
			if (!person) throw new UsageError("Ingen person har den e-postadressen.");
			const { token, name } = await invitePerson(ctx, person.id, stockholmDate(nowOf(ctx)));
			console.log(`Engångslänk för ${name}, gäller i tre dygn:`);
			const provider = readOidcSettings(config)?.name ?? null;
			const forbidden = await forbiddenSentence({ ...ctx, sign_in: { provider, production: config.production } });
			if (forbidden !== null) console.log(`${forbidden} Länken kopplar personen dit, och ger inget lösenord.`);
			console.log(`${config.baseUrl ?? `http://${config.host}:${config.port}`}${paths.invitation(token)}`);
		});
	},
};
