import { pino } from "pino";
import { createApp } from "../../../src/app.tsx";
import { readConfig } from "../../../src/config.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { World } from "../../support/world.ts";
import { TODAY } from "../../support/world.ts";

const ORIGIN = "http://prov.example";

/** A browser whose cookie the test holds in its hand. */
export function openDemo(world: World) {
	const config = readConfig({ DATA_DIR: world.dataDir, NODE_ENV: "test" });
	const app = createApp({ ...world.ctx, clock: () => new Date(TODAY), config, log: pino({ level: "silent" }) });
	return {
		get: async (path: string, cookie: string) => app.request(`${ORIGIN}${path}`, { headers: { Cookie: cookie } }),
		post: async (path: string, form: Record<string, string>, cookie: string, origin = ORIGIN) =>
			app.request(`${ORIGIN}${path}`, {
				method: "POST",
				body: new URLSearchParams(form),
				headers: { Cookie: cookie, Origin: origin },
			}),
	};
}

/** Signs in with a click; `before` is the cookie that the browser still had. */
export async function signInAs(browser: ReturnType<typeof openDemo>, person: string, before = ""): Promise<string> {
	const answer = await browser.post(paths.signIn(), { person }, before);
	return (answer.headers.get("set-cookie") ?? "").split(";")[0]!;
}
