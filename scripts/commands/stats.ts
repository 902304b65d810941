import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { answerStats } from "../../src/ground/sampling/stats.ts";
import { argumentsOf, type Command } from "./command.ts";

/** One JSON request per line in, one JSON answer per line out, in order, as they come. Needs no database. */
export const stats: Command = {
	usage: "",
	says: "Räknar stickprovsstorlekar och gränser: en JSON-fråga per rad in, ett svar per rad ut",
	async run(args) {
		argumentsOf(args, "stats", 0, {});
		await answerLines(process.stdin, process.stdout);
	},
};

/** An empty line is a line too and gets its answer, so that question and answer have the same line number. */
async function answerLines(input: Readable, output: Writable): Promise<void> {
	try {
		for await (const lines of linesOf(input)) {
			const open = output.write(lines.map((line) => `${answerStats(line)}\n`).join(""));
			if (!open) await once(output, "drain");
		}
	} catch (error) {
		// whoever asked may stop listening (`| head`): that ends the work and is no failure
		if ((error as { code?: string }).code !== "EPIPE") throw error;
	}
}

/** The complete lines of each piece that arrives; what stands after the last line break is a line when it is not empty. */
async function* linesOf(input: Readable): AsyncGenerator<string[]> {
	input.setEncoding("utf8");
	let rest: string[] = [];
	let isFirst = true;
	for await (const piece of input as AsyncIterable<string>) {
		const parts = (isFirst ? piece.replace(/^\ufeff/, "") : piece).split("\n");
		isFirst = false;
		if (parts.length > 1) {
			yield [rest.join("") + parts[0], ...parts.slice(1, -1)];
			rest = [];
		}
		rest.push(parts.at(-1)!);
	}
	const last = rest.join("");
	if (last !== "") yield [last];
}
