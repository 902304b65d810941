import { expect, it } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { type Client, clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";
import { importText, rowsIn } from "./support.ts";

/** Two systems use the same heading: what is a unit in one is a voucher's number in the other. */
const ledger = (number: string, month = "10") => `Ver;Nummer;Dag;Kronor\n${number};1001;2026-${month}-02;5\n`;
const orders = (number: string) => `Nummer;Plats;Dag;Kronor\n${number};1001;2026-10-02;7\n`;

async function uploaded(client: Client, text: string, period_key = "2026-10") {
	const body = new FormData();
	body.append("period_key", period_key);
	body.append("file", new Blob([text]), "fil.csv");
	const answer = await client.upload(paths.purchasesPreview(), body);
	expect(answer.status).toBe(303);
	return shown(client, answer.headers.get("location")!);
}

async function shown(client: Client, url: string) {
	const html = (await (await client.get(url)).text()).replaceAll("\u00a0", " ");
	return { token: decodeURIComponent(url.split("/").at(-1)!), html };
}

async function mapped(client: Client, token: string, source: string, means: Record<string, string>) {
	const heading = Object.keys(means);
	const was = heading.map(() => "");
	const answer = await client.post(paths.purchasesMapping(token), {
		source,
		heading,
		was,
		field: Object.values(means),
	});
	expect(answer.status).toBe(303);
	return shown(client, answer.headers.get("location")!);
}

const DAYS = { Dag: "booking_date", Kronor: "amount" };

async function opened() {
	const world = await openWorld();
	return { world, carin: await world.as("carin"), client: await clientFor(world, "carin") };
}

const sourceOf = async (world: World, id: string) =>
	(
		await world.ctx.db
			.selectFrom("purchase_files as file")
			.leftJoin("purchase_sources as source", "source.id", "file.source_id")
			.select("source.name")
			.where("file.id", "=", id)
			.executeTakeFirstOrThrow()
	).name;

it("keeps what headings mean under its name, with when and by whom, and the next file is read by it", async () => {
	const { world, client } = await opened();
	const first = await uploaded(client, ledger("V1", "09"), "2026-09");
	expect(first.html).toContain('name="source"');
	const read = await mapped(client, first.token, "Raindance", { Nummer: "unit_code", ...DAYS });
	expect(read.html).toMatch(/Läst som källan Raindance, namngiven .*2026 av Carin Åberg\./);
	expect(read.html).toMatch(/Kopplade för hand: .*Nummer \(enhetskod\), .*2026 av Carin Åberg/);
	expect((await client.post(paths.purchasesConfirmation(read.token), {})).status).toBe(303);
	const file = await world.ctx.db.selectFrom("purchase_files").select("id").executeTakeFirstOrThrow();
	expect(await sourceOf(world, file.id)).toBe("Raindance");
	expect((await trailOf(world, "purchase_file", file.id)).join(" ")).toContain("läst som källan Raindance");
	expect(await (await client.get(paths.purchaseFile(file.id))).text()).toContain("Raindance");
	expect((await uploaded(client, ledger("V2"))).html).toContain("Läst som källan Raindance");
});

it("is not another's: the same heading means something else in a file from elsewhere, and both are kept", async () => {
	const { world, client, carin } = await opened();
	const mapping = { Nummer: "unit_code", Dag: "booking_date", Kronor: "amount" } as const;
	await importText(world, carin, ledger("V1", "09"), { period_key: "2026-09", source: "Raindance", mapping });
	const { token, html } = await uploaded(client, orders("B1"));
	expect(html).toContain("Filen saknar kolumn för");
	const other = await mapped(client, token, "Proceedo", { Nummer: "order_no", Plats: "unit_code", ...DAYS });
	expect(other.html).toContain("Läst som källan Proceedo");
	expect(other.html).toContain("Inköpen numreras efter Nummer (ordernummer)");
	expect(other.html).toContain("Andra som finns: Raindance.");
	// nobody has stored a file of the second source yet, so the control's files still come from the first
	const again = await uploaded(client, ledger("V2"));
	expect(again.html).toContain("Läst som källan Raindance");
	expect(again.html).toContain("Nummer (enhetskod)");
	expect(await rowsIn(world, "purchase_sources")).toBe(2);
});

it("has one name, however it is spelt, and takes over what its headings meant before it was named", async () => {
	const { world, client } = await opened();
	const first = await uploaded(client, ledger("V1"));
	const read = await mapped(client, first.token, "", { Nummer: "unit_code", ...DAYS });
	expect(read.html).toContain("Läst som källan Ekonomisystemet");
	const renamed = await client.post(paths.purchasesMapping(read.token), {
		source: "Raindance",
		heading: ["Nummer"],
		was: ["unit_code"],
		field: ["unit_code"],
	});
	const { html, token } = await shown(client, renamed.headers.get("location")!);
	expect(html).toContain("Läst som källan Raindance");
	expect(html).toContain("Nummer (enhetskod)");
	const same = await client.post(paths.purchasesMapping(token), { source: "RAINDANCE" });
	expect((await shown(client, same.headers.get("location")!)).html).toContain("Läst som källan Raindance");
	expect(await rowsIn(world, "purchase_sources")).toBe(2);
	const long = await client.post(paths.purchasesMapping(token), { source: "x".repeat(61) });
	expect(long.status).toBe(422);
});
