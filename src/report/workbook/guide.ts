import { SEVERITIES, SEVERITY_HELP } from "../../../db/schema/vocabulary.ts";
import { formatDate, formatDateTime } from "../../ground/calendar/stockholm.ts";
import { manyText, readingOf } from "../../checks/evaluation/columns.ts";
import type { Column } from "../../ground/tables/column.ts";
import type { RowLook } from "../../ground/tables/row-xml.ts";
import type { PrintedSheet } from "./printed-sheets.ts";
import type { ReportContent } from "./report-content.ts";
import { PLAN_FILE_SHEET } from "./sheet-names.ts";

/** What the last sheet says about how the workbook was made. */
export interface Making {
	made_at: string;
	made_by: string;
	trail_head: { seq: number; hash: string };
}

interface GuideRow {
	heading: string;
	text: string;
}

const guideColumns: readonly Column<GuideRow>[] = [
	{ key: "heading", label: "Rubrik", type: "text", width: 30, value: (row) => row.heading },
	{ key: "text", label: "Förklaring", type: "text", width: 110, value: (row) => row.text },
];

const GUIDE_ROW: RowLook = { row: { under: "hair" }, columns: { heading: { bold: true } } };

/** How the workbook is read: `names` are its other sheets; `confidences` are those that its conclusions have, in permille. */
export function guideSheet(
	content: Pick<ReportContent, "period" | "seal">,
	making: Making,
	names: readonly string[],
	confidences: readonly number[],
): PrintedSheet<GuideRow> {
	return {
		name: "Läsanvisning",
		columns: guideColumns,
		rows: guideRows(content, making, names, confidences),
		paper: {
			title: "Läsanvisning",
			sentence: "Vad bladen, orden och tecknen betyder, och hur arbetsboken togs fram.",
			printed: guideColumns.length,
			portrait: true,
			widths: { heading: 26, text: 96 },
			look: () => GUIDE_ROW,
		},
	};
}

