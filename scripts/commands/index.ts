import type { Command } from "./command.ts";
import { seed } from "./seed.ts";

/** Every command by its name on the command line. */
export const COMMANDS: Record<string, Command> = {
	seed,};
