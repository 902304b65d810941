import { domId } from "../../ui/dom-id.ts";

/** Where a question stands on the page: the address of "nästa obesvarade". */
export function questionId(item: number, question: number): string {
	return domId("fraga", item, String(question));
}

/** Where an item's facts begin: an address inside its fold, so that going there opens it. */
export function itemFactsId(item: number): string {
	return domId("fakta", item);
}
