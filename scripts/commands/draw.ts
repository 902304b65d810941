import { findPopulationOf } from "../../db/queries/checks/populations.ts";
import { drawSample } from "../../src/checks/draws/draw-sample.ts";
import { requireNamedControl } from "../../src/checks/populations/named-control.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";
import { inOptions, periodOf } from "./purchase-arguments.ts";

const USAGE = "--control NYCKEL --period ÅÅÅÅ-MM [--public-value TEXT]";

/** Draws the sample of a frozen population and prints what was drawn. */
export const draw: Command = {
	usage: USAGE,
	says: "Drar stickprovet ur en fryst population",
	async run(args, config) {
		const { values } = argumentsOf(args, `draw ${USAGE}`, 0, {
			control: { type: "string" },
			period: { type: "string" },
			"public-value": { type: "string" },
		});
		const period = periodOf(values.period);
		const drawn = await withContext(config, async (ctx) => {
			const control = await requireNamedControl(ctx.db, period, values.control).catch(inOptions);
			const population = await findPopulationOf(ctx.db, control.id, period);
			if (!population)
				throw new UsageError(`Populationen för ${control.key}/${period} är inte fryst. Läs in inköpsfilen först.`);
			return drawSample(ctx, population.id, { public_value: values["public-value"] ?? null });
		});
		console.log(JSON.stringify(drawn));
	},
};
