import { describe, expect, it } from "vitest";
import { StateBadge } from "../../views/ui/badge.tsx";
import { History } from "../../views/ui/history.tsx";
import { RiskMatrix } from "../../views/ui/drawings/heat-map.tsx";
import { ListTable } from "../../views/ui/list-table.tsx";
import { Progress } from "../../views/ui/progress.tsx";
import { RiskBadge } from "../../views/ui/risk-badge.tsx";
import { DataTable, ListExports } from "../../views/ui/table.tsx";
import { YearStrip } from "../../views/ui/drawings/year-grid.tsx";
import { render } from "./render.ts";

describe("a table", () => {
	const columns = [
		{ key: "no", label: "Nr" },
		{ key: "risk", label: "Risk", primary: true, sort_href: "?sort=risk", sorted: "ascending" as const },
		{ key: "sum", label: "Belopp", align: "end" as const },
		{ key: "act", label: "Gör", hide_label: true },
	];

	it("labels every cell for the card on a phone", async () => {
		const markup = await render(
			<DataTable
				caption="Risker"
				columns={columns}
				rows={[{ href: "/risker/1", cells: { no: "R1", risk: "Svinn" } }]}
			/>,
		);
		for (const label of ["Nr", "Risk", "Belopp"]) expect(markup).toContain(`data-label="${label}"`);
		expect(markup).toContain('data-label=""');
		expect(markup).toContain('<span class="sr-only">Gör</span>');
	});

	it("names the row by its primary cell, which carries the row's link", async () => {
		const markup = await render(
			<DataTable
				caption="Risker"
				columns={columns}
				rows={[{ href: "/risker/1", cells: { no: "R1", risk: "Svinn" } }]}
			/>,
		);
		expect(markup).toMatch(
			/<th role="rowheader" scope="row"[^>]*><a href="\/risker\/1" class="row-link"[^>]*>Svinn<\/a>/,
		);
		expect(markup).toContain('aria-sort="ascending"');
		expect(markup).toContain("<caption>Risker</caption>");
	});

	it("says so when it is empty", async () => {
		const markup = await render(
			<DataTable caption="Risker" columns={columns} rows={[]} empty="Inga risker i urvalet." />,
		);
		expect(markup).toContain("Inga risker i urvalet.");
		expect(markup).not.toContain("<table");
	});

	it("cuts a digest where it may, and never a word", async () => {
		const column = { key: "text", label: "Text", type: "text" as const, value: (row: string) => row };
		const shownAs = async (text: string) => render(<ListTable caption="Texter" columns={[column]} rows={[text]} />);
		expect(await shownAs("a1".repeat(32))).toContain("<wbr");
		expect(await shownAs("Identifierade informationssäkerhetsbrister åtgärdas")).not.toContain("<wbr");
	});

	it("exports what the screen shows: the query stays", async () => {
		const markup = await render(<ListExports base_href="/risker?krav=c&ar=2025#lista" />);
		for (const ending of ["xlsx", "csv", "json"]) {
			expect(markup).toContain(`href="/risker.${ending}?krav=c&amp;ar=2025"`);
		}
	});
});

describe("a state is never colour alone", () => {
	it("badge: word and shape", async () => {
		const markup = await render(<StateBadge tone="warn" label="Försenad" />);
		expect(markup).toContain("Försenad");
		expect(markup).toContain("<svg");
	});

	it("tones differ in shape", async () => {
		const tones = ["ok", "info", "warn", "bad", "neutral", "none"] as const;
		const shapes = await Promise.all(tones.map((tone) => render(<StateBadge tone={tone} label="x" />)));
		expect(new Set(shapes.map((markup) => /d="([^"]+)"/.exec(markup)?.[1])).size).toBe(tones.length);
	});

	it("risk: number, word, pattern", async () => {
		const markup = await render(<RiskBadge score={12} band={{ level: 3, name: "Hög" }} />);
		expect(markup).toContain("<strong>12</strong> Hög");
		expect(markup).toContain("band-mark");
		expect(await render(<RiskBadge score={null} band={null} />)).toContain("Inte bedömd");
	});
});

describe("the heat map", () => {
	it("has the highest likelihood first, and every cell its score, word and risks", async () => {
		const steps = ["Ett", "Två", "Tre", "Fyra"];
		const cells = [1, 2, 3, 4].flatMap((likelihood) =>
			[1, 2, 3, 4].map((impact) => ({
				likelihood,
				impact,
				score: likelihood * impact,
				band: { level: 1 as const, name: "Låg" },
				href: "/risker?x=1",
				risks: likelihood === 4 && impact === 3 ? [{ href: "/risker/7", short: "R7", title: "Svinn" }] : [],
			})),
		);
		const markup = await render(<RiskMatrix caption="Riskkarta" likelihood={steps} impact={steps} cells={cells} />);
		expect(markup.match(/<td [^>]*class="band-1"/g)).toHaveLength(16);
		expect(markup.match(/<th scope="row"/g)).toHaveLength(4);
		expect(markup.indexOf("<strong>16</strong>")).toBeLessThan(markup.indexOf("<strong>1</strong>"));
		expect(markup).toContain('aria-label="R7: Svinn"');
		expect(markup).toContain("1 risk");
	});
});

describe("the year strip", () => {
	const state = { tone: "ok", word: "Klar", full: "Ingen avvikelse" } as const;

	it("has twelve labelled cells per row, short on screen and in full for a screen reader", async () => {
		const markup = await render(
			<YearStrip
				caption="Året"
				current_month={3}
				legend={[state]}
				rows={[{ heading: "Stickprov", cells: [{ state, href: "/tillfallen/1" }] }]}
			/>,
		);
		expect(markup.match(/<td /g)).toHaveLength(12);
		expect(markup).toContain('data-label="jan"');
		expect(markup).toContain('aria-label="Stickprov, januari: Ingen avvikelse"');
		expect(markup).toContain('<span class="strip-word">Klar</span>');
		expect(markup).toContain("mars, nuvarande månad");
		expect(markup.match(/Inget planerat/g)).toHaveLength(11);
	});
});

describe("small things", () => {
	it("progress is text and bar", async () => {
		const markup = await render(<Progress id="p" done={6} total={10} />);
		expect(markup).toContain("<strong>6 av 10</strong> besvarade");
		expect(markup).toMatch(/<progress max="10" value="6" aria-labelledby="framsteg-p"/);
		expect(await render(<Progress id="p" done={0} total={0} />)).toContain('max="1" value="0"');
	});

	it("history tells who, for whom, when in Swedish time, and that it was late", async () => {
		const event = { at: "2025-11-03T13:32:00Z", sentence: "Stickprovet signerades.", actor: "Mehmet Öz" };
		const markup = await render(<History events={[{ ...event, on_behalf_of: "Eva Ström", late: true }]} />);
		expect(markup).toContain("Mehmet Öz för Eva Ström");
		expect(markup).toContain('datetime="2025-11-03T13:32:00Z"');
		expect(markup).toContain("3\u00a0november 2025 kl.\u00a014.32");
		expect(markup).toContain("Sen");
	});
});
