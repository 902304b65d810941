import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { paths } from "../../src/paths/paths.ts";
import { percentile, row } from "./timing.ts";
import { type RunningServer, sessionFor, startServer } from "./server-process.ts";

const AT_ONCE = 8;
const BYTES = 40_000_000;
const BLOCK = Buffer.alloc(1_000_000, "a=b&");
const PARTS = Buffer.from(`--x\r\nContent-Disposition: form-data; name="f"\r\n\r\nv\r\n`.repeat(20_000));

interface Body {
	type: string | null;
	head: string;
	block: Buffer;
	chunked?: boolean;
}

const FILE = '--x\r\nContent-Disposition: form-data; name="fil"; filename="a.csv"\r\n\r\n';
const BODIES: Record<string, Body> = {
	urlencoded: { type: "application/x-www-form-urlencoded", head: "", block: BLOCK },
	"text/plain": { type: "text/plain", head: "", block: BLOCK },
	"utan typ": { type: null, head: "", block: BLOCK },
	json: { type: "application/scim+json", head: "[", block: Buffer.alloc(1_000_000, "[") },
	"multipart, ett fält": { type: "multipart/form-data; boundary=x", head: FILE.replace(/; file.*"/, ""), block: BLOCK },
	"multipart, en fil": { type: "multipart/form-data; boundary=x", head: FILE, block: BLOCK },
	"multipart, tusentals delar": { type: "multipart/form-data; boundary=x", head: "", block: PARTS },
	"utan längd": { type: "multipart/form-data; boundary=x", head: FILE, block: BLOCK, chunked: true },
};

/** How long /healthz takes while eight bodies of 40 MB arrive at once, by route and by what the body says it is. */
export async function bench(): Promise<void> {
	const dataDir = mkdtempSync(join(tmpdir(), "tillracklig-bench-bodies-"));
	const server = await startServer(dataDir);
	try {
		const session = await sessionFor(server, dataDir, "controller");
		row("/healthz i ms", "median", "99 %", "högst");
		row("utan annat", ...figures(await during(server, () => new Promise((resolve) => setTimeout(resolve, 2_000)))));
		for (const [route, headers] of [
			[paths.signInPassword(), {}],
			[paths.signOut(), session],
			[`${paths.scim()}/Users`, {}],
			[paths.purchases(), session],
			[paths.hrFiles(), session],
			[paths.planReading(), session],
			[paths.riskProposals(), session],
			[paths.savedViews(), session],
			[paths.apiImport("inkop"), {}],
		] as const) {
			for (const [name, body] of Object.entries(BODIES)) {
				const waits = await during(server, () =>
					Promise.all(Array.from({ length: AT_ONCE }, () => send(server, route, headers, body))),
				);
				row(`${route} ${name}`, ...figures(waits));
			}
		}
	} finally {
		await server.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}

function figures(waits: readonly number[]): number[] {
	return [percentile(waits, 0.5), percentile(waits, 0.99), Math.max(...waits)];
}

/** A browser (an answer that never comes counts as forever) in a thread of its own, so that what is measured is the server and not whoever sends. */
const POLLER = `
const { parentPort, workerData } = require("node:worker_threads");
const waits = [];
let busy = true;
parentPort.once("message", () => (busy = false));
(async () => {
	while (busy) {
		const start = performance.now();
		await fetch(workerData).then((answer) => answer.text(), () => waits.push(Infinity));
		waits.push(performance.now() - start);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	parentPort.postMessage(waits);
})();`;

async function during(server: RunningServer, work: () => Promise<unknown>): Promise<number[]> {
	const poller = new Worker(POLLER, { eval: true, workerData: `${server.url}/healthz` });
	await new Promise((resolve) => poller.once("online", resolve));
	await new Promise((resolve) => setTimeout(resolve, 300));
	await work();
	const waits = new Promise<number[]>((resolve) => poller.once("message", resolve));
	poller.postMessage("enough");
	return waits;
}

/** Sends the whole body as fast as it is taken, until the server has answered and hung up, or has taken it all and answered. */
function send(server: RunningServer, path: string, headers: Record<string, string>, body: Body): Promise<void> {
	const { port } = new URL(server.url);
	return new Promise((resolve) => {
		const socket = connect(Number(port), "127.0.0.1");
		const length = body.chunked ? "Transfer-Encoding: chunked" : `Content-Length: ${BYTES}`;
		const type = body.type === null ? [] : [`Content-Type: ${body.type}`];
		const given = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
		const head = [
			`POST ${path} HTTP/1.1`,
			`Host: 127.0.0.1:${port}`,
			`Origin: ${server.url}`,
			"Connection: close",
			length,
		];
		socket.on("error", () => resolve());
		socket.on("close", () => resolve());
		socket.resume();
		socket.write(`${[...head, ...type, ...given].join("\r\n")}\r\n\r\n`);
		let left = BYTES;
		let first = true;
		const more = () => {
			while (left > 0 && !socket.destroyed) {
				const next = first ? Buffer.from(body.head) : body.block;
				first = false;
				const piece = next.subarray(0, left);
				left -= piece.length;
				if (piece.length === 0) continue;
				const framed = body.chunked
					? Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n")])
					: piece;
				if (!socket.write(framed)) return void socket.once("drain", more);
			}
			if (body.chunked && !socket.destroyed) socket.write("0\r\n\r\n");
		};
		more();
	});
}
