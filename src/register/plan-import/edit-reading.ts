import type { Scale } from "../../../db/schema/vocabulary.ts";
import type { PersonOption } from "../../../db/queries/people/people.ts";
import { Invalid } from "../../ground/errors.ts";
import { scaleFaults, targetFault } from "../risks/score-rules.ts";
import { LONGEST, splitTitle } from "./cell-texts.ts";
import type { DraftMeasure, DraftRisk, Named, ReadChoices } from "./plan-model.ts";
import { riskAt } from "./prepare-import.ts";
import type { ReadingState } from "./reading-state.ts";
import type { EditDraftRisk, MapColumns } from "./schema.ts";

/** The choices of the mapping form. Columns count only for the heading row that the form showed. */
export function choicesFrom(
	input: MapColumns,
	{ reading }: ReadingState,
	shown_row: number | null,
	own: Scale,
): ReadChoices {
	const values = input as Record<string, unknown>;
	const shown =
		reading.sheets.find((sheet) => sheet.chosen) ?? reading.sheets.find(({ headings }) => headings.length > 0);
	const steps = Array.from({ length: reading.steps }, (_, n) => values[`scale_${n + 1}`] as number | null);
	const beyond = steps.findIndex((step) => step !== null && step > own.likelihood.length);
	if (beyond >= 0) throw new Invalid({ [`scale_${beyond + 1}`]: `Planens skala har ${own.likelihood.length} steg.` });
	const isSame = input.heading_row === null || input.heading_row === shown_row;
	return {
		sheets: input.sheet.length > 0 ? input.sheet : undefined,
		heading_row: input.heading_row ?? undefined,
		columns:
			isSame && shown
				? Object.fromEntries(
						shown.headings.map(({ column }) => [
							column,
							(values[`column_${column}`] ?? null) as NonNullable<ReadChoices["columns"]>[number],
						]),
					)
				: undefined,
		scale:
			steps.length > own.likelihood.length && steps.every((step) => step !== null) ? (steps as number[]) : undefined,
	};
}

/** One risk of a reading as the form says it. Throws `Invalid`. */
export function editReading(
	state: ReadingState,
	index: number,
	input: EditDraftRisk,
	owners: readonly PersonOption[],
	scale: Scale,
): ReadingState {
	const { area, risk } = riskAt(state, index);
	const outside = scaleFaults(scale, input);
	if (outside) throw new Invalid(outside);
	const halves = (["inherent", "residual"] as const).filter(
		(of) => (input[`${of}_likelihood`] === null) !== (input[`${of}_impact`] === null),
	);
	if (halves.length > 0)
		throw new Invalid(
			Object.fromEntries(halves.map((of) => [`${of}_impact`, "Bedöm både sannolikhet och konsekvens."])),
		);
	const edited: DraftRisk = {
		...risk,
		title: input.title,
		description: input.description,
		scope: input.scope,
		requirements: input.requirements,
		origin: input.origin,
		owner: personOf(input.owner_id, risk.owner, owners, "owner_id"),
		inherent: { likelihood: input.inherent_likelihood, impact: input.inherent_impact },
		residual: { likelihood: input.residual_likelihood, impact: input.residual_impact },
		treatment: input.treatment,
		measures: input.measure_title.flatMap((title, at) =>
			title === "" ? [] : [measureOf(input, at, title.replace(/\s*\n\s*/g, " "), risk.measures[at], owners)],
		),
	};
	const target = targetFault(edited);
	if (target !== null) throw new Invalid({ inherent_impact: target });
	const areas = state.reading.areas.map((one) => ({ ...one, risks: [...one.risks] }));
	const from = areas.find((one) => one.name === area.name)!;
	const place = from.risks.indexOf(risk);
	from.risks.splice(place, 1);
	if (input.left_out === "") {
		const to = areas.find((one) => one.name === input.area) ?? { name: input.area, risks: [] };
		if (!areas.includes(to)) areas.push(to);
		to.risks.splice(to === from ? place : to.risks.length, 0, edited);
	}
	const left = areas.filter((one) => one.risks.length > 0);
	return { ...state, edited: state.edited + 1, reading: { ...state.reading, areas: left } };
}

function measureOf(
	input: EditDraftRisk,
	at: number,
	title: string,
	before: DraftMeasure | undefined,
	owners: readonly PersonOption[],
): DraftMeasure {
	const owner = personOf(input.measure_owner_id[at] ?? null, before?.owner, owners, "");
	const frequency = input.measure_frequency[at] ?? null;
	const [first, ...more] = before?.controls ?? [];
	const begun = first ?? {
		...{ title: splitTitle(title, LONGEST.control).title, method: "", owner, population_kind: "none" as const },
		...{ sample_size: 0, due_working_days: 10, starts_on: null, ended_on: null },
	};
	return {
		support: before?.support ?? "",
		scope: before?.scope ?? null,
		performer_text: before?.performer_text ?? "",
		status: before?.status ?? "not_started",
		status_reason: before?.status_reason ?? "",
		title,
		kind: input.measure_kind[at] ?? before?.kind ?? "action",
		owner,
		due_on: input.measure_due_on[at] ?? null,
		controls: frequency === null ? [] : [{ ...begun, frequency, owner: first ? begun.owner : owner }, ...more],
	};
}

/** Only who may be named in the förvaltning; who stood there stays. */
function personOf(id: string | null, before: Named | undefined, owners: readonly PersonOption[], field: string): Named {
	if (id === null) return { text: before?.id === null ? before.text : "", id: null };
	if (id === before?.id) return before;
	const person = owners.find((one) => one.id === id);
	if (!person) throw new Invalid({ [field]: "Välj en person med en roll i förvaltningen." });
	return { text: person.name, id };
}
