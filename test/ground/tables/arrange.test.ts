import { expect, test } from "vitest";
import { measureColumns } from "../../../src/register/measures/columns.ts";
import { sortRows } from "../../../src/ground/tables/arrange.ts";
import type { Column } from "../../../src/ground/tables/column.ts";
import { SEVERITIES } from "../../../db/schema/vocabulary.ts";

const severity: Column<string | null> = {
	key: "severity",
	label: "Allvarlighetsgrad",
	type: "text",
	words: SEVERITIES,
	value: (row) => row,
};
const sorted = (descending: boolean) =>
	sortRows([severity], ["Väsentlig", null, "Att bedöma", "Större", "Mindre", ""], { key: "severity", descending });

test("words stand in the order of their list, one outside it before them, and what is empty last whichever way", () => {
	expect(sorted(false)).toEqual(["Att bedöma", "Mindre", "Större", "Väsentlig", null, ""]);
	expect(sorted(true)).toEqual(["Väsentlig", "Större", "Mindre", "Att bedöma", null, ""]);
});

test("a field that is a word takes the order of its list with it into every list", () => {
	const status = measureColumns.find(({ key }) => key === "status")!;
	expect(Object.values(status.words!)).toEqual(["Ej påbörjad", "Pågår", "Genomförd", "Försenad", "Avbruten"]);
});
