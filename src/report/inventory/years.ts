import type { InventoryBoard } from "../../../db/queries/report/inventory.ts";
import { UNDECIDED_PLANS } from "../../../db/schema/vocabulary.ts";
import { Invalid } from "../../ground/errors.ts";

/** How many years ahead something may be proposed: the year after the one that is planned. */
const AHEAD = 2;

/** The years a board takes proposals for: this and the next two, but for those whose plan is decided. The coming year comes first. */
export function inventoryYears(board: Pick<InventoryBoard, "plans">, thisYear: number): number[] {
	const isOpen = (year: number) => {
		const plan = board.plans.find((one) => one.year === year);
		// a year that has begun takes proposals only while its plan is on its way to the nämnd
		return plan ? UNDECIDED_PLANS.includes(plan.status) : year > thisYear;
	};
	const years = Array.from({ length: AHEAD + 1 }, (_, n) => thisYear + n).filter(isOpen);
	const [coming = thisYear + 1] = years.filter((year) => year > thisYear);
	return years.filter((year) => year <= coming).sort((a, b) => b - a);
}

export function requireInventoryYear(board: InventoryBoard, year: number, thisYear: number): void {
	const years = inventoryYears(board, thisYear);
	if (years.includes(year)) return;
	const plan = board.plans.find((one) => one.year === year);
	const isDecided = plan !== undefined && !UNDECIDED_PLANS.includes(plan.status);
	const instead = years.length > 0 ? ` Föreslå risken för ${years[0]}.` : "";
	throw new Invalid({
		year: `${isDecided ? `Planen för ${year} är beslutad.` : `För ${year} tas inga förslag emot.`}${instead}`,
	});
}
