import type { PersonOption } from "../../../db/queries/people/people.ts";
import { LONGEST } from "./cell-texts.ts";
import type { DraftArea, Named, NotTaken } from "./plan-model.ts";

/** "Ek, Maria (controller)" → "maria ek". */
function plainName(text: string): string {
	const bare = text
		.slice(0, 200)
		.normalize("NFC")
		.replace(/\([^)]*\)/g, " ")
		.toLocaleLowerCase("sv")
		.replace(/\s+/g, " ")
		.trim();
	const turned = /^([^,]+),\s*([^,]+)$/.exec(bare);
	return turned ? `${turned[2]} ${turned[1]}` : bare;
}

/**
 * Finds who the names of the file are. Nobody is guessed: a name that no one has, or that two have, is told and left open; for an
 * åtgärd the text stays as who performs it.
 */
export function matchPeople(
	areas: readonly DraftArea[],
	people: readonly PersonOption[],
	names: ReadonlyMap<string, string>,
): NotTaken[] {
	const byName = new Map<string, string[]>();
	for (const { id, name } of people) byName.set(plainName(name), [...(byName.get(plainName(name)) ?? []), id]);
	const idsOf = (text: string) => byName.get(plainName(text)) ?? [];
	for (const named of namedIn(areas)) {
		const ids = idsOf(named.text);
		named.id = ids.length === 1 ? ids[0]! : null;
	}
	for (const { measures } of areas.flatMap((area) => area.risks))
		for (const measure of measures)
			if (measure.owner.id === null && measure.performer_text === "")
				measure.performer_text = measure.owner.text.slice(0, LONGEST.performer);
	return [...names].flatMap(([text, cell]) => {
		const ids = idsOf(text);
		if (ids.length === 1) return [];
		const who = ids.length === 0 ? "Ingen i förvaltningen heter så" : "Flera i förvaltningen heter så";
		return [{ cell, text, reason: `${who}: välj person. För en åtgärd står texten under Utförs av.` }];
	});
}

function namedIn(areas: readonly DraftArea[]): Named[] {
	return areas.flatMap(({ risks }) =>
		risks.flatMap((risk) => [
			risk.owner,
			risk.decider,
			...risk.controls.map((control) => control.owner),
			...risk.measures.flatMap((measure) => [measure.owner, ...measure.controls.map((control) => control.owner)]),
		]),
	);
}
