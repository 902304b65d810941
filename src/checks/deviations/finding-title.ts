import type { Item, Question } from "../../../db/queries/checks/samples.ts";
import { formatAmountOre } from "../../ground/calendar/stockholm.ts";

const MOST_WORDS = 80;

/**
 * What a deviation found in a check is called: what was found, at whom and for how much. The finder's own words come first, then
 * those that the checklist has for the question, then the beginning of the description.
 */
export function findingTitle(
	said: { headline?: string | undefined; comment: string },
	question: Pick<Question, "finding">,
	item: Pick<Item, "supplier_name" | "amount_ore">,
): string {
	const words = said.headline || question.finding || beginning(said.comment);
	const where = [item.supplier_name, formatAmountOre(item.amount_ore)].filter((one) => one !== "").join(", ");
	return `${words}: ${where}`.slice(0, 200);
}

/** The first sentence, or as many whole words of it as there is room for. */
function beginning(text: string): string {
	const [first = ""] = text.split(/(?<=[.!?])\s|\n/);
	const sentence = first.trim().replace(/[.:]$/, "");
	if (sentence.length <= MOST_WORDS) return sentence;
	return `${sentence.slice(0, MOST_WORDS).replace(/\s+\S*$/, "")}…`;
}
