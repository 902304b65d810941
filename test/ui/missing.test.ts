import { expect, test } from "vitest";
import { MISSING } from "../../db/schema/missing.ts";
import { namedInSummaries } from "../../views/ui/missing.ts";

const field = `<p id="titel-fel"><span class="sr-only">Fel: </span>Skriv en rubrik</p>`;

test("a summary names what is missing as the field does", () => {
	expect(namedInSummaries(`<a href="#titel">${MISSING}</a>${field}`)).toBe(
		`<a href="#titel">Skriv en rubrik</a>${field}`,
	);
	expect(namedInSummaries(`<a href="#annat">${MISSING}</a>`)).not.toContain(MISSING);
});

test("the same words stand as they are when a person has written them", () => {
	const page = `<p>Uppgiften saknas.</p><a href="#titel">${MISSING}</a>${field}`;
	expect(namedInSummaries(page)).toContain("<p>Uppgiften saknas.</p>");
});
