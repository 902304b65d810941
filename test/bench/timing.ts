import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";

/** The value below which `share` of the sorted samples lie. */
export function percentile(samples: readonly number[], share: number): number {
	const sorted = [...samples].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

/** Milliseconds of each of `times` calls, one after the other, after a short warm-up; `before` each, outside the time, if given. */
export async function timed(
	times: number,
	call: () => Promise<unknown>,
	before?: () => Promise<unknown>,
): Promise<number[]> {
	for (let n = 0; n < (before ? 1 : 10); n++) await call();
	const samples: number[] = [];
	for (let n = 0; n < times; n++) {
		await before?.();
		const start = performance.now();
		await call();
		samples.push(performance.now() - start);
	}
	return samples;
}

/** As `timed`, with what a call costs in CPU: on a machine that does other things too, the time says what those cost. */
export async function spent(
	times: number,
	call: (n: number) => Promise<unknown>,
): Promise<{ ms: number[]; cpu: number }> {
	let n = 0;
	const next = () => call(n++);
	for (let warm = 0; warm < 10; warm++) await next();
	const before = process.cpuUsage();
	const ms: number[] = [];
	for (let one = 0; one < times; one++) {
		const start = performance.now();
		await next();
		ms.push(performance.now() - start);
	}
	const { user, system } = process.cpuUsage(before);
	return { ms, cpu: (user + system) / 1000 / times };
}

/** Requests a second by wrk with 16 connections on loopback. Throws when an answer was not 2xx. */
export function wrk(url: string, headers: Record<string, string>, seconds = 4): number {
	const given = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
	const said = execFileSync("wrk", ["-t2", "-c16", `-d${seconds}s`, ...given, url], { encoding: "utf8" });
	if (/Non-2xx/.test(said)) throw new Error(`${url} answered something else than 2xx`);
	return Number(/Requests\/sec:\s+([\d.]+)/.exec(said)![1]);
}

/** Prints a line; BENCH_ROWS is a file that gets the same as JSON. */
export function row(...cells: (string | number)[]): void {
	if (process.env.BENCH_ROWS) appendFileSync(process.env.BENCH_ROWS, `${JSON.stringify(cells)}\n`);
	console.log(
		cells
			.map((cell, index) => (typeof cell === "number" ? cell.toFixed(2) : cell).padEnd(index === 0 ? 44 : 14))
			.join(""),
	);
}
