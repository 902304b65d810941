import { adoptKeys } from "./adopt-keys.ts";
import { backup } from "./backup.ts";
import type { Command } from "./command.ts";
import { copyTo } from "./copy-to.ts";
import { doctor } from "./doctor.ts";
import { draw } from "./draw.ts";
import { exportReport } from "./export-report.ts";
import { hits } from "./hits.ts";
import { importPlan } from "./import-plan.ts";
import { importPurchasesCommand } from "./import-purchases.ts";
import { invite } from "./invite.ts";
import { moveFiles } from "./move-files.ts";
import { periods } from "./periods.ts";
import { restore } from "./restore.ts";
import { seed } from "./seed.ts";
import { stats } from "./stats.ts";
import { verify } from "./verify.ts";
import { verifyDraw } from "./verify-draw.ts";

/** Every command by its name on the command line. */
export const COMMANDS: Record<string, Command> = {
	seed,
	stats,
	hits,
	draw,
	"import-purchases": importPurchasesCommand,
	"verify-draw": verifyDraw,
	"adopt-keys": adoptKeys,
	backup,
	"copy-to": copyTo,
	doctor,
	"export-report": exportReport,
	"import-plan": importPlan,
	invite,
	"move-files": moveFiles,
	periods,
	restore,
	verify,
};
