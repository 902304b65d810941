import { expect } from "vitest";
import type { Ground } from "../../../src/report/assessments/grounds.ts";
import type { Client } from "../../support/browser-client.ts";

/** Follows each ground and holds the rows of its list against what the ground says. Only a single deviation has a page of its own. */
export async function expectRows(person: Client, grounds: readonly Ground[]): Promise<void> {
	for (const { href, rows, label, value } of grounds) {
		const page = await person.get(href);
		expect(page.status, `${label} ${href}`).toBe(200);
		if (rows === null) {
			expect(label).toMatch(/^Avvikelse \d+: /);
			continue;
		}
		const [path, query] = href.split("?");
		const answer = await person.get(`${path}.json${query === undefined ? "" : `?${query}`}`);
		const listed = (await answer.json()) as Record<string, unknown>[];
		expect(listed, `${label} ${href}`).toHaveLength(rows);
		const sum = (key: string) => listed.reduce((total, row) => total + Number(row[key]), 0);
		const kind = path!.split("/grund/")[1];
		if (kind === "sam")
			expect(`${sum(label.startsWith("Avstämd") ? "reconciled" : "signed")} av ${sum("units")}`).toBe(value);
		if (kind === "granskade")
			expect(value).toContain(
				`: ${listed.filter((row) => row.deviating === "Ja").length} avvikande av ${rows} granskade`,
			);
		if (kind === "fakturor") {
			const wrong = listed.filter((row) => Number(row.over) > 0).length;
			if (rows > 0) expect(value).toContain(`: ${rows} av `);
			if (rows > 0) expect(value).toContain(wrong === 0 ? "Ingen " : `${wrong} var för hög`);
		}
	}
}
