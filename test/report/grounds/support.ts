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
		if (kind === "granskade") {
			const deviating = listed.filter((row) => row.deviating === "Ja").length;
			expect(value).toContain(`av ${rows} granskade`);
			// of those that the question applied to, where that is not all
			if (!value.startsWith("Inte prövad")) expect(value).toContain(`: ${deviating} avvikande av `);
		}
		if (kind === "fakturor") {
			const over = (sum("over") / 100).toLocaleString("sv-SE");
			if (rows > 0) expect(value).toContain(`: ${rows} av `);
			if (rows > 0)
				expect(value.replaceAll("\u00a0", " ")).toContain(
					`I de granskade var ${over.replaceAll("\u00a0", " ")} kr för mycket`,
				);
		}
	}
}
