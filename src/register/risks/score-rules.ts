import type { Scale } from "../../../db/schema/vocabulary.ts";
import { riskValue, SCORE_KINDS, type ScoreKind } from "../../../db/schema/register/risks-scale.ts";
import type { Treatment } from "../../../db/schema/vocabulary.ts";

type Part = `${ScoreKind}_${"likelihood" | "impact"}`;

interface Pair {
	likelihood: number | null;
	impact: number | null;
}

/** All assessments of a risk with what is done about it. */
export type Scores = Record<Part, number | null> &
	Record<`${ScoreKind}_reason`, string> & { treatment: Treatment | null };

interface ScoreFault {
	field: Part | `${ScoreKind}_reason`;
	/** The assessments that the fault lies between. */
	kinds: readonly ScoreKind[];
	said: string;
}

/** What is wrong with the assessments of a risk, wherever they are written: form, meeting or file. */
export function scoreFaults(risk: Scores): ScoreFault[] {
	const faults = SCORE_KINDS.flatMap((kind): ScoreFault[] => {
		const [likelihood, impact] = [risk[`${kind}_likelihood`], risk[`${kind}_impact`]];
		if ((likelihood === null) !== (impact === null)) {
			const field = likelihood === null ? (`${kind}_likelihood` as const) : (`${kind}_impact` as const);
			return [{ field, kinds: [kind], said: "Bedöm både sannolikhet och konsekvens." }];
		}
		if (likelihood === null || risk[`${kind}_reason`] !== "") return [];
		return [{ field: `${kind}_reason`, kinds: [kind], said: "Skriv skälen för bedömningen." }];
	});
	const target = targetFault({ ...pairsOf(risk), treatment: risk.treatment });
	return target === null
		? faults
		: [...faults, { field: "target_likelihood", kinds: ["target", "inherent"], said: target }];
}

/** Steps beyond the plan's own scale, which may be shorter than the longest; null where there are none. */
export function scaleFaults(scale: Scale, values: object): Record<string, string> | null {
	const faults = Object.entries(values).flatMap(([field, value]) => {
		const axis = (["likelihood", "impact"] as const).find((one) => field.endsWith(one));
		if (!axis || typeof value !== "number" || value <= scale[axis].length) return [];
		return [[field, `Planens skala har ${scale[axis].length} steg.`] as const];
	});
	return faults.length > 0 ? Object.fromEntries(faults) : null;
}

/** A target says how far down a risk shall be brought: nothing that is accepted as it stands has one, and none lies above the risk itself. */
export function targetFault(risk: { inherent: Pair; target: Pair; treatment: Treatment | null }): string | null {
	const [inherent, target] = [productOf(risk.inherent), productOf(risk.target)];
	if (target === null) return null;
	if (risk.treatment === "accept") return "En accepterad risk har inget mål: den accepteras där den står.";
	if (inherent === null || target <= inherent) return null;
	return `Målet (${target}) ligger över den inneboende risken (${inherent}). Ett mål är att risken inte är större än utan åtgärder.`;
}

function pairsOf(risk: Scores): { inherent: Pair; target: Pair } {
	return {
		inherent: { likelihood: risk.inherent_likelihood, impact: risk.inherent_impact },
		target: { likelihood: risk.target_likelihood, impact: risk.target_impact },
	};
}

function productOf({ likelihood, impact }: Pair): number | null {
	return likelihood === null || impact === null ? null : riskValue(likelihood, impact);
}
