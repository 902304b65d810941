import { domId } from "../../ui/dom-id.ts";

/** Where a question stands on the page: the address of "nästa obesvarade". */
export function questionId(item: number, question: number): string {
	return domId("fraga", item, String(question));
}
