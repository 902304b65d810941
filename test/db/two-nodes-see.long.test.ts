import { expect, test } from "vitest";
import { installation } from "./two-nodes-installation.ts";

test("what one node writes, and that somebody signed out there, the other sees at once", {
	timeout: 900_000,
}, async () => {
	const { world, nodes, headers } = await installation();
	await Promise.all(nodes.map((node) => node.start()));
	const [one, other] = nodes.map(({ port }) => `http://127.0.0.1:${port}`);
	const ask = (url: string, path: string) => fetch(`${url}${path}`, { headers, redirect: "manual" });
	const page = `/atgarder/${world.ids.measure}`;
	expect((await ask(other!, page)).status).toBe(200);
	const form = new FormData();
	form.set("fil", new Blob([Buffer.from("kvitto")]), "syns-pa-den-andra.txt");
	const path = `/underlag/till/measure/${world.ids.measure}`;
	expect((await fetch(`${one}${path}`, { method: "POST", body: form, headers, redirect: "manual" })).status).toBe(303);
	expect(await (await ask(other!, page)).text()).toContain("syns-pa-den-andra.txt");
	expect((await fetch(`${one}/logga-ut`, { method: "POST", headers, redirect: "manual" })).status).toBe(303);
	expect((await ask(other!, page)).status).toBe(303);
});
