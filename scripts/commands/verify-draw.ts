import { readFileSync } from "node:fs";
import { verifyDrawRecord } from "../../src/ground/sampling/verify-draw-record.ts";
import { argumentsOf, type Command, UsageError } from "./command.ts";

const USAGE = "PROTOKOLL.json";

/** Makes a draw again from its exported record alone: no database, no server. */
export const verifyDraw: Command = {
	usage: USAGE,
	says: "Gör om en dragning ur dess protokoll och säger om det stämmer",
	async run(args) {
		const { positionals } = argumentsOf(args, `verify-draw ${USAGE}`, 1, {});
		const verdict = verifyDrawRecord(recordIn(positionals[0]!));
		if (!verdict.ok) throw new UsageError(`Protokollet stämmer inte.\n${verdict.problems.join("\n")}`);
		console.log("Protokollet stämmer: samma hemlighet, population och stickprov.");
		console.log(JSON.stringify(verdict));
	},
};

function recordIn(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, ""));
	} catch {
		throw new UsageError(`${file} finns inte eller är inte ett protokoll i JSON.`);
	}
}
