import { type GovernanceRow, hasNumbers } from "../../../db/queries/report/governance.ts";
import { listEconomyElsewhere } from "../../../db/queries/report/governance-elsewhere.ts";
import { findPersonOption } from "../../../db/queries/people/people.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import type { Db } from "../../../db/open.ts";
import type { GovernanceKind } from "../../../db/schema/report/words.ts";
import { MONEY } from "../../../db/schema/report/governance-numbers.ts";
import { Invalid } from "../../ground/errors.ts";
import { amountFaults } from "./same-amounts.ts";
import type { AddGovernanceItem } from "./schema.ts";

type Input = Omit<AddGovernanceItem, "kind">;

/** What each kind may belong to; a kind that is not here belongs to nothing. */
const BELONGS_TO: Partial<Record<GovernanceKind, readonly GovernanceKind[]>> = {
	indicator: ["goal", "assignment"],
	part: ["assignment"],
	economy: ["economy"],
};
/** Kinds that mean nothing by themselves. */
const NEEDS_PARENT: readonly GovernanceKind[] = ["indicator", "part"];

export interface Sounded {
	period: Period;
	rows: readonly GovernanceRow[];
	kind: GovernanceKind;
	/** The saved row; null when a new one is added. */
	row: GovernanceRow | null;
	today: string;
}

/** Refuses a row that does not hold together: a target that cannot be met, a parent of another kind, people and units outside. */
export async function requireSound(db: Db, input: Input, about: Sounded): Promise<void> {
	const { period, row, today } = about;
	const errors = { ...targetErrors(input, about), ...parentErrors(input, about) };
	const reach = { own: [], branch: [period.unit_id] };
	const moved = input.owner_id !== null && input.owner_id !== row?.owner_id;
	if (moved && !(await findPersonOption(db, { reach, today }, input.owner_id!)))
		errors.owner_id = "Välj en person med en roll i förvaltningen.";
	if (input.org_unit_id && !(await unitPath(db, input.org_unit_id)).includes(period.unit_id))
		errors.org_unit_id = "Välj ett område i förvaltningen.";
	Object.assign(errors, await sameAsErrors(db, input, about));
	if (row && (await hasNumbers(db, row.id))) Object.assign(errors, movedErrors(input, row));
	if (Object.keys(errors).length > 0) throw new Invalid(errors);
}

function targetErrors(input: Input, { kind, period }: Sounded): Record<string, string> {
	const errors: Record<string, string> = {};
	const { unit, comparison, target, target_upper, baseline, baseline_year, signed } = input;
	const numbers = { target, target_upper, baseline };
	const given = Object.entries(numbers).filter(([, value]) => value !== null);
	if (given.length > 0 && unit === "") errors.unit = "Ange enheten som talet är i, till exempel procent.";
	if (kind === "economy" && unit === "") errors.unit = `Ange enheten, till exempel ${MONEY}.`;
	if (given.length > 0 && unit === MONEY && kind === "economy")
		errors.target = "Beloppen skrivs i ekonomins tabell, som budget, utfall och prognos.";
	if (target !== null && comparison === null) errors.comparison = "Välj hur utfallet jämförs med målvärdet.";
	if (comparison === "between" && (target === null || target_upper === null || target_upper <= target))
		errors.target_upper = "Ange ett undre och ett högre övre målvärde.";
	if (comparison !== "between" && target_upper !== null)
		errors.target_upper = "Ett övre målvärde hör till jämförelsen Mellan.";
	if (comparison === "state" && target !== null) errors.target = "Ett läge har inget målvärde i tal.";
	if (baseline !== null && baseline_year === null) errors.baseline_year = "Ange vilket år utgångsvärdet gäller.";
	if (baseline_year !== null && baseline_year >= period.year)
		errors.baseline_year = `Utgångsvärdet ska vara från ett år före planens år ${period.year}.`;
	for (const [key, value] of given)
		if (value! < 0 && signed === null) errors[key] = "Talet kan inte vara mindre än noll.";
	return errors;
}

function parentErrors({ parent_id }: Input, { rows, kind, row }: Sounded): Record<string, string> {
	if (parent_id === null)
		return NEEDS_PARENT.includes(kind) ? { parent_id: "Välj det mål eller uppdrag som raden hör till." } : {};
	const parent = rows.find((one) => one.id === parent_id);
	if (!parent || !BELONGS_TO[kind]?.includes(parent.kind))
		return { parent_id: "Raden kan inte höra till det valda. Välj ett annat eller inget." };
	// a sum that was a part of itself could never be added up
	for (let one: GovernanceRow | undefined = parent; one; one = rows.find((above) => above.id === one!.parent_id))
		if (one.id === row?.id) return { parent_id: "En summa kan inte ingå i sig själv." };
	return {};
}

/** Only an amount is the same as another, of the same year and in the same unit; and where both are written they are. */
async function sameAsErrors(
	db: Db,
	{ same_as_id, unit }: Input,
	{ period, rows, kind, row }: Sounded,
): Promise<Record<string, string>> {
	if (same_as_id === null) return {};
	const elsewhere = await listEconomyElsewhere(db, period);
	const same = [...rows.filter((one) => one.kind === "economy"), ...elsewhere].find(({ id }) => id === same_as_id);
	if (kind !== "economy" || !same || same.id === row?.id)
		return { same_as_id: "Välj en annan rad i ekonomin, i den här planen eller i en annan nämnds för samma år." };
	if (same.unit !== unit)
		return { same_as_id: `Raden är i ${same.unit} och den här i ${unit}. Välj en i samma enhet.` };
	if (!row) return {};
	const changed = rows.map((one) => (one.id === row.id ? { ...one, same_as_id } : one));
	const fault = amountFaults(changed, (one) => one.budget_ore, elsewhere).find(({ item_id }) => item_id === row.id);
	return fault ? { same_as_id: fault.text } : {};
}

/** A number keeps the meaning it was written with, and a sum the parts that it was held against. */
function movedErrors(input: Input, row: GovernanceRow): Record<string, string> {
	const errors: Record<string, string> = {};
	if (input.unit !== row.unit) errors.unit = "Raden har tal. Deras enhet ändras inte.";
	if (row.kind === "economy" && input.parent_id !== row.parent_id)
		errors.parent_id = "Raden har tal. Summan den ingår i ändras inte.";
	if (input.signed === null && row.signed === 1) errors.signed = "Raden har tal. Vad de kan vara ändras inte.";
	return errors;
}
