import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ASSETS, assetUrl, isAssetName } from "../../views/assets/asset-url.ts";
import { ErrorPage } from "../../views/error-page.tsx";
import { Layout } from "../../views/layout.tsx";
import { countText, dateText, dateTimeText, kronorText, monthText, sizeText } from "../../views/ui/format.ts";
import { render } from "./render.ts";

const actor = { name: "Anna Lindqvist", role_label: "Controller", unit_name: "Förvaltningen" };
const menu = [
	{ href: "/", label: "Att göra", current: false, count: 3 },
	{ href: "/plan", label: "Plan", current: true },
];

describe("the page's shell", () => {
	it("is a whole Swedish page with one h1 and a way past the menu", async () => {
		const markup = await render(<Layout title="Plan 2025" actor={actor} menu={menu} />);
		expect(markup).toMatch(/^<!doctype html><html lang="sv"><head>/);
		expect(markup).toContain("<title>Plan 2025 – Tillräcklig</title>");
		expect(markup.match(/<h1/g)).toHaveLength(1);
		expect(markup).toContain('<a href="#innehall" class="skip-link">');
		expect(markup).toContain('<main id="innehall" tabindex="-1"');
		expect(markup).toContain('aria-live="polite"');
		// the menu stands twice, in the bar and folded for what is narrow; only one of them is shown
		expect(markup.match(/aria-current="page"/g)).toHaveLength(2);
		expect(markup).toContain('<form method="post" action="/logga-ut"');
	});

	it("asks for nothing the content security policy refuses", async () => {
		const markup = await render(
			<Layout title="x" demo as_of={{ date: "2025-07-31", action: "/a", end_action: "/b", return_to: "/" }} />,
		);
		expect(markup).not.toMatch(/<style| style=| on[a-z]+=|<script(?! src="\/tillgangar\/)/);
	});

	it("sets htmx up once", async () => {
		const markup = await render(<Layout title="x" />);
		const config = /name="htmx-config" content="([^"]+)"/.exec(markup)?.[1]?.replaceAll("&quot;", '"') ?? "";
		expect(JSON.parse(config)).toMatchObject({ includeIndicatorCSS: false, mode: "same-origin" });
		expect(JSON.parse(config)).not.toHaveProperty("noSwap");
	});

	it("has no sign-out for someone who is not signed in", async () => {
		expect(await render(<Layout title="x" actor={null} />)).not.toContain("/logga-ut");
	});

	it("an error page says what happened and gives the reference", async () => {
		const markup = await render(
			<ErrorPage status={500} heading="Något gick fel" text="Försök igen." reference="ab12" />,
		);
		expect(markup).toContain("ab12");
		expect(markup).toContain("Felkod 500");
	});
});

describe("assets", () => {
	it("have addresses that change with their content", () => {
		expect(assetUrl("app.css")).toMatch(/^\/tillgangar\/app\.css\?v=[0-9a-f]{12}$/);
		expect(ASSETS["htmx.js"].body.length).toBeGreaterThan(10_000);
		expect(isAssetName("app.js")).toBe(true);
		expect(isAssetName("toString")).toBe(false);
	});

	it("stay small, and free of eval", () => {
		expect(gzipSync(ASSETS["app.css"].body).length).toBeLessThan(14 * 1024);
		expect(ASSETS["app.js"].body.toString().split("\n").length).toBeLessThan(250);
		expect(gzipSync(ASSETS["kept.js"].body).length).toBeLessThan(13 * 1024);
		for (const name of ["app.js", "pages.js", "kept.js"] as const)
			expect(ASSETS[name].body.toString()).not.toMatch(/\beval\(|new Function|innerHTML|\.style\b/);
	});
});

describe("text from values", () => {
	it("dates and months", () => {
		expect(dateText("2025-11-03")).toBe("3\u00a0november 2025");
		expect(dateText(null)).toBe("");
		expect(dateText("skräp")).toBe("");
		expect(monthText("2025-10")).toBe("oktober 2025");
		expect(dateTimeText("2025-06-30T22:05:00Z")).toBe("1\u00a0juli 2025 kl.\u00a000.05");
		expect(dateText("2025-06-30T22:05:00Z"), "the day in Sweden").toBe("1\u00a0juli 2025");
		expect(dateTimeText("skräp")).toBe("");
	});

	it("numbers with no-break spaces and a true minus", () => {
		expect(countText(1234567)).toBe("1\u00a0234\u00a0567");
		expect(countText(-12)).toBe("\u221212");
		expect(kronorText(845050)).toBe("8\u00a0450,50\u00a0kr");
		expect(kronorText(-5)).toBe("\u22120,05\u00a0kr");
		expect(kronorText(123456, true)).toBe("1\u00a0235\u00a0kr");
		expect(sizeText(184233)).toBe("184\u00a0kB");
		expect(sizeText(2_450_000)).toBe("2,5\u00a0MB");
	});
});
