import { prepareDemo } from "../../src/demo/prepare-demo.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

const USAGE = "seed [--size demo|region]";

/** Fills an empty installation, or one whose fill was interrupted. Refused in production and over existing data. */
export const seed: Command = {
	usage: "[--size demo|region]",
	says: "Fyller en tom installation med exempeldata",
	async run(args, config) {
		const { values } = argumentsOf(args, USAGE, 0, { size: { type: "string", default: "demo" } });
		const { size } = values;
		if (size !== "demo" && size !== "region") throw new UsageError("--size ska vara demo eller region.");
		if (config.production) throw new UsageError("Exempeldata får inte läggas in i drift (NODE_ENV är production).");
		await withContext(
			config,
			async (ctx) => {
				if (!(await prepareDemo(ctx, { place: config, size, said: console.log })))
					throw new UsageError("Installationen innehåller redan uppgifter; exempeldata läggs bara i en tom.");
			},
			{ create: true },
		);
		console.log("Klart.");
	},
};
