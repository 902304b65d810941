import { formatOccurrence } from "../../../ground/calendar/occurrence.ts";
import { formatAmountOre, formatDate } from "../../../ground/calendar/stockholm.ts";
import { DEFAULT_NAMES, ruleText } from "./frame-rules.ts";
import { type FrameTerms, NO_LIMIT } from "./frame-terms.ts";

const ITEMS = { invoice: "Verifikationer (fakturor)", order: "Order" } as const;
/** What is compared with the limit, said only where something else than the whole is. */
const COUNTED = { whole: "", part: " för enhetens del", line: " på varje rad" } as const;
const AMOUNTS = { net: "utan moms", gross: "med moms" } as const;

/** The frame in words, as shown on the page and exported with the draw. */
export function filterText({ period, limit, rules }: Pick<FrameTerms, "period" | "limit" | "rules">): string {
	if (limit.limit_ore === NO_LIMIT) return withoutLimit(period, limit);
	return [
		`${ITEMS[limit.unit_basis]} till och med ${formatDate(period.last_day)} (${formatOccurrence(period.key)})`,
		`med ett belopp större än 0 och mindre än ${formatAmountOre(limit.limit_ore)} ${AMOUNTS[limit.vat_basis]}${COUNTED[limit.counted]}`,
		"på de enheter där kontrollmomentet utförs,",
		"som inte har ingått i en tidigare population för samma kontrollmoment.",
		"Kreditnotor dras inte: de står i en lista för sig.",
		outsideText(rules),
	].join(" ");
}

/** The stamp of a frame that was frozen before its period was over; nothing for one that was not. */
export function earlyText(
	period: Pick<FrameTerms["period"], "last_day">,
	{ early_reason }: { early_reason: string | null },
): string[] {
	return early_reason === null
		? []
		: [`Fryst innan perioden var slut (${formatDate(period.last_day)}). Skäl: ${early_reason}`];
}

/** What is no purchase, so that the frame can be judged from its words alone. */
function outsideText(rules: FrameTerms["rules"]): string {
	const out = rules.filter((rule) => rule.effect === "out").map(ruleText);
	const within = rules.filter((rule) => rule.effect === "in").map(ruleText);
	const names = [...DEFAULT_NAMES.map((name) => `${name[0]?.toLowerCase()}${name.slice(1)}`), ...out];
	return `Utanför står ${names.join(", ")}${within.length > 0 ? `; med står ändå ${within.join(", ")}` : ""}.`;
}

function withoutLimit(period: FrameTerms["period"], limit: FrameTerms["limit"]): string {
	return [
		`Fakturor till och med ${formatDate(period.last_day)} (${formatOccurrence(period.key)})`,
		`oavsett belopp, ${AMOUNTS[limit.vat_basis]}, på de enheter där kontrollmomentet utförs,`,
		"som inte har ingått i en tidigare population för samma kontrollmoment.",
		"Kreditfakturor ingår i populationen men inte i dragningen: de redovisas för sig och dras aldrig av.",
	].join(" ");
}
