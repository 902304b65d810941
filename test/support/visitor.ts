import { type Logger, pino } from "pino";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/ground/log.ts";
import { PASSWORDS_ONLY, type SignInParts } from "../../src/people/session/sign-in-parts.ts";
import { appOnce } from "./app-once.ts";
import { TODAY, type World } from "./world.ts";

export interface Visitor {
	get(path: string, headers?: Record<string, string>): Promise<Response>;
	post(path: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
	send(
		method: string,
		path: string,
		body: string | FormData | null,
		headers: Record<string, string>,
	): Promise<Response>;
	/** Cookies as the browser has them now. */
	cookies: Map<string, string>;
}

export interface VisitorOptions {
	signIn?: SignInParts;
	/** As if in production behind TLS, at this address. */
	baseUrl?: string;
	/** The peer's address, as the socket says. */
	peer?: string;
	/** Moves the clock: read for every request. */
	clock?: () => Date;
	/** Takes the log's lines. */
	log?: (line: string) => void;
}

/** A browser that keeps its cookies, and has not signed in. */
export function visitorTo(world: World, options: VisitorOptions = {}): Visitor {
	const origin = options.baseUrl ?? "http://127.0.0.1:3000";
	const config = readConfig({
		DATA_DIR: world.dataDir,
		...(options.baseUrl ? { BASE_URL: options.baseUrl, NODE_ENV: "production" } : { NODE_ENV: "test" }),
	});
	const open = (log: Logger) =>
		createApp({
			...world.ctx,
			clock: options.clock ?? (() => new Date(TODAY)),
			config,
			log,
			signIn: options.signIn ?? PASSWORDS_ONLY,
		});
	const { clock, signIn, log } = options;
	const isOfItsOwn = clock ?? signIn ?? log;
	const app = isOfItsOwn
		? open(log ? openLog({ write: log }) : pino({ level: "silent" }))
		: appOnce(world.ctx, JSON.stringify(["visitor", world.dataDir, options.baseUrl]), open);
	const cookies = new Map<string, string>();
	const send = async (path: string, init: RequestInit & { headers: Record<string, string> }) => {
		const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
		const environment = options.peer ? { incoming: { socket: { remoteAddress: options.peer } } } : {};
		const headers = { ...(cookie ? { Cookie: cookie } : {}), ...init.headers };
		const response = await app.request(`${origin}${path}`, { ...init, headers }, environment);
		for (const line of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
			if (/Max-Age=0/i.test(line)) cookies.delete(name!);
			else cookies.set(name!, value!);
		}
		return response;
	};
	return {
		cookies,
		send: (method, path, body, headers) => send(path, { method, body, headers }),
		get: (path, headers) => send(path, { headers: headers ?? {} }),
		post: (path, form = {}, headers) =>
			send(path, { method: "POST", body: new URLSearchParams(form), headers: { Origin: origin, ...headers } }),
	};
}
