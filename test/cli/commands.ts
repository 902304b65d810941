import { vi } from "vitest";
import { COMMANDS } from "../../scripts/commands/index.ts";
import { type Config, readConfig } from "../../src/config.ts";

/** Runs a command as the command line does, without starting a process. `stdout` is what it printed; a refusal is thrown. */
export async function isk(dataDir: string, ...[name, ...args]: [string, ...string[]]): Promise<string> {
	const printed: string[] = [];
	const log = vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
	try {
		const command = await COMMANDS[name]!();
		await command.run(args, configOf(dataDir));
	} finally {
		log.mockRestore();
	}
	return printed.join("\n");
}

function configOf(dataDir: string): Config {
	return readConfig({ DATA_DIR: dataDir, NODE_ENV: "test", BASE_URL: "https://isk.prov.example" });
}
