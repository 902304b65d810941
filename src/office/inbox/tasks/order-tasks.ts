import { SEVERITIES } from "../../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../ground/calendar/occurrence.ts";
import type { Inbox } from "../read-inbox.ts";
import { paths } from "../../../paths/paths.ts";
import { formatCount } from "../../../ground/calendar/stockholm.ts";
import type { Task } from "../columns.ts";
import { LATE } from "./own-tasks.ts";

const units = (n: number) => (n === 1 ? "1 enhet" : `${formatCount(n)} enheter`);
const runs = (n: number) => (n === 1 ? "1 kontrolltillfälle" : `${formatCount(n)} kontrolltillfällen`);

/** What a role has to arrange so that others can do their part. */
export function orderTasks(inbox: Inbox): Task[] {
	return [
		...inbox.waiting_draws.map((draw) => drawTask(draw)),
		...inbox.unstaffed.map(
			(control): Task => ({
				href: paths.control(control.control_id),
				title: `Utse utförare eller granskare för ${units(control.units)} i ${control.title}`,
				state: { tone: "warn", label: "Saknas" },
			}),
		),
		...ownerlessTask(inbox.without_owner),
		...inbox.unowned.map(
			(deviation): Task => ({
				href: paths.deviation(deviation.id),
				title: `Utse ansvarig för avvikelse ${deviation.number}: ${deviation.title}`,
				meta: `${deviation.unit_name}, ${SEVERITIES[deviation.severity].toLowerCase()}`,
				state: { tone: "warn", label: "Utan ansvarig" },
			}),
		),
	];
}

/** What somebody who has left looked after, and what nobody was given: one line with the way to the list. */
function ownerlessTask(n: number): Task[] {
	if (n === 0) return [];
	const title = `Utse ansvarig för ${n === 1 ? "en uppgift" : `${formatCount(n)} uppgifter`}`;
	return [{ href: paths.withoutOwner(), title, state: { tone: "warn", label: "Saknas" } }];
}

/** So many late units are named one by one; more of them are one row. */
const NAMED = 3;

/** Late units by name and never by number (rule 12); when they are many, one row for all, with the way to them. */
export function lateTasks(late: Inbox["late_units"]): Task[] {
	if (late.length <= NAMED)
		return late.map(
			(unit): Task => ({
				href: paths.yearStripOf(Number(unit.first_day.slice(0, 4)), { unit_id: unit.unit_id }),
				title: `${runs(unit.runs)} efter förfallodagen`,
				meta: unit.unit_name,
				due_on: unit.first_due,
				state: LATE,
			}),
		);
	const first = late.map((unit) => unit.first_due).sort()[0];
	const named = late.slice(0, NAMED).map((unit) => unit.unit_name);
	return [
		{
			href: paths.yearStrip(),
			title: `${runs(late.reduce((sum, unit) => sum + unit.runs, 0))} efter förfallodagen på ${units(late.length)}`,
			meta: `${named.join(", ")} och ${units(late.length - NAMED)} till`,
			due_on: first,
			state: LATE,
		},
	];
}

function drawTask(draw: Inbox["waiting_draws"][number]): Task {
	const what = `${draw.control_title}, ${formatOccurrence(draw.period_key)}`;
	return draw.population_id
		? {
				href: paths.population(draw.population_id),
				title: `Dra stickprovet för ${what}`,
				meta: `Populationen är fryst, ${units(draw.units)} väntar`,
				state: { tone: "warn", label: "Att dra" },
			}
		: {
				href: paths.purchases(),
				title: `Läs in inköpsfilen för ${what}`,
				meta: `${units(draw.units)} väntar på populationen`,
				state: { tone: "warn", label: "Fil saknas" },
			};
}
