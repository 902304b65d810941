import type { Period } from "../../db/queries/periods.ts";
import { SEVERITIES, SEVERITY_HELP } from "../../db/schema/vocabulary.ts";
import { formatDate, formatDateTime } from "../calendar/stockholm.ts";
import type { Column } from "../tables/column.ts";

/** What the last sheet says about how the workbook was made. */
export interface Making {
	made_at: string;
	made_by: string;
	trail_head: { seq: number; hash: string };
}

export interface GuideRow {
	heading: string;
	text: string;
}

export const guideColumns: readonly Column<GuideRow>[] = [
	{ key: "heading", label: "Rubrik", type: "text", width: 30, value: (row) => row.heading },
	{ key: "text", label: "Förklaring", type: "text", width: 110, value: (row) => row.text },
];

export function guideRows(period: Period, making: Making): GuideRow[] {
	const { seq, hash } = making.trail_head;
	const rows: [string, string][] = [
		["Vad arbetsboken är", `${period.name}, ${period.board}. Nyckel: ${period.key}.`],
		["Framtagen", `${formatDateTime(making.made_at)} av ${making.made_by}, med Tillräcklig.`],
		[
			"Brytdatum",
			`${formatDate(period.cut_off)}. Det som hände efter brytdatum ingår inte: kontrolltillfällen ingår när hela deras period ligger från ${formatDate(period.first_day)} till brytdatum, avvikelser när de hittades senast på brytdatum. Avvikelser som hittades tidigare och inte var avslutade när perioden började följer med. Status är den som gällde när arbetsboken togs fram.`,
		],
		[
			"Loggens slut",
			`Händelse ${seq}, SHA-256 ${hash}. Loggen är en kedja: kommandot ”verify” visar att allt till och med den händelsen är oförändrat. Hämtningen av arbetsboken är själv en händelse, med arbetsbokens egen SHA-256.`,
		],
		...SHEETS,
		[
			"Planerade och utförda",
			"Ett kontrolltillfälle är planerat när det har skapats för en enhet och en period. Det är utfört när utföraren har signerat det. Återsända tillfällen är inte utförda. Ett tillfälle som inte genomfördes räknas, med skäl.",
		],
		["Sen", "Signerad efter förfallodagen. En sen signering godtas men stämplas."],
		[
			"Slumpvis och riktad",
			"Slumpvis dragna inköp kan göras om av vem som helst ur dragningsprotokollet. Riktade inköp har valts av en person. De redovisas var för sig och blandas inte i en andel.",
		],
		["Riskvärde", "Sannolikhet gånger konsekvens, 1–16, på planårets egen skala. Nivån är skalans ord."],
		...Object.entries(SEVERITIES).map(([key, word]): [string, string] => [
			`Avvikelse: ${word}`,
			SEVERITY_HELP[key as keyof typeof SEVERITIES],
		]),
		["Belopp och tider", "Belopp anges i kronor. Tider är svensk tid."],
		[
			"Personuppgifter",
			"Arbetsboken innehåller namn på dem som har utfört, granskat och ansvarat. Den ska inte innehålla uppgifter om patienter.",
		],
	];
	return rows.map(([heading, text]) => ({ heading, text }));
}

/** What each sheet holds; the page says the same. */
export const SHEETS: [string, string][] = [
	["Sammanfattning", "Rapportens alla tal, samma som på sidan i Tillräcklig."],
	[
		"Internkontrollplan",
		"Planens kolumner Verksamhet, Risk och Åtgärd, med status, ansvarig och riskvärden. En rad per åtgärd.",
	],
	["Kontroller", "Planerade och utförda kontrolltillfällen per kontrollmoment och månad."],
	["Stickprov", "Varje draget inköp med svaret på varje kontrollpunkt. Ersatta inköp finns kvar och är märkta."],
	[
		"Avvikelser",
		"Varje avvikelse med allvarlighetsgrad, orsak, plan och status. Återtagna avvikelser är märkta och räknas inte.",
	],
	["Underlag", "Varje fil som hör till rapportens innehåll, med SHA-256. Filerna finns i Tillräcklig."],
	["Läsanvisning", "Definitioner, brytdatum och hur arbetsboken togs fram."],
];
