import { expect, it } from "vitest";
import { CostCounts, countedFrame } from "../../../src/checks/populations/frame/what-is-counted.ts";
import { outsideFrame } from "../../../src/checks/populations/frame/frame-rules.ts";
import type { FrameRule } from "../../../db/queries/checks/populations-rules.ts";
import { frozenTerms } from "../../../src/ground/write/frozen-terms.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

const FILE = `Ver.nr;Kst;Datum;Konto;Dokumenttyp;Leverantör;Belopp
1;1001;2026-10-02;5410;Leverantörsfaktura;Kalle & Co AB;100
2;1001;2026-10-02;5410;Internfaktura;Egen verksamhet;50
3;1001;2026-10-02;7010;Utlägg;Eva;40
4;1001;2026-10-02;7010;Lönekörning;;9000
5;1001;2026-10-02;5410;Leverantörsfaktura;Kalle & Co AB;7
5;1001;2026-10-02;5410;Internfaktura;Kalle & Co AB;3
`;

it("are in or out of the frame as decided, shown with counts and sums, and written with the freeze", async () => {
	const world = await openWorld();
	const client = await clientFor(world, "carin");
	const body = new FormData();
	body.append("period_key", "2026-10");
	body.append("file", new Blob([FILE]), "fil.csv");
	const url = (await client.upload(paths.purchasesPreview(), body)).headers.get("location")!;
	const token = decodeURIComponent(url.split("/").at(-1)!);
	const text = async (address: string) => (await (await client.get(address)).text()).replaceAll("\u00a0", " ");
	expect(await text(url)).toContain("Inköp per dokumenttyp");
	const decide = (kind: string, pattern: string, effect: string) =>
		client.post(paths.purchasesRule(token), { kind, pattern, effect, reason: "Prövas inte här" });
	expect((await decide("document_kind", "internfaktura", "out")).status).toBe(303);
	expect((await decide("document_kind", "Utlägg", "in")).status).toBe(303);
	const html = await text(url);
	expect(html).toMatch(/Dokumenttyp internfaktura<\/t[dh]>.*?50,00 kr/s);
	expect(html).toContain("Inköp per leverantör");
	expect(html).toMatch(/Internfaktura<\/th>.*?>0<.*?>1<.*?50,00 kr/s);
	const answer = await client.post(paths.purchasesConfirmation(token), {});
	expect(answer.status).toBe(303);
	const frozen = await world.ctx.db.selectFrom("populations").selectAll().executeTakeFirstOrThrow();
	// the invoice with lines of two kinds is of neither, and stays in with its whole amount
	expect(frozen).toMatchObject({ n: 3, sum_ore: 15_000 });
	expect(frozen.filter).toContain("Dokumenttyp internfaktura; med står ändå Dokumenttyp Utlägg.");
	const { counted } = frozenTerms(frozen);
	expect(counted).toMatchObject({
		outside: [
			{ name: "Dokumenttyp internfaktura", n: 1, sum_ore: 5_000 },
			{ name: "Löner och sociala kostnader", n: 1, sum_ore: 900_000 },
		],
		supplier_count: 3,
		without_supplier: { n: 0, sum_ore: 0 },
	});
	expect(counted?.document_kinds).toContainEqual({
		name: "Utlägg",
		n: 1,
		sum_ore: 4_000,
		out_n: 0,
		out_ore: 0,
	});
	expect(JSON.stringify(counted)).not.toContain("Kalle");
	const page = await text(answer.headers.get("location")!);
	expect(page).toContain("Vad som räknades som inköp");
	expect(page).toContain("Lönekörning");
});

const rule = (kind: FrameRule["kind"], pattern: string, effect: FrameRule["effect"]) =>
	({ kind, pattern, effect }) as FrameRule;
const item = (series: string, document_kind: string | null, account: string) =>
	({
		series,
		document_kind,
		description: { supplier_no: null, org_no: null, supplier_name: "Eva", account },
		accounts: [{ account, text: "" }],
	}) as unknown as Parameters<ReturnType<typeof outsideFrame>>[0];

it("a decision goes before what is out of itself, and out goes before in", () => {
	const rules = [rule("series", "L*", "in"), rule("document_kind", "Intern*", "out")];
	const why = outsideFrame(rules);
	expect(why(item("LF", "Faktura", "7010"))).toBeNull();
	expect(why(item("LF", "Internfaktura", "5410"))).toBe("Dokumenttyp Intern*");
	expect(why(item("A", "Faktura", "7010"))).toBe("Löner och sociala kostnader");
	expect(why(item("A", null, "5410"))).toBeNull();
});

it("suppliers are shown by size and the rest as one, and every öre is counted once", () => {
	const counts = new CostCounts();
	for (let n = 0; n < 50; n += 1) {
		const description = { supplier_name: `Lev ${n}`, supplier_no: null, org_no: null, account: "5410" };
		const one = { series: "", document_kind: null, amount_ore: 100 + n, description };
		const place = n % 2 === 0 ? "frame" : "not_purchase";
		counts.add({ item: one, place, why: "Serie X" } as unknown as Parameters<CostCounts["add"]>[0]);
	}
	const shown = counts.shown();
	expect(shown.suppliers).toHaveLength(21);
	expect(shown.suppliers[0]).toMatchObject({ name: "Lev 49", n: 0, out_n: 1 });
	expect(shown.suppliers.at(-1)).toMatchObject({ name: "Övriga", n: 15, out_n: 15 });
	const all = shown.suppliers.reduce((sum, one) => sum + one.sum_ore + one.out_ore, 0);
	expect(all).toBe(50 * 100 + 49 * 25);
	expect(countedFrame(shown)).not.toHaveProperty("suppliers");
});
