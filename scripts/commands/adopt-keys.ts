import { checkKeys, noteKeys } from "../../src/running/safe-start/check-keys.ts";
import { UnsafeStart } from "../../src/ground/settings-file.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

const USAGE = 'adopt-keys --reason "varför"';

/** The way on when keys are gone for good. A decision in the trail, never something a start does by itself. */
export const adoptKeys: Command = {
	usage: '--reason "varför"',
	says: "godtar nycklarna i KEYS_DIR i stället för dem databasen är skriven med, när de är borta för alltid",
	async run(args, config) {
		const { values } = argumentsOf(args, USAGE, 0, { reason: { type: "string" } });
		const reason = values.reason?.trim() ?? "";
		if (reason.length < 10)
			throw new UsageError(`Skriv varför, med minst tio tecken. Användning: npm run isk -- ${USAGE}`);
		await withContext(
			config,
			async (ctx) => {
				const refused = await checkKeys(ctx.db, config).catch((error: unknown) => error);
				if (refused === undefined)
					throw new UsageError("Nycklarna är de som databasen är skriven med: inget att godta.");
				if (!(refused instanceof UnsafeStart)) throw refused;
				await noteKeys(ctx, config, reason);
				console.log("Nycklarna i KEYS_DIR gäller nu, och det står i loggen.");
				console.log(
					"Det som låstes med de gamla går inte att öppna: planerade dragningar görs om, engångskoder läggs upp på nytt, och stängda rapporters underskrifter går inte att pröva.",
				);
			},
			{ anyKeys: true },
		);
	},
};
