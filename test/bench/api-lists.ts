import { paths } from "../../src/paths/paths.ts";
import { sessionFor, startServer } from "./server-process.ts";
import { percentile, row, timed } from "./timing.ts";

const TIMES = 9;
/** As many as a page of a list shows. */
const PART = 50;

/**
 * Every list that has an address of its own, as the page and as a program reads it with a key: a part as long as a page, and all of it.
 * BENCH_REGION is a copy of a filled folder; sign-ins and a key are written there.
 */
export async function bench(): Promise<void> {
	const dataDir = process.env.BENCH_REGION;
	if (!dataDir) throw new Error("BENCH_REGION ska vara en kopia av en fylld region: isk seed --size region.");
	const server = await startServer(dataDir);
	try {
		const session = await sessionFor(server, dataDir, "controller");
		const key = await keyOf(server.url, session);
		const ask = async (path: string, headers: Record<string, string>) => {
			const answer = await fetch(server.url + path, { headers, redirect: "manual" });
			return { status: answer.status, text: await answer.text() };
		};
		const { text } = await ask(paths.apiDocument(), {});
		const lists = Object.keys((JSON.parse(text) as { paths: object }).paths).filter((path) =>
			/^[^{]*\.json$/.test(path),
		);
		row("lista", "rader", "sidan", `antal=${PART}`, "alla", "del/sidan");
		for (const list of lists) {
			const start = performance.now();
			const all = await ask(list, key);
			const whole = performance.now() - start;
			if (all.status !== 200) continue;
			const p50 = async (path: string, headers: Record<string, string>) =>
				percentile(
					await timed(
						TIMES,
						() => ask(path, headers),
						async () => undefined,
					),
					0.5,
				);
			const page = await p50(list.slice(0, -".json".length), session);
			const part = await p50(`${list}?antal=${PART}`, key);
			row(list, (JSON.parse(all.text) as object[]).length, page, part, whole, part / page);
		}
	} finally {
		await server.stop();
	}
}

async function keyOf(url: string, session: Record<string, string>): Promise<Record<string, string>> {
	const made = await fetch(url + paths.ownApiTokens(), {
		method: "POST",
		body: new URLSearchParams({ name: `mätning ${Date.now()}`, days: "1" }),
		headers: { ...session, Origin: url },
	});
	return { Authorization: `Bearer ${/value="([\w-]{43})"/.exec(await made.text())![1]}` };
}
