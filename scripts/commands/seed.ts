import { listRootUnits } from "../../db/queries/units.ts";
import { openSealKey } from "../../src/closing/seal-key.ts";
import { fillDemo } from "../../src/demo/fill-demo.ts";
import { fillRegion, REGION } from "../../src/demo/fill-region.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

const USAGE = "seed [--size demo|region]";

/** Fills an empty installation. Refused in production and over existing data. */
export const seed: Command = {
	usage: "[--size demo|region]",
	says: "Fyller en tom installation med exempeldata",
	async run(args, config) {
		const { values } = argumentsOf(args, USAGE, 0, { size: { type: "string", default: "demo" } });
		if (values.size !== "demo" && values.size !== "region") throw new UsageError("--size ska vara demo eller region.");
		if (config.production) throw new UsageError("Exempeldata får inte läggas in i drift (NODE_ENV är production).");
		await withContext(
			config,
			async (ctx) => {
				if ((await listRootUnits(ctx.db)).length > 0)
					throw new UsageError("Installationen innehåller redan uppgifter; exempeldata läggs bara i en tom.");
				await (values.size === "region"
					? fillRegion(ctx, openSealKey(config.dataDir), REGION, console.log)
					: fillDemo(ctx, openSealKey(config.dataDir)));
			},
			{ create: true },
		);
		console.log("Klart.");
	},
};
