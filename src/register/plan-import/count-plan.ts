import type { DraftArea, PlanReading } from "./plan-model.ts";

/** What would be made, in numbers: what `--preview` prints and the page says first. */
export function countPlan(areas: readonly DraftArea[]) {
	const risks = areas.flatMap((area) => area.risks);
	const measures = risks.flatMap((risk) => risk.measures);
	const controls = [...risks.flatMap((risk) => risk.controls), ...measures.flatMap((measure) => measure.controls)];
	const isScored = ({ likelihood }: { likelihood: number | null }) => likelihood !== null;
	return {
		areas: areas.length,
		risks: risks.length,
		measures: measures.length,
		controls: controls.length,
		region_risks: risks.filter((risk) => risk.scope === "region").length,
		audit_risks: risks.filter((risk) => /^revisionsrapport/i.test(risk.origin)).length,
		scored: risks.filter((risk) => isScored(risk.inherent) || isScored(risk.residual)).length,
		owned: risks.filter(
			(risk) =>
				risk.owner.text !== "" ||
				[...risk.measures, ...risk.controls].some((step) => step.owner.text !== "") ||
				risk.measures.some((measure) => measure.controls.some((control) => control.owner.text !== "")),
		).length,
	};
}

export type PlanCounts = ReturnType<typeof countPlan>;

/** The sheets that are read, by name, and the row of the first headings. */
export function placeOf({ sheets }: Pick<PlanReading, "sheets">): { sheet: string; heading_row: number } | null {
	const chosen = sheets.filter((sheet) => sheet.chosen);
	if (chosen.length === 0) return null;
	return { sheet: chosen.map(({ name }) => name).join(", "), heading_row: chosen[0]!.heading_row! };
}

/** "Blad1: rubriker Process, Kontrollmoment …": what was seen in a file without a plan's table. */
export function seenIn({ sheets }: Pick<PlanReading, "sheets">): string[] {
	return sheets.map(({ name, headings }) => {
		const texts = headings.map(({ text }) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)).filter(Boolean);
		return texts.length === 0 ? `${name}: tomt` : `${name}: rubriker ${texts.join(", ")}`;
	});
}
