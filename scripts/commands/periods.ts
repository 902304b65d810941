import { listPeriods } from "../../db/queries/report/periods.ts";
import { reachOf } from "../../src/ground/access/actor.ts";
import { argumentsOf, type Command, withContext } from "./command.ts";

export const periods: Command = {
	usage: "",
	says: "skriver rapporttillfällena som JSON",
	async run(args, config) {
		argumentsOf(args, "periods", 0, {});
		await withContext(config, async ({ db, actor }) => {
			const rows = await listPeriods(db, reachOf(actor, "report.view"));
			const shown = rows.map(({ key, name, kind, year, first_day, cut_off, deadline }) => ({
				key,
				name,
				kind,
				year,
				first_day,
				cut_off,
				deadline,
			}));
			console.log(JSON.stringify(shown, null, 2));
		});
	},
};