function guideRows(
	{ period, seal }: Pick<ReportContent, "period" | "seal">,
	making: Making,
	names: readonly string[],
	confidences: readonly number[],
): GuideRow[] {
	const { seq, hash } = making.trail_head;
	const rows: [string, string][] = [
		["Vad arbetsboken är", `${period.name}, ${period.board}. Nyckel: ${period.key}.`],
		["Framtagen", `${formatDateTime(making.made_at)} av ${making.made_by}, med Tillräcklig.`],
		[
			"Brytdatum",
			`${formatDate(period.cut_off)}. Kontrolltillfällen ingår när deras egen period slutar från ${formatDate(period.first_day)} till brytdatum, också när de utfördes senare. Avvikelser som ett kontrolltillfälle har hittat ingår där tillfället ingår, när de än hittades; andra avvikelser ingår efter dagen de hittades. Sammanfattningen säger hur många som utfördes och hittades efter brytdatum. Avvikelser från tidigare perioder som inte var avslutade när perioden började står sist på bladet Avvikelser och räknas inte. Hur långt åtgärder, avvikelser och granskningar har kommit visas som det var när arbetsboken togs fram eller rapporten stängdes.`,
		],
		[
			"Loggens slut",
			`Händelse ${seq}, SHA-256 ${hash}. Loggen är en kedja: kommandot ”verify” visar att allt till och med den händelsen är oförändrat. Hämtningen av arbetsboken är själv en händelse, med arbetsbokens egen SHA-256.`,
		],
		...sealRows(seal),
		...SHEETS.filter(([name]) => names.includes(name) || name === "Läsanvisning"),
		[
			"Länkar",
			"Understrukna celler leder vidare i arbetsboken: från ett tal i sammanfattningen till bladet det räknas på, från ett kontrollmoment till dess dragna poster, från en post eller en avvikelse till underlaget, och tillbaka.",
		],
		[
			"Planerade och utförda",
			"Ett kontrolltillfälle är planerat när det har skapats för en enhet och en period. Det är utfört när utföraren har signerat det. Återsända tillfällen är inte utförda. Ett tillfälle som inte genomfördes räknas, med skäl.",
		],
		[
			"Förfallen",
			"Ett kontrolltillfälle är förfallet när dess förfallodag har passerat före den tidigare av dagens dag och brytdatum. Kontroller bedöms mot de förfallna, aldrig mot dem som återstår av året. En åtgärd är försenad när dess dag har passerat på samma sätt och den varken är genomförd eller avbruten.",
		],
		[
			"Tecken",
			"● tillräcklig, klar eller enligt plan. ▲ förbättringsbehov eller mindre. ■ otillräcklig, större eller försenat. ○ öppet, pågår eller väntar. □ inte ännu. Risk: ░ låg, ▒ medel, ▓ hög.",
		],
		[
			"Dolda kolumner",
			"Kolumner till höger om det som skrivs ut är hopfällda. Tryck på plustecknet ovanför kolumnerna för att se dem.",
		],
		["Sen", "Signerad efter förfallodagen. En sen signering godtas men stämplas."],
		[
			"Slumpvis och riktad",
			"Slumpvis dragna poster kan göras om av vem som helst ur dragningsprotokollet. Riktade poster har valts av en person. De redovisas var för sig och blandas inte i en andel.",
		],
		...(names.includes("Slutsatser") ? conclusionRows(confidences) : []),
		["Riskvärde", "Sannolikhet gånger konsekvens på planårets egen skala. Nivån är skalans ord."],
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

/** How the conclusions are read, as on their own page, and what holds for each confidence that they have. */
function conclusionRows(confidences: readonly number[]): [string, string][] {
	const told = confidences.map((confidence_permille) => ({ confidence_permille }));
	const reading = readingOf(told[0]!).map(({ term, value }): [string, string] => [term, value]);
	return [...reading, ["Många slutsatser", told.map(manyText).join(" ")]];
}

function sealRows(seal: ReportContent["seal"]): [string, string][] {
	if (seal === null) return [["Stängning", "Rapporten är inte stängd. Innehållet kan ändras tills den stängs."]];
	return [
		[
			"Stängning",
			`Utgåva ${seal.edition}, stängd ${formatDateTime(seal.sealed_at)} av ${seal.sealer}.${seal.reason ? ` Skäl till ny utgåva: ${seal.reason}.` : ""}`,
		],
		["Innehållets kontrollsumma", `SHA-256 ${seal.digest}`],
		["Signatur", `Ed25519 ${seal.signature}. Nyckelns fingeravtryck: ${seal.key_fingerprint}.`],
	];
}

/** What each sheet holds; the page says the same. Sheets with nothing to say are left out of the workbook. */
export const SHEETS: [string, string][] = [
	[
		"Bedömning",
		"Det ordet vilar på, på en sida: bedömningen totalt och per krav, sex nyckeltal, öppna större avvikelser, riskkartan, kontrollerna och vem som har godkänt.",
	],
	[
		"Uppföljning",
		"Uppföljningen per risk, åtgärd och kontrollmoment. Status, resultat, analys, ny åtgärd och om det ska till nästa års plan kan fyllas i här och läsas in igen.",
	],
	[
		"Kontroller",
		"Planerade och utförda kontrolltillfällen per kontrollmoment, året månad för månad, och skälen till det som inte genomfördes.",
	],
	[
		"Avvikelser",
		"Varje avvikelse med allvarlighetsgrad, orsak, plan och status, de allvarligaste först. Återtagna avvikelser är märkta och räknas inte.",
	],
	[
		"Rekommendationer",
		"Rekommendationer från revision och tillsyn till och med brytdatum som inte var avslutade när perioden började, med svar och de fyra frågorna: beslutad, genomförd, återrapporterad och kvarstående behov.",
	],
	["Regiongemensamt", "Vad regionen har frågat alla nämnder, i den lydelse som gäller, och vad nämnden har svarat."],
	[
		"Täckningskarta",
		"Riskområdena hos nämnden och i dess verksamheter: vad som täcker vart och ett, och vilka ingen har övervägt.",
	],
	["SAM", "Hur långt den årliga uppföljningen av det systematiska arbetsmiljöarbetet hade kommit vid brytdatum."],
	[
		"Styrning (a–b)",
		"Mål med indikatorer, uppdrag med delar, och ekonomin: mål och budget, utfall, prognos och trend. Belopp i miljoner kronor.",
	],
	[
		PLAN_FILE_SHEET,
		"Planen som fil, med allt som är sparat om risker, åtgärder och kontrollmoment. En rad per åtgärd och kontrollmoment. Bladet kan läsas in som en plan.",
	],
	["Plan", "Planens kolumner Verksamhet, Risk och Åtgärd, med status, ansvarig och riskvärden. En rad per åtgärd."],
	["Bedömning a–e", "Ordet för varje krav och totalt, skälen och bristerna i sin helhet och vem som står bakom."],
	["Sammanfattning", "Rapportens alla tal, samma som på sidan i Tillräcklig."],
	[
		"Kontroller per månad",
		"Planerade och utförda kontrolltillfällen per kontrollmoment och månad, med population, dragna poster (inköp eller fakturor) och avvikelser. Högsta andel avvikande poster, med sin säkerhet, står på den månad som avslutar det år eller tertial som slutsatsen gäller: den sägs aldrig om en enskild månad. För fakturor för inhyrd personal står där i kronor vad som högst är för mycket betalt.",
	],
	[
		"Slutsatser",
		"Per kontrollmoment, område och kontrollpunkt: inköp i populationen, granskade, avvikande och högsta andel med angiven säkerhet. Slutsatser dras för hela året eller hela tertial. Fakturor för inhyrd personal har slutsatser i kronor, för mycket och för lite var för sig.",
	],
	[
		"Stickprov",
		"Varje draget inköp, och varje dragen faktura med timmar och rätt belopp, med svaret på varje kontrollpunkt. Ersatta inköp finns kvar och är märkta.",
	],
	["Underlag", "Varje fil som hör till rapportens innehåll, med SHA-256. Filerna finns i Tillräcklig."],
	["Läsanvisning", "Definitioner, brytdatum och hur arbetsboken togs fram."],
];
