import { formatDate, stockholmDate } from "../../ground/calendar/stockholm.ts";
import type { Judgement } from "./judgement.ts";
import type { ReportContent } from "./report-content.ts";

export interface Titles {
	/** The region and the nämnd. */
	whose: string;
	title: string;
	/** What and when: under the title of every sheet. */
	told: string;
	/** To the left at the foot of every page. */
	foot: string;
}

/** What every sheet says of itself: which report, up to when, in what state and taken out which day. */
export function titlesOf(
	{ period, seal }: Pick<ReportContent, "period" | "seal">,
	{ state }: Pick<Judgement, "state">,
	{ region, made_at }: { region: string; made_at: string },
): Titles {
	const day = stockholmDate(made_at);
	const short = seal ? `stängd, utgåva ${seal.edition}` : "utkast";
	return {
		whose: [region, period.board].filter((one) => one !== "").join(" · "),
		title: `Intern styrning och kontroll ${period.year}: bedömning`,
		told: `${period.name} · ${formatDate(period.first_day)}–${formatDate(period.cut_off)} (brytdatum) · ${state.text} · ${formatDate(day)}`,
		foot: `Tillräcklig · ${period.name} · ${short} ${day}`,
	};
}
