import { type Config, readConfig } from "../src/config.ts";
import { COMMAND, giveWay } from "../src/ground/threads/give-way.ts";
import { Refusal } from "../src/ground/errors.ts";
import { type Command, UsageError } from "./commands/command.ts";
import { COMMANDS } from "./commands/index.ts";

/** The command line: `isk <command> …`. Exits 1 with one sentence on bad input, and changes nothing then. */
async function main([name, ...args]: string[]): Promise<void> {
	if (name === undefined || name === "help") return help();
	const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
	if (!load) throw new UsageError(`Kommandot ”${name}” finns inte. Skriv ”help” för att se alla.`);
	const command = await load();
	const config = configFor(command, args);
	if (config) await command.run(args, config);
}

function configFor(command: Command, args: string[]): Config | null {
	try {
		return readConfig(process.env);
	} catch (error) {
		if (!command.withoutConfig) throw error;
		command.withoutConfig(args, error as Error);
		return null;
	}
}

async function help(): Promise<void> {
	console.log("Användning: npm run isk -- <kommando>\n");
	for (const [name, load] of Object.entries(COMMANDS)) {
		const { usage, says } = await load();
		console.log(`  ${`${name} ${usage}`.padEnd(58)} ${says}`);
	}
}

// whoever waits for a page of the server beside it goes first
giveWay(COMMAND);
try {
	await main(process.argv.slice(2));
} catch (error) {
	if (error instanceof Refusal || error instanceof UsageError) console.error(error.message);
	else console.error(`Kommandot misslyckades: ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
}
