import type { Command } from "./command.ts";
import { draw } from "./draw.ts";
import { importPurchasesCommand } from "./import-purchases.ts";
import { seed } from "./seed.ts";
import { stats } from "./stats.ts";
import { verifyDraw } from "./verify-draw.ts";

/** Every command by its name on the command line. */
export const COMMANDS: Record<string, Command> = {
	seed,
	stats,
	draw,
	"import-purchases": importPurchasesCommand,
	"verify-draw": verifyDraw,
};
