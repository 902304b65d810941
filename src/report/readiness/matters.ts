import type { Matter } from "../../../db/queries/report/readiness.ts";
import { paths } from "../../paths/paths.ts";

export type MatterKind = keyof typeof MATTERS;
export type Weight = "stops" | "weakens";

/** What a matter does to the report, how it reads, and where it is mended, in the order they are told in. Rule 6 names what stops. */
export const MATTERS = {
	run_empty: {
		weight: "stops",
		one: "Kontrolltillfälle utan resultat",
		many: "kontrolltillfällen utan resultat",
		href: (id: string) => paths.run(id),
	},
	run_unreviewed: {
		weight: "stops",
		one: "Kontrolltillfälle som inte är granskat",
		many: "kontrolltillfällen som inte är granskade",
		href: (id: string) => paths.run(id),
	},
	deviation_severe: {
		weight: "stops",
		one: "Större eller väsentlig avvikelse utan plan",
		many: "större eller väsentliga avvikelser utan plan",
		href: (id: string) => paths.deviation(id),
	},
	measure_untested: {
		weight: "stops",
		one: "Åtgärd som är genomförd utan att effekten är prövad",
		many: "åtgärder som är genomförda utan att effekten är prövad",
		href: (id: string) => paths.measureReport(id),
	},
	measure_empty: {
		weight: "stops",
		one: "Åtgärd utan resultat i uppföljningen",
		many: "åtgärder utan resultat i uppföljningen",
		href: (id: string, period: string) => paths.followUp(period, "measure", id),
	},
	control_empty: {
		weight: "stops",
		one: "Kontrollmoment utan resultat i uppföljningen",
		many: "kontrollmoment utan resultat i uppföljningen",
		href: (id: string, period: string) => paths.followUp(period, "control", id),
	},
	assessment_missing: {
		weight: "stops",
		one: "ISK-bedömning som inte är godkänd",
		many: "ISK-bedömningar som inte är godkända",
		href: (_: string, period: string) => paths.periodAssessments(period),
	},
	risk_empty: {
		weight: "weakens",
		one: "Risk utan resultat i uppföljningen",
		many: "risker utan resultat i uppföljningen",
		href: (id: string, period: string) => paths.followUp(period, "risk", id),
	},
	uncompleted: {
		weight: "weakens",
		one: "Uppföljning som controllern inte har färdigställt",
		many: "uppföljningar som controllern inte har färdigställt",
		href: (_: string, period: string) => paths.followUps(period),
	},
	run_not_done: {
		weight: "weakens",
		one: "Kontrolltillfälle som inte är genomfört",
		many: "kontrolltillfällen som inte är genomförda",
		href: (id: string) => paths.run(id),
	},
	run_late: {
		weight: "weakens",
		one: "Kontrolltillfälle som signerades sent",
		many: "kontrolltillfällen som signerades sent",
		href: (id: string) => paths.run(id),
	},
	deviation_minor: {
		weight: "weakens",
		one: "Mindre avvikelse utan plan",
		many: "mindre avvikelser utan plan",
		href: (id: string) => paths.deviation(id),
	},
	measure_overdue: {
		weight: "weakens",
		one: "Åtgärd vars dag har passerat",
		many: "åtgärder vars dag har passerat",
		href: (id: string) => paths.measure(id),
	},
	residual_above: {
		weight: "weakens",
		one: "Risk som är högre efter åtgärder än före",
		many: "risker som är högre efter åtgärder än före",
		href: (id: string) => paths.risk(id),
	},
	risk_review: {
		weight: "weakens",
		one: "Accepterad risk som skulle ha omprövats",
		many: "accepterade risker som skulle ha omprövats",
		href: (id: string) => paths.risk(id),
	},
	risk_left: {
		weight: "weakens",
		one: "Risk vars ägare har slutat",
		many: "risker vars ägare har slutat",
		href: (id: string) => paths.risk(id),
	},
	measure_left: {
		weight: "weakens",
		one: "Åtgärd vars ansvarige har slutat",
		many: "åtgärder vars ansvarige har slutat",
		href: (id: string) => paths.measure(id),
	},
	control_left: {
		weight: "weakens",
		one: "Kontrollmoment vars ansvarige har slutat",
		many: "kontrollmoment vars ansvarige har slutat",
		href: (id: string) => paths.control(id),
	},
	undelivered: {
		weight: "weakens",
		one: "Del av rapporten som inte är lämnad",
		many: "delar av rapporten som inte är lämnade",
		href: (_: string, period: string) => paths.deliveries(period),
	},
	papers_late: {
		weight: "weakens",
		one: "Handlingar som inte är lämnade på sista dagen",
		many: "handlingar som inte är lämnade på sista dagen",
		href: (id: string) => paths.meeting(id),
	},
	no_meeting: {
		weight: "weakens",
		one: "Rapporten går inte till något sammanträde. Närmast till hands",
		many: "rapporter som inte går till något sammanträde",
		href: (id: string) => paths.meeting(id),
	},
	governance_empty: {
		weight: "weakens",
		one: "Mål, uppdrag eller ekonomisk ram utan status",
		many: "mål, uppdrag och ekonomiska ramar utan status",
		href: (id: string, period: string) => paths.governanceStatus(period, id),
	},
	region_unanswered: {
		weight: "weakens",
		one: "Regiongemensamt som nämnden inte har svarat på",
		many: "regiongemensamma som nämnden inte har svarat på",
		href: (id: string) => paths.regionItem(id),
	},
	recommendation_unanswered: {
		weight: "weakens",
		one: "Rekommendation utan svar",
		many: "rekommendationer utan svar",
		href: (id: string) => paths.recommendation(id),
	},
	recommendation_overdue: {
		weight: "weakens",
		one: "Rekommendation vars dag har passerat",
		many: "rekommendationer vars dag har passerat",
		href: (id: string) => paths.recommendation(id),
	},
	sam_unanswered: {
		weight: "weakens",
		one: "SAM-uppföljning som inte är klar",
		many: "SAM-uppföljningar som inte är klara",
		href: () => paths.sam(),
	},
} as const satisfies Record<
	string,
	{ weight: Weight; one: string; many: string; href: (id: string, period: string) => string }
>;

/** One matter as the page shows it. */
export interface ReadyMatter {
	kind: MatterKind;
	weight: Weight;
	n: number;
	/** "3 åtgärder …, först: Inför rutin". */
	text: string;
	href: string;
}

export function shownMatter(kind: MatterKind, matter: Matter, periodId: string): ReadyMatter {
	const { weight, one, many, href } = MATTERS[kind];
	const first = matter.first_title ? `: ${matter.first_title}` : "";
	const text = matter.n === 1 ? `${one}${first}` : `${matter.n} ${many}${first && `, först${first}`}`;
	return { kind, weight, n: matter.n, text, href: href(matter.first_id, periodId) };
}
