import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { listBoardsOn } from "../../db/queries/report/periods.ts";
import { reachOf } from "../../src/ground/access/actor.ts";
import { stockholmDate } from "../../src/ground/calendar/stockholm.ts";
import { importPlan as importPlanFrom } from "../../src/register/plan-import/import-plan.ts";
import { PlanRefused } from "../../src/register/plan-import/plan-rows.ts";
import { WorkbookRefused } from "../../src/ground/reading/workbook/zip-parts.ts";
import { type Context, nowOf } from "../../src/ground/write/context.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

const USAGE = "import-plan FIL.xlsx --year ÅR [--board NÄMND]";
const MAX_FILE_BYTES = 20_000_000;

export const importPlan: Command = {
	usage: "FIL.xlsx --year ÅR [--board NÄMND]",
	says: "gör ett utkast till plan av kolumnerna Verksamhet, Risk, Åtgärd",
	async run(args, config) {
		const { values, positionals } = argumentsOf(args, USAGE, 1, {
			year: { type: "string" },
			board: { type: "string" },
		});
		if (!/^20\d\d$/.test(values.year ?? ""))
			throw new UsageError(`Ange planens år med --year, till exempel --year 2027.`);
		const year = Number(values.year);
		const file = checkedFile(positionals[0]!);
		await withContext(config, async (ctx) => {
			const board = await boardOf(ctx, values.board);
			const done = await importPlanFrom(ctx, board.id, year, file).catch((error: unknown) => {
				if (error instanceof PlanRefused || error instanceof WorkbookRefused) throw new UsageError(error.message);
				throw error;
			});
			console.log(
				`Utkast till internkontrollplan ${year} för ${board.name}: ${done.areas} verksamheter, ${done.risks} risker, ${done.measures} åtgärder.`,
			);
		});
	},
};

function checkedFile(name: string): string {
	const file = resolve(name);
	if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`Filen ${file} finns inte.`);
	if (statSync(file).size > MAX_FILE_BYTES) throw new UsageError(`Filen ${file} är större än 20 MB.`);
	return file;
}

async function boardOf(ctx: Context, name: string | undefined): Promise<{ id: string; name: string }> {
	const boards = await listBoardsOn(ctx.db, reachOf(ctx.actor, "plan.edit"), stockholmDate(nowOf(ctx)));
	const names = boards.map((board) => board.name).join(", ");
	const chosen = name === undefined ? boards : boards.filter((board) => board.name === name);
	if (chosen.length === 1) return chosen[0]!;
	if (boards.length === 0) throw new UsageError("Det finns ingen nämnd. Lägg till en nämnd först.");
	throw new UsageError(
		name === undefined
			? `Det finns flera nämnder. Välj en med --board: ${names}.`
			: `Nämnden ”${name}” finns inte. Det finns: ${names}.`,
	);
}
