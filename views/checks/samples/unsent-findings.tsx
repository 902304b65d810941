import type { Workpaper } from "../../../src/checks/samples/workpaper.ts";
import { paths } from "../../../src/paths/paths.ts";
import { UNTOUCHED } from "../../ui/form-state.ts";
import { FindingFields } from "./finding-fields.tsx";

/** No item has this position or this address: assets/kept/marks.js puts those of the item at hand in their place. */
const NO_ITEM = 0;
const NOWHERE = paths.itemAnswers("0");

/**
 * The fields that describe a Nej, question by question, for whoever answers where there is no net: the server cannot send them then.
 * Inert, and the same for every item.
 */
export function UnsentFindings({ workpaper }: { workpaper: Workpaper }) {
	const [first] = workpaper.items;
	if (!first) return null;
	const blank = { given: null, asked: true, outstanding: true, missing: "", draft: null, deviation: null };
	return (
		<>
			{[...first.questions, ...first.by_file].map(({ question }) => (
				<template data-finding={String(question.position)} data-action={NOWHERE}>
					<FindingFields
						row={{ question, ...blank }}
						item={NO_ITEM}
						action={NOWHERE}
						form={UNTOUCHED}
						saved={false}
						unsent
					/>
				</template>
			))}
		</>
	);
}
