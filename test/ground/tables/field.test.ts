import { expect, test } from "vitest";
import {
	columnsOf,
	type FieldsOf,
	formValues,
	readerOf,
	storedFields,
	storedValues,
	trailWords,
} from "../../../src/ground/tables/field.ts";
import { inputsOf } from "../../../views/ui/inputs.tsx";
import { UNTOUCHED } from "../../../views/ui/form-state.ts";

interface Row {
	title: string;
	colour: "red" | "blue" | null;
	owner_id: string | null;
	owner: string | null;
	letters: string;
	wanted: number;
	size: { steps: number } | null;
}
interface Input {
	title: string;
	colour: "red" | "blue" | null;
	owner_id: string | null;
	letters: string[];
	wanted: "yes" | null;
	steps: number | null;
	version: number;
}

const FIELDS = {
	title: { label: "Rubrik", list: "Sak", kind: "text" },
	colour: { label: "Vilken färg?", short: "Färg", kind: "word", words: { red: "Röd", blue: "Blå" } },
	owner_id: { label: "Ägare", trail: "ansvarig", kind: "reference", name: (row) => row.owner },
	letters: { label: "Krav", kind: "words", read: (row) => JSON.parse(row.letters) as string[] },
	wanted: { label: "Önskas", kind: "yes" },
	steps: { label: "Steg", kind: "count", read: (row) => row.size?.steps ?? null },
} as const satisfies FieldsOf<Input, Row>;

const row: Row = {
	title: "Stol",
	colour: "red",
	owner_id: "p1",
	owner: "Bo Ek",
	letters: '["a","c"]',
	wanted: 1,
	size: null,
};

test("a saved row is held by its form, and what the form sends is stored as the row was", () => {
	expect(formValues(FIELDS, row)).toEqual({
		title: "Stol",
		colour: "red",
		owner_id: "p1",
		letters: ["a", "c"],
		wanted: "yes",
		steps: "",
	});
	expect(formValues(FIELDS, { ...row, colour: null, wanted: 0 })).toMatchObject({ colour: "", wanted: "" });
	const sent: Omit<Input, "version"> = {
		title: "Stol",
		colour: "red",
		owner_id: "p1",
		letters: ["a", "c"],
		wanted: "yes",
		steps: null,
	};
	expect(storedValues(FIELDS, sent)).toEqual(storedFields(FIELDS, row));
	expect(storedValues(FIELDS, { ...sent, wanted: null })).toMatchObject({ wanted: 0 });
});

test("the list, the trail and the newer values are read from the same words", () => {
	const columns = columnsOf<Row, keyof typeof FIELDS>(FIELDS, {
		owner_id: { key: "owner", width: 20 },
		title: {},
		half: { label: "Halva", type: "count", value: () => 2 },
		colour: {},
		letters: {},
		wanted: {},
		steps: null,
	});
	expect(columns.map(({ key, label, type, value }) => [key, label, type, value(row)])).toEqual([
		["owner", "Ägare", "text", "Bo Ek"],
		["title", "Sak", "text", "Stol"],
		["half", "Halva", "count", 2],
		["colour", "Färg", "text", "Röd"],
		["letters", "Krav", "text", "a, c"],
		["wanted", "Önskas", "text", "Ja"],
	]);
	expect(trailWords(FIELDS)).toEqual({
		title: "rubrik",
		colour: "färg",
		owner_id: "ansvarig",
		letters: "krav",
		wanted: "önskas",
		steps: "steg",
	});
	const read = readerOf(FIELDS, [{ id: "p1", name: "Bo Ek" }]);
	expect([read("colour", "blue"), read("owner_id", "p1"), read("wanted", ""), read("title", "red")]).toEqual([
		"Blå",
		"Bo Ek",
		"Nej",
		"red",
	]);
});

test("what is left out does not compile", () => {
	const { title, colour, owner_id, letters, wanted, steps } = FIELDS;
	// @ts-expect-error a key of the schema has no field
	const lacking = { title, colour, owner_id, letters, wanted } as const satisfies FieldsOf<Input, Row>;
	// @ts-expect-error the row does not hold it, and nothing says how it is read
	const unread = { ...lacking, steps: { label: "Steg", kind: "count" } } as const satisfies FieldsOf<Input, Row>;
	// @ts-expect-error the list neither places `colour` nor says that it is left out
	const columns = columnsOf<Row, "title" | "colour">({ title, colour }, { title: {} });
	// @ts-expect-error the form has no input for `colour`
	const inputs = inputsOf({ title, colour }, UNTOUCHED, { title: (input) => input.label });
	expect([lacking, unread, columns, inputs, steps]).toHaveLength(5);
});
