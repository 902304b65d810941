import { pino } from "pino";
import { expect, test } from "vitest";
import { createApp } from "../../../src/app.tsx";
import { readConfig } from "../../../src/config.ts";
import { metricsApp } from "../../../src/running/metrics/observe.ts";
import { openMetrics } from "../../../src/running/metrics/metrics.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

test("requests are counted by route pattern, never by address, and made-up ones as one", async () => {
	const world = await openWorld();
	const metrics = openMetrics();
	const config = readConfig({ DATA_DIR: world.dataDir, NODE_ENV: "test" });
	const app = createApp({ ...world.ctx, config, log: pino({ level: "silent" }), metrics });
	const hit = (path: string, method = "GET") => app.request(`http://127.0.0.1:3000${path}`, { method });
	await hit("/inbjudan/hemlig-lank-som-inte-ska-synas");
	await hit("/scim/v2/Users/019f");
	for (let n = 0; n < 3; n++) await hit(`/hittepa/${n}`, `HITTEPA${n}`);
	const text = await (await metricsApp(metrics).request("/metrics")).text();
	expect(text).toContain('route="/inbjudan/:token",status="404"} 1');
	expect(text).toContain('route="/scim/v2/Users/:id",status="401"} 1');
	expect(text).toMatch(/count\{method="OTHER",route="none",status="\d+"\} 3/);
	for (const word of ["hemlig", "019f", "hittepa"]) expect(text).not.toContain(word);
});

test("the pages' own address has no metrics", async () => {
	const client = await clientFor(await openWorld(), "adam");
	expect((await client.get("/metrics")).status).toBe(404);
});
