import type { CodedUnit, HrPerson } from "../../../db/queries/people/hr-import.ts";
import { ROLES, type Role } from "../../../db/schema/vocabulary.ts";
import type { HrRows, RefusedRow } from "./read-rows.ts";
import type { HrPersonRow } from "./schema.ts";

/** One thing the file asks for, with the sentence the administrator confirms. */
export type PersonAct = { sentence: string; employee_no: string } & (
	| { act: "add"; name: string; email: string | null }
	| { act: "take"; person_id: string }
	| { act: "edit"; person_id: string; name: string; email: string | null }
	| { act: "grant"; role: Role; unit_id: string }
	| { act: "end_role"; role_id: string }
	| { act: "end"; person_id: string }
);

export interface PeoplePlan {
	acts: PersonAct[];
	refused: RefusedRow[];
}

/** A complete file that would end more than this share of all people is refused: it is more likely cut off than true. */
const MOST_ENDED = 0.5;
const FEW = 5;

/**
 * What would happen, told before it does. The file decides about people it names: roles of a kind it names for a person are those it
 * names, and no others of that kind. `complete`: whoever came from an earlier file and is not in this one has left.
 */
export function planPeople(
	file: HrRows<HrPersonRow>,
	known: { people: readonly HrPerson[]; units: readonly CodedUnit[]; today: string },
	complete: boolean,
): PeoplePlan {
	const byNumber = new Map(known.people.filter((one) => one.employee_no).map((one) => [one.employee_no!, one]));
	const byEmail = new Map(known.people.filter((one) => one.email).map((one) => [one.email!, one]));
	const units = new Map(known.units.map((unit) => [unit.code, unit]));
	const plan: PeoplePlan = { acts: [], refused: [...file.refused] };
	const rowsOf = new Map<string, HrRows<HrPersonRow>["rows"]>();
	for (const row of file.rows) {
		const unit = row.unit_code === null ? null : units.get(row.unit_code);
		if (unit === undefined) plan.refused.push({ line: row.line, reason: `Enhetskod: ${row.unit_code} finns inte.` });
		else if (unit?.valid_to && unit.valid_to < known.today)
			plan.refused.push({ line: row.line, reason: `Enhetskod: ${unit.name} har upphört.` });
		else rowsOf.set(row.employee_no, [...(rowsOf.get(row.employee_no) ?? []), row]);
	}
	for (const [employee_no, rows] of rowsOf) {
		const person = byNumber.get(employee_no) ?? unclaimed(byEmail, rows[0]!.email);
		plan.acts.push(...planPerson(employee_no, rows, person, units, known.today));
	}
	const mentioned = new Set(file.rows.map((row) => row.employee_no));
	if (complete && file.refused.length === 0) planMissing(plan, byNumber, mentioned);
	else if (complete)
		plan.refused.push({
			line: 0,
			reason: "Ingen avslutas för att den saknas i filen, eftersom alla rader inte gick att läsa.",
		});
	return plan;
}

/** Finds a person who was added by hand and has the same e-mail. */
function unclaimed(byEmail: Map<string, HrPerson>, email: string | null): HrPerson | undefined {
	const person = email === null ? undefined : byEmail.get(email);
	return person?.employee_no === null ? person : undefined;
}

function planPerson(
	employee_no: string,
	rows: HrRows<HrPersonRow>["rows"],
	person: HrPerson | undefined,
	units: ReadonlyMap<string, CodedUnit>,
	today: string,
): PersonAct[] {
	const { name, email } = rows[0]!;
	const leaves = rows.every((row) => row.ends_on !== null && row.ends_on < today);
	if (person?.ended_at || (leaves && !person)) return [];
	const acts: PersonAct[] = [];
	if (!person) acts.push({ act: "add", employee_no, name, email, sentence: `Lägg till ${name}` });
	else if (person.employee_no === null)
		acts.push({
			act: "take",
			employee_no,
			person_id: person.id,
			sentence: `Koppla ${person.name} till anställningsnummer ${employee_no}`,
		});
	if (person && leaves)
		return [...acts, { act: "end", employee_no, person_id: person.id, sentence: `Avsluta ${person.name}` }];
	if (person && (person.name !== name || person.email !== email))
		acts.push({
			act: "edit",
			employee_no,
			person_id: person.id,
			name,
			email,
			sentence: `Ändra uppgifterna för ${person.name}${person.name === name ? "" : ` till ${name}`}`,
		});
	return [...acts, ...planRoles(employee_no, name, rows, person, units, today)];
}

function planRoles(
	employee_no: string,
	name: string,
	rows: HrRows<HrPersonRow>["rows"],
	person: HrPerson | undefined,
	units: ReadonlyMap<string, CodedUnit>,
	today: string,
): PersonAct[] {
	const wanted = rows
		.filter((row) => row.role !== null && (row.ends_on === null || row.ends_on >= today))
		.map((row) => ({ role: row.role!, unit: units.get(row.unit_code!)! }));
	const kinds = new Set(rows.map((row) => row.role));
	const held = person?.roles ?? [];
	const unitName = (id: string) => [...units.values()].find((unit) => unit.id === id)?.name ?? "enheten";
	const gone = held.filter(
		(one) =>
			kinds.has(one.role as never) && !wanted.some(({ role, unit }) => role === one.role && unit.id === one.unit_id),
	);
	const fresh = wanted.filter(
		({ role, unit }, index) =>
			!held.some((one) => one.role === role && one.unit_id === unit.id) &&
			wanted.findIndex((other) => other.role === role && other.unit.id === unit.id) === index,
	);
	return [
		...gone.map(
			(one): PersonAct => ({
				act: "end_role",
				employee_no,
				role_id: one.id,
				sentence: `Avsluta rollen ${ROLES[one.role]} vid ${unitName(one.unit_id)} för ${name}`,
			}),
		),
		...fresh.map(
			({ role, unit }): PersonAct => ({
				act: "grant",
				employee_no,
				role,
				unit_id: unit.id,
				sentence: `Ge ${name} rollen ${ROLES[role]} vid ${unit.name}`,
			}),
		),
	];
}

function planMissing(plan: PeoplePlan, byNumber: ReadonlyMap<string, HrPerson>, mentioned: ReadonlySet<string>): void {
	const atWork = [...byNumber].filter(([, person]) => person.ended_at === null);
	const missing = atWork.filter(([employee_no]) => !mentioned.has(employee_no));
	if (missing.length > FEW && missing.length > atWork.length * MOST_ENDED) {
		const reason = `Filen saknar ${missing.length} av ${atWork.length} personer. Ingen av dem avslutas: kontrollera att filen är hel.`;
		plan.refused.push({ line: 0, reason });
		return;
	}
	for (const [employee_no, { id, name }] of missing)
		plan.acts.push({ act: "end", employee_no, person_id: id, sentence: `Avsluta ${name}, som inte finns i filen` });
}
