import type { Paper } from "./paper.ts";
import { press } from "./render-pdf.ts";
import { toWord } from "./word.ts";

/** The paper with the two ways to print it. */
export function printed(paper: Paper) {
	return { title: paper.title, word: () => toWord(paper), pdf: () => press.render(paper) };
}
