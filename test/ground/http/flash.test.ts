import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";
import { giveAccount, PASSWORD } from "../../support/local-account.ts";
import { visitorTo } from "../../support/visitor.ts";

test("what the last act said travels like the session: HttpOnly, and __Host- and Secure behind TLS", async () => {
	const world = await openWorld();
	const act = { unit_id: world.ids.alfa, reason: "Tillsyn" };
	const plain = await (await clientFor(world, "carin")).post(paths.holds(), act);
	expect(plain.headers.get("set-cookie")).toMatch(/^besked=.*HttpOnly/);
	expect(plain.headers.get("set-cookie")).not.toContain("Secure");
	const behindTls = await clientFor(world, "carin", undefined, { BASE_URL: "https://isk.example" });
	const secure = await behindTls.post(paths.holds(), act, { headers: { Origin: "https://isk.example" } });
	expect(secure.headers.get("set-cookie")).toMatch(/^__Host-besked=.*Path=\/.*Secure/);
});

test("words on a page come from the server alone: a flash that somebody else has written is not shown", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const done = await carin.post(paths.holds(), { unit_id: world.ids.alfa, reason: "Tillsyn" });
	const [, real = ""] = /besked=([^;]*)/.exec(done.headers.get("set-cookie") ?? "") ?? [];
	const shown = async (value: string) => {
		const visitor = visitorTo(world);
		visitor.cookies.set("besked", value);
		return { page: await (await visitor.get(paths.signIn())).text(), visitor };
	};
	const forged = JSON.stringify({ tone: "ok", text: "Ring 0900-123" });
	for (const value of [forged, btoa(forged), real.slice(0, -6)].map(encodeURIComponent))
		expect((await shown(value)).page).not.toMatch(/0900-123|Gallringsstopp/);
	const other = visitorTo(world);
	await giveAccount(world, "mats");
	await other.post(paths.signInPassword(), { user_name: "mats", password: PASSWORD });
	const mark = await shown(other.cookies.get("kand")!);
	expect(mark.visitor.cookies.has("besked"), "another cookie of ours is not taken for one").toBe(true);
	const { page, visitor } = await shown(real);
	expect([/class="flash/.test(page), visitor.cookies.has("besked")]).toEqual([true, false]);
});
