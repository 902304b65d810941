import fc from "fast-check";
import { expect, it } from "vitest";
import { readTables } from "../../../src/ground/reading/read-tables.ts";
import type { PlanField } from "../../../src/register/plan-import/columns.ts";
import { caseFile, readRows } from "./reading-support.ts";

type Row = (string | null)[];
/** What happens to a plan on its way: a row lost, doubled, moved, shifted a column, or a cell emptied; or the file cut off. */
type Mutation = (rows: Row[], at: number) => Row[];
const MUTATIONS: Mutation[] = [
	(rows, at) => rows.toSpliced(at % rows.length, 1),
	(rows, at) => rows.toSpliced(at % rows.length, 0, rows[at % rows.length]!),
	(rows, at) => [...rows.slice(at % rows.length), ...rows.slice(0, at % rows.length)],
	(rows, at) => rows.with(at % rows.length, [null, ...rows[at % rows.length]!]),
	(rows, at) => rows.with(at % rows.length, rows[at % rows.length]!.with(at % rows[at % rows.length]!.length, null)),
	(rows, at) => rows.slice(0, 1 + (at % rows.length)),
];

async function rowsOf(name: string): Promise<Row[]> {
	const [sheet] = (await readTables(caseFile(name))).sheets;
	return sheet!.rows.map(({ cells }) => {
		const width = Math.max(...cells.keys()) + 1;
		return Array.from({ length: width }, (_, column) => cells.get(column) ?? null);
	});
}

/** Fields whose words come in as they stand. */
const TEXTS: ReadonlySet<PlanField | null> = new Set(["area", "risk", "measure", "control"]);

const words = (text: string) => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];

it("however a plan is cut, shifted or repeated, what its rows say comes in or is told by row", async () => {
	const plans = await Promise.all(
		["process-kontrollmoment.xlsx", "flera-atgarder-i-cell.xlsx", "sammanfogade-celler.xlsx"].map(rowsOf),
	);
	let looked = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...plans),
			fc.array(fc.tuple(fc.constantFrom(...MUTATIONS), fc.nat(30)), { minLength: 1, maxLength: 3 }),
			async (plan, steps) => {
				const rows = steps.reduce((left, [mutate, at]) => (left.length === 0 ? left : mutate(left, at)), plan);
				if (rows.length === 0) return;
				const { areas, not_taken, sheets } = await readRows(rows);
				const [{ heading_row, headings }] = sheets as [(typeof sheets)[number]];
				if (heading_row === null) return;
				const said = JSON.stringify(areas).toLowerCase();
				const unread = new Set(
					not_taken.flatMap(({ cell, reason }) => (reason.startsWith("Kolumnen") ? [cell.replace(/\d+$/, "")] : [])),
				);
				const told = new Set(not_taken.map(({ cell }) => Number(/\d+$/.exec(cell)?.[0])));
				const known = new Map(headings.map(({ column, field }) => [column, field]));
				for (const [index, row] of rows.entries()) {
					if (index < heading_row || told.has(index + 1)) continue;
					for (const [column, text] of row.entries()) {
						const field = known.get(column);
						// a column with a heading of its own says a day, a person or a step in other words than the cell
						const isText = field === undefined || TEXTS.has(field);
						if (text === null || !isText || unread.has(String.fromCharCode(65 + column))) continue;
						looked += 1;
						expect(
							words(text).filter((word) => !said.includes(word)),
							`${text} on row ${index + 1}`,
						).toEqual([]);
					}
				}
			},
		),
		{
			numRuns: 60,
			// the headings twice, the second time without one of them: once taken for a heading in two rows, and not told of
			examples: [
				[
					plans[1]!,
					[
						[MUTATIONS[1]!, 0],
						[MUTATIONS[4]!, 25],
					],
				],
			],
		},
	);
	expect(looked).toBeGreaterThan(50);
}, 60_000);
