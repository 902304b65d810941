import type { DemoUnit } from "./demo-organisation.ts";
import type { Random } from "./region-random.ts";

const SUPPLIERS: [name: string, orgNo: string, articles: string[]][] = [
	["Vårdmaterial Norden AB", "556000-1001", ["Undersökningshandskar", "Kompresser", "Sprutor 10 ml"]],
	["Kontorsgruppen i Mellansverige AB", "556000-1002", ["Kopieringspapper", "Pärmar", "Tonerkassett"]],
	["Medicinpartner Sverige AB", "556000-1003", ["Blodtrycksmanschett", "Örontermometer", "EKG-elektroder"]],
	["Livs & Kaffe i Örebro AB", "556000-1004", ["Kaffe och te", "Fruktkorg"]],
	["Teknikservice Bergslagen AB", "556000-1005", ["Reparation av brits", "Batterier", "Skrivbordslampa"]],
	["Hygienlagret AB", "556000-1006", ["Handsprit", "Pappershanddukar", "Ytdesinfektion"]],
	["Bok & Kurs Förlag AB", "556000-1007", ["Kurslitteratur", "Handbok"]],
];
const BUYERS = ["Inköpsstöd Norr", "Inköpsstöd Syd", "Beställarcentralen"];

/**
 * One month's purchases of the demo as the file a ledger would give: `;`, decimal comma, thousands spaces, Windows line ends.
 * The attestant is the verksamhetschef, never the chef who reviews; in one unit the performer has ordered a thing, as happens in life.
 */
export function demoPurchaseFile(random: Random, units: readonly DemoUnit[], period: string): string {
	const rows = units.flatMap((unit, n) =>
		Array.from({ length: 11 + ((n * 5) % 11) }, (_, i) => row(random, unit, n * 100 + i, period)),
	);
	const head =
		"Verifikationsnr;Enhetskod;Enhet;Leverantör;Org.nr;Fakturanr;Bokföringsdatum;Konto;Kontotext;Nettobelopp;Beställare;Mottagare;Beslutsattestant;Text";
	return `\uFEFF${[head, ...rows].join("\r\n")}\r\n`;
}

/** Some are credits, some are above the limit. */
function amountOf(random: Random, n: number): number {
	if (n % 23 === 7) return -(5_000 + random.below(90_000));
	if (n % 19 === 3) return 1_050_000 + random.below(4_000_000);
	return 12_000 + random.below(980_000);
}

function row(random: Random, unit: DemoUnit, n: number, period: string): string {
	const [supplier, orgNo, articles] = random.pick(SUPPLIERS);
	const ore = amountOf(random, n);
	const requisitioner = n % 97 === 41 ? unit.performer.name : random.pick(BUYERS);
	return [
		`${period.slice(2, 4)}${period.slice(5)}${String(10_000 + n)}`,
		unit.code,
		unit.name,
		supplier,
		orgNo,
		String(400_000 + random.below(500_000)),
		`${period}-${String(1 + random.below(28)).padStart(2, "0")}`,
		"6410",
		"Förbrukningsmaterial",
		kronor(ore),
		requisitioner,
		`Godsmottagningen ${unit.name}`,
		n % 7 === 0 ? "Attestservice" : (unit.attestant ?? unit.manager.name),
		random.pick(articles),
	].join(";");
}

function kronor(ore: number): string {
	const [whole, part] = (Math.abs(ore) / 100).toFixed(2).split(".");
	return `${ore < 0 ? "-" : ""}${whole!.replace(/\B(?=(\d{3})+$)/g, " ")},${part}`;
}
