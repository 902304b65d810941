import type { Paper } from "./paper.ts";
import { press } from "./render-pdf.ts";
import { wordOf } from "./word-of.ts";

/** The paper with the two ways to print it. */
export function printed(paper: Paper) {
	return { title: paper.title, word: () => wordOf(paper), pdf: () => press.render(paper) };
}
