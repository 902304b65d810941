import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { expectClose } from "../ground/sampling/close.ts";
import bounds from "../ground/sampling/vectors/bounds.json" with { type: "json" };
import money from "../ground/sampling/vectors/mus.json" with { type: "json" };
import sizes from "../ground/sampling/vectors/sample-size.json" with { type: "json" };
import selection from "../ground/sampling/vectors/selection.json" with { type: "json" };
import stratified from "../ground/sampling/vectors/stratified.json" with { type: "json" };

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Asked {
	request: unknown;
	value: unknown;
}

const ask = (fn: string, parameters: object, value: unknown): Asked => ({ request: { fn, ...parameters }, value });

/** Every vector that the command line can answer, each as a request with its answer. */
function vectors(): Asked[] {
	const { units, neyman, proportional, tooFew } = stratified.allocation;
	const allocations = (table: Record<string, Record<string, number>>, list: readonly object[]) =>
		Object.entries(table).map(([n, expected]) =>
			ask("allocate", { units: list, n: Number(n), minimum: 1 }, Object.values(expected)),
		);
	return [
		...bounds.onesidedUpperBinomial.map((c) => ask("cpUpper", c, c.upper)),
		...bounds.twoSidedClopperPearson.flatMap((c) => {
			const risk = (1 - c.confidence) / 2;
			return [ask("cpUpper", { ...c, risk }, c.upper), ask("cpLower", { ...c, risk }, c.lower)];
		}),
		...bounds.hypergeometricUpper.map((c) => ask("hyperUpper", c, c.upperCount)),
		...bounds.hypergeometricTwoSided.flatMap((c) => {
			const risk = (1 - c.confidence) / 2;
			return [ask("hyperUpper", { ...c, risk }, c.upperCount), ask("hyperLower", { ...c, risk }, c.lowerCount)];
		}),
		...bounds.poissonFactors.map((c) => ask("poissonFactor", c, c.factor)),
		...money.poissonFactors.map((c) => ask("poissonFactor", c, c.factor)),
		...sizes.fixedDeviationsBinomial.map((c) => ask("binomialSize", c, c.n)),
		...sizes.expectedRateBinomial.map((c) => ask("expectedRateSize", c, c.n)),
		...sizes.poisson.map((c) => ask("poissonSize", c, c.n)),
		...sizes.hypergeometric.filter((c) => c.expectedRate === undefined).map((c) => ask("hyperSize", c, c.n)),
		...money.stringer.flatMap((c) => [
			ask("stringer", { ...c, model: "binomial" }, c.upperBinomial),
			ask("stringer", { ...c, model: "poisson" }, c.upperPoissonUncapped),
		]),
		...stratified.stratifiedUpper.map((c) => ask("stratifiedUpper", c, c.upperCount)),
		...allocations(neyman, units),
		...allocations(
			proportional,
			units.map(({ id, N }) => ({ id, N })),
		),
		ask("allocate", { units, n: 8 }, tooFew),
		...selection.cases.map((c) =>
			ask(
				"rank",
				{ seedHex: c.seedHex, drawId: c.drawId, keys: selection.keysInImportOrder },
				c.ranking.map((row) => row.key),
			),
		),
		ask("hyperSize", { maxDeviations: 1, tolerableRate: "0.05", N: 20, risk: "0.05" }, null),
	];
}

function start(): ChildProcessWithoutNullStreams {
	// the test runner's own environment has a BASE_URL that is none
	const env = { PATH: process.env.PATH };
	const child = spawn(process.execPath, ["--import", "tsx", "scripts/isk.ts", "stats"], { cwd: root, env });
	child.stdout.setEncoding("utf8");
	child.stderr.setEncoding("utf8");
	return child;
}

const nextPiece = (child: ChildProcessWithoutNullStreams) =>
	new Promise<string>((resolve, reject) => {
		child.stdout.once("data", resolve);
		child.once("exit", (code) => reject(new Error(`Ended with ${code} before it answered`)));
	});

test("the command line answers every vector, each line as it comes, in order, and goes on after errors", async () => {
	const child = start();
	const problems: string[] = [];
	child.stderr.on("data", (text: string) => problems.push(text));
	const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));

	child.stdin.write('\ufeff{"fn":"cpUpper","k":0,"n":60,"risk":0.05}\r\n');
	expectClose(JSON.parse(await nextPiece(child)).value, 0.048702913310097504);

	child.stdin.write("inte json\n\n");
	let errors = await nextPiece(child);
	while (errors.split("\n").length < 3) errors += await nextPiece(child);
	for (const line of errors.trimEnd().split("\n")) expect(JSON.parse(line).error).toMatch(/JSON\.$/);

	const asked = vectors();
	expect(asked.length).toBeGreaterThan(140);
	const pieces: string[] = [];
	child.stdout.on("data", (piece: string) => pieces.push(piece));
	const keys = Array.from({ length: 50_000 }, (_, index) => `100|LF|2026|${index}|é`);
	const [large] = selection.cases;
	const lines = asked.map(({ request }) => JSON.stringify(request));
	// larger than any pipe's buffer, and the last line has no line break
	lines.push(JSON.stringify({ fn: "rank", seedHex: large!.seedHex, drawId: large!.drawId, keys }));
	child.stdin.end(lines.join("\n"));
	expect(await ended).toBe(0);
	const answers = pieces.join("").split("\n");
	expect(answers.pop()).toBe("");
	expect(answers.length).toBe(asked.length + 1);
	for (const [index, { request, value }] of asked.entries()) {
		const answer = JSON.parse(answers[index]!);
		if (typeof value === "number" && !Number.isInteger(value)) expectClose(answer.value, value);
		else expect(answer, JSON.stringify(request)).toEqual({ value });
	}
	expect(new Set(JSON.parse(answers.at(-1)!).value).size).toBe(keys.length);
	expect(problems).toEqual([]);
});
