import type { Db } from "../../../db/open.ts";
import { findBusiest, type listPeopleByRole } from "../../../db/queries/people/session.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";

export type DemoPerson = Awaited<ReturnType<typeof listPeopleByRole>>[number];
/** Somebody to begin as in the demo, and the task that shows what they do. */
export type DemoGuide = DemoPerson & { task: string };

/** Six to begin with, each the one who has that task today: the run that is due first, the signed run that waits. */
export async function listDemoGuides(db: Db, people: readonly DemoPerson[]): Promise<DemoGuide[]> {
	const [performer, reviewer] = [await findBusiest(db, "performer"), await findBusiest(db, "reviewer")];
	const of = (role: DemoPerson["role"]) => people.filter((person) => person.role === role);
	const first = (role: DemoPerson["role"], id?: string) => of(role).find((one) => one.id === id) ?? of(role)[0];
	const controller = of("controller").find((one) => one.unit_kind === "administration") ?? of("controller")[0];
	const guides: [DemoPerson | undefined, string][] = [
		[first("material_coordinator", performer?.id), "Besvara månadens dragna inköp och signera stickprovet."],
		[first("manager", reviewer?.id), "Granska ett signerat stickprov, och återsänd eller godkänn det."],
		[controller, "Följ planen och kontrollerna, bedöm träffar i reskontran och förbered nästa rapport."],
		[
			of("controller").find((one) => one.unit_kind === "region" && one.id !== controller?.id),
			"Gör den samlade bedömningen av nämndernas interna kontroll.",
		],
		[
			of("approver").find((one) => one.unit_name === controller?.unit_name) ?? of("approver")[0],
			"Läs nämndens sida, godkänn bedömningen och besluta planen.",
		],
		[of("auditor")[0], "Läs registret som det var en tidigare dag, och hämta granskningspaketet."],
	];
	return guides.flatMap(([person, task]) => (person ? [{ ...person, task }] : []));
}

const MOST_SHOWN = 50;

/** Everybody else is found by name, role or unit; nothing is listed before something is asked for. */
export function foundPeople(people: readonly DemoPerson[], query: string): DemoPerson[] {
	const words = query.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
	if (words.length === 0) return [];
	return people
		.filter((person) => {
			const text = `${person.name} ${ROLES[person.role]} ${person.unit_name}`.toLocaleLowerCase("sv");
			return words.every((word) => text.includes(word));
		})
		.slice(0, MOST_SHOWN);
}
