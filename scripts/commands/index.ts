import type { Command } from "./command.ts";

/** Every command by its name on the command line. Each is loaded when it is wanted: all of them take seconds. */
export const COMMANDS: Record<string, () => Promise<Command>> = {
	seed: async () => (await import("./seed.ts")).seed,
	stats: async () => (await import("./stats.ts")).stats,
	hits: async () => (await import("./hits.ts")).hits,
	draw: async () => (await import("./draw.ts")).draw,
	"import-purchases": async () => (await import("./import-purchases.ts")).importPurchasesCommand,
	"verify-draw": async () => (await import("./verify-draw.ts")).verifyDraw,
	"adopt-keys": async () => (await import("./adopt-keys.ts")).adoptKeys,
	backup: async () => (await import("./backup.ts")).backup,
	"copy-to": async () => (await import("./copy-to.ts")).copyTo,
	doctor: async () => (await import("./doctor.ts")).doctor,
	"export-report": async () => (await import("./export-report.ts")).exportReport,
	"import-plan": async () => (await import("./import-plan.ts")).importPlan,
	invite: async () => (await import("./invite.ts")).invite,
	"move-files": async () => (await import("./move-files.ts")).moveFiles,
	periods: async () => (await import("./periods.ts")).periods,
	restore: async () => (await import("./restore.ts")).restore,
	verify: async () => (await import("./verify.ts")).verify,
};
