import { kronorText } from "../../../ui/format.ts";

/** Hundredths of hours as "37,5". */
export function hoursText(hundredths: number | null): string {
	if (hundredths === null) return "";
	return String(hundredths / 100).replace(".", ",");
}

/** Öre as a person types it: "97280,50". */
export function plainAmount(ore: number | null): string {
	if (ore === null) return "";
	return ore % 100 === 0 ? String(ore / 100) : (ore / 100).toFixed(2).replace(".", ",");
}

/** How much of the invoice is wrong, in kronor and as a share of it. */
export function TaintText({ amount_ore, error_ore }: { amount_ore: number; error_ore: number | null }) {
	if (error_ore === null) return null;
	if (error_ore === 0) return <span>Beloppet är rätt.</span>;
	const share = `${String(Math.round(Math.abs(error_ore / amount_ore) * 1000) / 10).replace(".", ",")}\u00a0%`;
	const difference = kronorText(Math.abs(error_ore));
	return (
		<span>
			{error_ore > 0
				? `Fakturan är ${difference} för hög (${share} av beloppet).`
				: `Fakturan är ${difference} för låg (${share} av beloppet). Det räknas för sig.`}
		</span>
	);
}
