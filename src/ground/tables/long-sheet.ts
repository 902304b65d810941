import { addSheet, MAX_ROWS, type Sheet, type Workbook } from "./xlsx.ts";

/** What is left of a sheet's 31 characters for the list's own name. */
const NAME = 22;

/** A list of any length: what a sheet does not hold goes on in the next, with the same heading, and no file breaks off. */
export async function addLongSheet<Row>(workbook: Workbook, sheet: Sheet<Row>, most = MAX_ROWS): Promise<void> {
	const rows = Symbol.asyncIterator in sheet.rows ? sheet.rows[Symbol.asyncIterator]() : sheet.rows[Symbol.iterator]();
	try {
		let next = await rows.next();
		async function* part(): AsyncGenerator<Row> {
			for (let n = 0; n < most && !next.done; n++) {
				yield next.value;
				next = await rows.next();
			}
		}
		for (let number = 1; number === 1 || !next.done; number++) {
			const name = number === 1 ? sheet.name : `${sheet.name.slice(0, NAME)}, del ${number}`;
			await addSheet(workbook, { ...sheet, name, rows: part() });
		}
	} finally {
		await rows.return?.();
	}
}
