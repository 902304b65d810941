import { fileURLToPath } from "node:url";
import { openDatabase } from "../../db/open.ts";
import setup from "../db/postgres.ts";
import { start } from "../resilience/killed.ts";

const SECONDS = 10;
const WRITERS = 50;
const writer = fileURLToPath(new URL("../resilience/writer.ts", import.meta.url));

/**
 * What the one lock of writers lets through in a second, from one process and from two, on a PostgreSQL that waits for its disk.
 * A node more answers more pages; it makes no write faster, because writers stand in one line.
 */
export async function bench(): Promise<void> {
	let server = "";
	const provide = (_name: string, url: string) => {
		server = url;
	};
	const stop = await setup({ provide }, []);
	try {
		const url = `${server}/postgres`;
		const database = openDatabase({ url, file: "" });
		await database.migrate();
		await database.close();
		for (const processes of [1, 2]) {
			const running = Array.from({ length: processes }, (_, index) =>
				start(process.execPath, ["--import", "tsx", writer, url, String(WRITERS / processes), `${processes}-${index}`]),
			);
			while (!running.every(({ lines }) => lines().length > 0)) await new Promise((resolve) => setTimeout(resolve, 50));
			const count = () => running.reduce((sum, { lines }) => sum + lines().length, 0);
			const before = count();
			await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000));
			const each = Math.round((count() - before) / SECONDS);
			console.log(`${processes} process${processes > 1 ? "es" : ""}, ${WRITERS} writers: ${each} writes/s`);
			for (const { child } of running) child.kill("SIGKILL");
			await Promise.all(running.map(({ ended }) => ended));
		}
	} finally {
		await stop();
	}
}
