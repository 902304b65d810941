import { SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import type { Inbox } from "../../../src/office/inbox/read-inbox.ts";
import { paths } from "../../../src/paths/paths.ts";
import { StateBadge } from "../../ui/badge.tsx";
import { countText } from "../../ui/format.ts";
import type { Task } from "../../ui/task-list.tsx";
import { dueText } from "./due-text.ts";

const units = (n: number) => (n === 1 ? "1 enhet" : `${countText(n)} enheter`);
const runs = (n: number) => (n === 1 ? "1 kontrolltillfälle" : `${countText(n)} kontrolltillfällen`);

/** What a role has to arrange so that others can do their part. */
export function orderTasks(inbox: Inbox): Task[] {
	return [
		...inbox.waiting_draws.map((draw) => drawTask(draw)),
		...inbox.unstaffed.map((control) => ({
			href: paths.control(control.control_id),
			title: `${units(control.units)} saknar utförare eller granskare i ${control.title}`,
			state: <StateBadge tone="warn" label="Saknas" />,
		})),
		...ownerlessTask(inbox.without_owner),
		...inbox.unowned.map((deviation) => ({
			href: paths.deviation(deviation.id),
			title: `Utse ansvarig för avvikelse ${deviation.number}: ${deviation.title}`,
			meta: `${deviation.unit_name}, ${SEVERITIES[deviation.severity].toLowerCase()}`,
			state: <StateBadge tone="warn" label="Utan ansvarig" />,
		})),
		...lateTasks(inbox.late_units),
	];
}

/** What somebody who has left looked after, and what nobody was given: one line with the way to the list. */
function ownerlessTask(n: number): Task[] {
	if (n === 0) return [];
	const title = n === 1 ? "En uppgift saknar ansvarig" : `${n} uppgifter saknar ansvarig`;
	return [{ href: paths.withoutOwner(), title, state: <StateBadge tone="warn" label="Saknas" /> }];
}

/** Lists late units by name and never by number (rule 12). A long list ends with a link to the rest. */
function lateTasks({ shown, rest }: Inbox["late_units"]): Task[] {
	const tasks: Task[] = shown.map((unit) => ({
		href: paths.yearStripOf(Number(unit.first_day.slice(0, 4)), { unit_id: unit.unit_id }),
		title: `${unit.unit_name} har ${runs(unit.runs)} efter förfallodagen`,
		due: dueText(unit.first_due, unit.days_left),
		state: <StateBadge tone="bad" pattern="clock" label="Sen" />,
	}));
	if (rest.units === 0) return tasks;
	return [
		...tasks,
		{
			href: paths.yearStrip(),
			title: `${units(rest.units)} till har ${runs(rest.runs)} efter förfallodagen`,
			state: <StateBadge tone="bad" pattern="clock" label="Sen" />,
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
				state: <StateBadge tone="warn" label="Att dra" />,
			}
		: {
				href: paths.purchases(),
				title: `Läs in inköpsfilen för ${what}`,
				meta: `${units(draw.units)} väntar på populationen`,
				state: <StateBadge tone="warn" label="Fil saknas" />,
			};
}
