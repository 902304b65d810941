import { type Logger, pino } from "pino";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import { sessionCookie } from "../../src/ground/http/actor.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { appOnce } from "./app-once.ts";
import type { PersonKey, World } from "./world.ts";

const ORIGIN = "http://127.0.0.1:3000";

export interface Client {
	get(path: string, headers?: Record<string, string>): Promise<Response>;
	/** Posts a plain form; with `htmx` as htmx would. A list value becomes repeated fields. */
	post(
		path: string,
		form: Record<string, string | string[]>,
		/** `body` goes in place of the form, as it is. */
		options?: { htmx?: boolean; headers?: Record<string, string>; body?: Uint8Array },
	): Promise<Response>;
	/** Posts multipart/form-data. */
	upload(
		path: string,
		form: FormData,
		options?: { htmx?: boolean; headers?: Record<string, string> },
	): Promise<Response>;
}

/** The whole application over a test's world, as seen by one signed-in person (or nobody). */
export async function clientFor(
	world: World,
	person: PersonKey | null,
	at?: string,
	environment: Record<string, string> = {},
	/** Takes the log's lines of unexpected errors. */
	failed?: (line: string) => void,
): Promise<Client> {
	const config = readConfig({ DATA_DIR: world.dataDir, NODE_ENV: "test", ...environment });
	const personal = person ? await world.as(person, at) : world.ctx;
	const open = (log: Logger) => createApp({ ...world.ctx, clock: personal.clock, config, log });
	const app = failed
		? open(pino({ level: "error" }, { write: failed }))
		: appOnce(world.ctx, JSON.stringify([person && personal.clock(), world.dataDir, environment]), open);
	const cookie: Record<string, string> = person
		? { Cookie: `${sessionCookie(config).name}=${await signIn(personal, "test")}` }
		: {};
	const send = async (path: string, init: RequestInit) => app.request(`${ORIGIN}${path}`, init);
	return {
		get: (path, headers) => send(path, { headers: { ...cookie, ...headers } }),
		post: (path, form, options) => {
			const body = new URLSearchParams(
				Object.entries(form).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
			);
			return send(path, {
				method: "POST",
				body: options?.body ?? body,
				headers: { ...cookie, Origin: ORIGIN, ...(options?.htmx ? { "HX-Request": "true" } : {}), ...options?.headers },
			});
		},
		upload: (path, form, options) =>
			send(path, {
				method: "POST",
				body: form,
				headers: { ...cookie, Origin: ORIGIN, ...(options?.htmx ? { "HX-Request": "true" } : {}), ...options?.headers },
			}),
	};
}
