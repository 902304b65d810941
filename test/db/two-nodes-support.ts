import { type ChildProcess, spawn } from "node:child_process";
import { createServer, request as send } from "node:http";
import { type AddressInfo, createServer as createSocket } from "node:net";
import { fileURLToPath } from "node:url";
import { bundledProcess } from "../support/bundle.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** One node as a process of its own, that can be killed and started again with the same settings. */
export class Node {
	/** Where it answers; 0 while it does not. */
	port = 0;
	told = "";
	#child: ChildProcess | null = null;

	constructor(readonly env: Record<string, string>) {}

	/** Resolves when it answers. */
	async start(): Promise<void> {
		const port = await freePort();
		const child = spawn(process.execPath, [await bundledProcess(`${root}src/server.ts`)], {
			cwd: root,
			env: { PATH: process.env.PATH, ...this.env, PORT: String(port) },
			stdio: ["ignore", "pipe", "pipe"],
		});
		this.#child = child;
		this.told = "";
		for (const stream of [child.stdout, child.stderr])
			stream.on("data", (chunk: Buffer) => {
				if (this.#child === child) this.told += chunk.toString();
			});
		await until(() => this.told.includes("svarar på") || child.exitCode !== null);
		if (child.exitCode !== null) throw new Error(`The node did not start: ${this.told}`);
		this.port = port;
	}

	get leads(): boolean {
		return this.told.lastIndexOf("leads: keeps the timers") > this.told.lastIndexOf("no longer leads");
	}

	async kill(): Promise<void> {
		const child = this.#child;
		this.#child = null;
		this.port = 0;
		this.told = "";
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const gone = new Promise((resolve) => child.once("close", resolve));
		child.kill("SIGKILL");
		await gone;
	}
}

/**
 * Sends each request to the next node in turn. One that could not be reached gets nothing, so the next is asked; what broke off
 * half-way is 502: nobody knows whether it was done.
 */
export async function startProxy(nodes: readonly Node[]): Promise<{ url: string; close(): void }> {
	let turn = 0;
	const server = createServer((incoming, answer) => {
		const pieces: Buffer[] = [];
		incoming.on("data", (piece: Buffer) => pieces.push(piece));
		incoming.on("end", () => {
			const live = nodes.filter(({ port }) => port > 0);
			const forward = (left: number): void => {
				const node = live[turn++ % Math.max(1, live.length)];
				if (!node || left === 0) return void answer.writeHead(502).end();
				const { url: path, method, headers } = incoming;
				const to = send({ host: "127.0.0.1", port: node.port, path: path!, method: method!, headers }, (from) => {
					answer.writeHead(from.statusCode!, from.headers);
					from.on("error", () => answer.destroy());
					from.pipe(answer);
				});
				to.on("error", (error: NodeJS.ErrnoException) => {
					if (error.code === "ECONNREFUSED") forward(left - 1);
					else if (answer.headersSent) answer.destroy();
					else answer.writeHead(502).end();
				});
				to.end(Buffer.concat(pieces));
			};
			forward(live.length);
		});
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const { port } = server.address() as AddressInfo;
	const close = () => {
		server.closeAllConnections();
		server.close();
	};
	return { url: `http://127.0.0.1:${port}`, close };
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createSocket();
		probe.listen(0, "127.0.0.1", () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}
