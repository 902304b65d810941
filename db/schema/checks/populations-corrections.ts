/** How a purchase of a corrected file differs from the frozen population. */
export const CORRECTION_KINDS = { added: "Tillkommer", removed: "Tas bort", changed: "Ändras" } as const;
export type CorrectionKind = keyof typeof CORRECTION_KINDS;

/** One corrected file for a frozen population. Rows are only ever added. */
export interface PopulationCorrectionTable {
	id: string;
	population_id: string;
	/** 2 for the first corrected file of the population, and so on. */
	edition: number;
	file_id: string;
	/** The population frozen instead; null when the sample had been drawn, so that the frame stands. */
	successor_id: string | null;
	reason: string;
	corrected_at: string;
	corrected_by: string;
}

export interface CorrectionLineTable {
	correction_id: string;
	item_key: string;
	kind: CorrectionKind;
	unit_id: string;
	/** The frozen purchase, or for one that is added the corrected file's own. */
	line_id: number;
	old_amount_ore: number | null;
	new_amount_ore: number | null;
	/** What differs, in words. */
	note: string;
}
