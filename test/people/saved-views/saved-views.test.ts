import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

const VIEW = { name: "Mina större", path: paths.deviations(), query: "grad=major&sortera=-due_on" };

async function saved() {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const answer = await carin.post(paths.savedViews(), VIEW);
	const location = answer.headers.get("location")!;
	return { world, carin, location, id: new URL(location, "http://x").searchParams.get("vy")! };
}

test("a view is an address under a name, shown to its owner alone, with an event", async () => {
	const { world, carin, location, id } = await saved();
	expect(location).toBe(`/avvikelser?grad=major&sortera=-due_on&vy=${id}`);
	const page = await (await carin.get(location)).text();
	expect(page).toMatch(/aria-current="page"[^>]*>Mina större</);
	expect(await (await (await clientFor(world, "mats")).get(paths.deviations())).text()).not.toContain("Mina större");
	const [event] = await world.ctx.db.selectFrom("events").selectAll().where("type", "=", "list_view.saved").execute();
	expect(JSON.parse(event!.data)).toEqual({ name: "Mina större", path: "/avvikelser" });
});

test("a name that is used again takes the new choice; the same again changes nothing", async () => {
	const { world, carin } = await saved();
	await carin.post(paths.savedViews(), VIEW);
	await carin.post(paths.savedViews(), { ...VIEW, query: "grad=minor" });
	const rows = await world.ctx.db.selectFrom("saved_views").select(["name", "query"]).execute();
	expect(rows).toEqual([{ name: "Mina större", query: "grad=minor" }]);
	expect(
		await world.ctx.db.selectFrom("events").selectAll().where("type", "=", "list_view.saved").execute(),
	).toHaveLength(2);
});

test("somebody else's view is neither shown as one's own nor removed", async () => {
	const { world, location, id } = await saved();
	const mats = await clientFor(world, "mats");
	expect(await (await mats.get(location)).text()).toContain("Den sparade vyn finns inte");
	expect((await mats.post(paths.savedViewRemoval(), { view: id })).status).toBe(404);
	expect(await world.ctx.db.selectFrom("saved_views").selectAll().execute()).toHaveLength(1);
});

test("a view never leads out of the product, has a name, and is removed by its owner", async () => {
	const { world, carin, id } = await saved();
	for (const path of ["https://ond.example/", "//ond.example", "/\\ond.example"]) {
		const answer = await carin.post(paths.savedViews(), { ...VIEW, name: "Ut", path });
		expect(answer.headers.get("location") ?? "/").toMatch(/^\/(\?|$)/);
	}
	for (const query of [
		"hitta=%2F%5C",
		"hitta=/",
		"#//ond.example",
		"?//ond.example",
		"a=b\r\nLocation: //ond.example",
	]) {
		const answer = await carin.post(paths.savedViews(), { ...VIEW, name: query.trim().slice(0, 20), query });
		expect(answer.headers.get("location") ?? paths.deviations(), query).toMatch(/^\/avvikelser(\?[\w=%&+*.-]*)?$/);
	}
	const found = await carin.post(paths.savedViews(), { ...VIEW, name: "Snedstreck", query: "hitta=2026%2F27" });
	expect(found.headers.get("location"), "a search for a stroke is kept").toMatch(/^\/avvikelser\?hitta=2026%2F27&vy=/);
	const nameless = await carin.post(paths.savedViews(), { ...VIEW, name: " " });
	expect([nameless.status, (await nameless.text()).includes("grad=major&amp;sortera=-due_on")]).toEqual([422, true]);
	expect((await carin.post(paths.savedViewRemoval(), { view: id })).headers.get("location")).toBe("/avvikelser");
	const left = await world.ctx.db.selectFrom("saved_views").select("id").where("id", "=", id).execute();
	expect(left).toEqual([]);
});

test("a person's views have an end, of one list and of all, and a name that is used again is no new one", async () => {
	const { world, carin } = await saved();
	const save = async (path: string, name: string, query = "grad=minor") => {
		const answer = await carin.post(paths.savedViews(), { name, path, query });
		return [answer.status, (await answer.text()).match(/Du har redan \d+ [\p{L} ]+/u)?.[0]];
	};
	const rows = (from: number, to: number, path: (n: number) => string) =>
		Array.from({ length: to - from }, (_, n) => ({
			...{ id: `vy-${from + n}`, person_id: world.ids.carin, path: path(n), name: `Vy ${from + n}`, query: "" },
			created_at: "2026-11-16T09:00:00.000Z",
		}));
	const put = (more: ReturnType<typeof rows>) =>
		world.ctx.database.transaction((trx) => trx.insertInto("saved_views").values(more).execute());
	await put(rows(1, 30, () => paths.deviations()));
	expect(await save(paths.deviations(), "En till")).toEqual([422, "Du har redan 30 vyer av listan"]);
	await put(rows(30, 200, (n) => `/hittad-pa-${n}`));
	expect(await save("/en-till", "En till")).toEqual([422, "Du har redan 200 sparade vyer"]);
	expect(await save(paths.deviations(), VIEW.name), "the same name takes the new choice").toEqual([303, undefined]);
	expect(await world.ctx.db.selectFrom("saved_views").select("id").execute()).toHaveLength(200);
});
