import { DEVIATION_STATUSES, SEVERE, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import type { Scale } from "../../../db/schema/vocabulary.ts";
import { columnLetter, sheetRef } from "../../ground/tables/sheet-rules.ts";
import { type FigureKey, TESTED_WORD } from "./key-figures.ts";
import { type Counted, range } from "./summary-marks.ts";

/** How the first sheet's numbers are reached from the others, and where its words lead. */
export interface JudgementCounts {
	figures: Partial<Record<FigureKey, { formula?: string; link?: string }>>;
	heat(box: { likelihood: number; impact: number }): string | undefined;
	/** The place of a control on the sheet of controls, by its order there. */
	control(index: number): { link: string; share: string };
	deviation(id: string): string | undefined;
	scale: Scale | null;
}

/** Where the sheet of controls has a sum of a column, and a control's share. */
export interface ControlPlaces {
	first: number;
	sum: number;
	letters: { planned: string; performed: string; share: string };
}

export function judgementCounts(of: {
	plan: Counted;
	deviations: Counted;
	sam: (Counted & { row: number }) | null;
	controls: ControlPlaces;
	deviationRow(id: string): number | undefined;
	scale: Scale | null;
}): JudgementCounts {
	const { plan, deviations, sam, controls } = of;
	const own = `${range(deviations, "carried_over")},"Nej"`;
	const status = range(deviations, "status");
	const count = (...more: string[]) => `COUNTIFS(${[own, ...more].join(",")})`;
	const withStatus = (word: string) => `${status},"${word}"`;
	const severe = SEVERE.map((key) =>
		count(withStatus(DEVIATION_STATUSES.open), `${range(deviations, "severity")},"${SEVERITIES[key]}"`),
	);
	const link = (sheet: string) => `${sheetRef(sheet)}!A1`;
	const { planned, performed, share } = controls.letters;
	const sum = (letter: string) => `Kontroller!${letter}${controls.sum}`;
	const samCell = (key: string) => `${sheetRef(sam!.name)}!${columnLetter(sam!.keys.indexOf(key) + 1)}${sam!.row}`;
	return {
		figures: {
			performed: { formula: `${sum(performed)}/${sum(planned)}`, link: link("Kontroller") },
			severe_open: { formula: severe.join("+"), link: link("Avvikelser") },
			not_closed: {
				formula: [DEVIATION_STATUSES.open, DEVIATION_STATUSES.handled].map((word) => count(withStatus(word))).join("+"),
				link: link("Avvikelser"),
			},
			effect: {
				formula: `COUNTIF(${range(plan, "effect_tested")},"${TESTED_WORD}")/COUNTA(${range(plan, "measure")})`,
				link: link("Plan"),
			},
			overdue: { link: link("Plan") },
			...(sam ? { reconciled: { formula: `${samCell("done")}/${samCell("total")}`, link: link("SAM") } } : {}),
		},
		heat: ({ likelihood, impact }) =>
			`COUNTIFS(${range(plan, "counted")},1,${range(plan, "residual_likelihood")},${likelihood},${range(plan, "residual_impact")},${impact})`,
		control: (index) => ({
			link: `Kontroller!A${controls.first + index}`,
			share: `Kontroller!${share}${controls.first + index}`,
		}),
		deviation: (id) => {
			const row = of.deviationRow(id);
			return row ? `Avvikelser!A${row}` : undefined;
		},
		scale: of.scale,
	};
}
