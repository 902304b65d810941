import type { EndedUnit } from "../../../db/queries/checks/controls-ended-units.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";

/** What narrows the frames that a conclusion stands on: frozen before their time, or without a unit that took part before. */
export interface FrameRemarks {
	/** Why frames were frozen before their cut-off day was past. */
	early: readonly string[];
	ended: readonly EndedUnit[];
}

/** Said beside every conclusion, so that nobody makes the frame smaller unseen. */
export function remarkTexts({ early, ended }: FrameRemarks): string[] {
	return [
		...early.map((reason) => `En population frystes innan perioden var slut. Skäl: ${reason}`),
		...ended.map((one) => `${endedText(one)}. Det som köps där senare ingår inte i slutsatsen.`),
	];
}

/** "Vårdcentralen Nora ingick till och med 30 september 2026" */
export function endedText({ unit, last_day }: EndedUnit): string {
	return `${unit} ingick till och med ${formatDate(last_day)}`;
}
