import type { RegionUnit } from "./region.ts";
import type { Random } from "./region-random.ts";

const SUPPLIERS = [
	"Vårdmaterial Norden AB",
	"Kontorsgruppen AB",
	"Medicinpartner AB",
	"Livs & Kaffe AB",
	"Teknikservice AB",
	"Hygienlagret AB",
];
/** Suppliers by number, and how many of them have an agreement: purchases from the others are hits of a rule. */
const SUPPLIERS_IN_ALL = 400;
export const WITH_AGREEMENT = 392;
export const supplierNumber = (n: number): string => `556${String(100_000 + n)}-${n % 10}`;

const HEAD =
	"Verifikationsnr;Enhetskod;Leverantör;Org.nr;Fakturanr;Bokföringsdatum;Konto;Kontotext;Nettobelopp;Beställare;Mottagare;Beslutsattestant;Text;Anm";

/** The month whose file has some purchases of the month before it, and is later corrected. */
export const LATE = "-09";

/** A column that the reader does not know by itself. */
export const REMEMBERED = { Anm: null };

export function before(month: string): string {
	const number = Number(month.slice(5)) - 1;
	return `${month.slice(0, 5)}${String(number).padStart(2, "0")}`;
}

/** A region's month of purchases: 20 at most units, at every ninth only two, which are then all checked. */
export function regionPurchaseFile(random: Random, units: readonly RegionUnit[], month: string): string {
	const rows = units.flatMap((unit, n) =>
		Array.from({ length: n % 9 < 8 ? 20 : 2 }, (_, i) => row(random, unit, n * 50 + i, month)),
	);
	const late = month.endsWith(LATE) ? [0, 1, 2].map((i) => row(random, units[0]!, 40 + i, month, before(month))) : [];
	return `${[HEAD, ...rows, ...late].join("\r\n")}\r\n`;
}

/** Mostly small, so that a unit's purchases of one supplier seldom add up to more than the limit. */
function row(random: Random, unit: RegionUnit, n: number, month: string, booked = month): string {
	const kronor = random.below(12) === 0 ? 2_000 + random.below(7_900) : 50 + random.below(1_400);
	const supplier = random.below(SUPPLIERS_IN_ALL);
	return [
		`${month.slice(2, 4)}${month.slice(5)}${100_000 + n}`,
		unit.code,
		`${SUPPLIERS[supplier % SUPPLIERS.length]} ${supplier}`,
		supplierNumber(supplier),
		String(random.below(90_000_000)),
		`${booked}-${String(1 + random.below(28)).padStart(2, "0")}`,
		"6410",
		"Förbrukningsmaterial",
		`${kronor},00`,
		"Inköpsfunktionen",
		"Godsmottagningen",
		unit.attestant,
		"Förbrukningsmaterial",
		"",
	].join(";");
}
