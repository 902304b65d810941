import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

test("what the last act said travels like the session: HttpOnly, and Secure behind TLS", async () => {
	const world = await openWorld();
	const act = { unit_id: world.ids.alfa, reason: "Tillsyn" };
	const plain = await (await clientFor(world, "carin")).post(paths.holds(), act);
	expect(plain.headers.get("set-cookie")).toMatch(/^besked=.*HttpOnly/);
	expect(plain.headers.get("set-cookie")).not.toContain("Secure");
	const behindTls = await clientFor(world, "carin", undefined, { BASE_URL: "https://isk.example" });
	const secure = await behindTls.post(paths.holds(), act, { headers: { Origin: "https://isk.example" } });
	expect(secure.headers.get("set-cookie")).toMatch(/^besked=.*Secure/);
});
