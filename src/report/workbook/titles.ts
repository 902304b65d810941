import { formatDate, stockholmDate } from "../../ground/calendar/stockholm.ts";
import type { ReportContent } from "./report-content.ts";

export interface Titles {
	/** The region and the nämnd. */
	whose: string;
	title: string;
	/** The period, and when and by whom it was taken out: under the title of the first sheet. */
	made: string;
	/** What and when: under the title of the others. */
	told: string;
	/** To the left at the foot of every page. */
	foot: string;
}

/** What every sheet says of itself: which report, up to when, in what state and taken out which day. */
export function titlesOf(
	{ period, seal }: Pick<ReportContent, "period" | "seal">,
	{ region, made_at, made_by }: { region: string; made_at: string; made_by: string },
): Titles {
	const day = stockholmDate(made_at);
	const short = seal ? `stängd, utgåva ${seal.edition},` : "utkast";
	return {
		whose: [region, period.board].filter((one) => one !== "").join(" · "),
		title: `Intern styrning och kontroll ${period.year}: bedömning`,
		made: `${period.name} · ${formatDate(period.first_day)}–${formatDate(period.cut_off)} (brytdatum) · framtagen ${formatDate(day)} av ${made_by}`,
		told: `${period.name} · ${period.board} · brytdatum ${formatDate(period.cut_off)} · ${short} ${formatDate(day)}`,
		foot: `Tillräcklig · ${period.name} · ${short} ${day}`,
	};
}
