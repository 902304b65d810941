import type { Writable } from "node:stream";
import { PERIOD_KINDS } from "../../../db/schema/vocabulary.ts";
import { formatDateTime } from "../../ground/calendar/stockholm.ts";
import type { Column } from "../../ground/tables/column.ts";
import { addSheet, type Sheet, startWorkbook } from "../../ground/tables/xlsx.ts";
import { GRADE_TONES } from "../workbook/tones.ts";
import {
	answerColumns,
	answerLines,
	boardColumns,
	changeColumns,
	itemColumns,
	KRAV,
	outstandingColumns,
	outstandingLines,
	partColumns,
	partLines,
	sourceText,
} from "./columns.ts";
import type { Consolidated } from "./read-consolidated.ts";
import { changeLines, itemSums } from "./sums.ts";

interface GuideRow {
	heading: string;
	text: string;
}

const guideColumns: readonly Column<GuideRow>[] = [
	{ key: "heading", label: "Rubrik", type: "text", width: 30, value: ({ heading }) => heading },
	{ key: "text", label: "Förklaring", type: "text", width: 110, value: ({ text }) => text },
];

/** The samlade bedömningen as a workbook: one sheet a list, the same lines as on the page. Empty lists are left out. */
export async function writeConsolidated(
	out: Writable,
	content: Consolidated,
	making: { made_at: string; made_by: string },
): Promise<void> {
	const { boards, year } = content;
	const workbook = startWorkbook(out, { title: `Samlad bedömning ${year}`, created: new Date(making.made_at) });
	const add = async <Row>(sheet: Sheet<Row> & { rows: readonly Row[] }) => {
		if (sheet.rows.length > 0) await addSheet(workbook, sheet);
	};
	const words = Object.fromEntries(KRAV.map((krav) => [krav === "total" ? "total" : `krav_${krav}`, GRADE_TONES]));
	await add({ name: "Nämnder", columns: boardColumns, rows: boards, repeated: 1, rules: { tones: words } });
	await add({
		...{ name: "Bedömning a–e", columns: partColumns, rows: partLines(boards), repeated: 2 },
		rules: { tones: { grade: GRADE_TONES } },
	});
	await add({ name: "Rekommendationer", columns: outstandingColumns, rows: outstandingLines(boards), repeated: 3 });
	await add({ name: "Regiongemensamt", columns: itemColumns, rows: itemSums(content), repeated: 1 });
	await add({ name: "Svar till regionen", columns: answerColumns, rows: answerLines(boards), repeated: 2 });
	await add({ name: "Mot året före", columns: changeColumns, rows: changeLines(content) });
	await add({ name: "Läsanvisning", columns: guideColumns, rows: guide(content, making) });
	await workbook.commit();
}

function guide({ boards, kind, year }: Consolidated, making: { made_at: string; made_by: string }): GuideRow[] {
	return [
		{
			heading: "Vad arbetsboken är",
			text: `Nämndernas rapporter av slaget ${PERIOD_KINDS[kind].toLowerCase()} för ${year}, samlade för regionstyrelsen. Stängda rapporter är hämtade ur sin försegling, utkast som de stod när arbetsboken togs fram.`,
		},
		{ heading: "Framtagen", text: `${formatDateTime(making.made_at)} av ${making.made_by}, med Tillräcklig.` },
		...boards.map((line) => ({
			heading: line.board.name,
			text: [
				`${line.report ? `${line.report.period.name}. ` : ""}${sourceText(line)}.`,
				line.report?.seal ? `Kontrollsumma SHA-256 ${line.report.seal.digest}.` : "",
			]
				.filter(Boolean)
				.join(" "),
		})),
	];
}
