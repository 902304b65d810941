import type { Db } from "../../../../db/open.ts";
import { grouped } from "../../../../db/queries/ground/tables.ts";
import { listPurchaseControls } from "../../../../db/queries/checks/populations.ts";
import { listFrozenPeriods, listSchedules } from "../../../../db/queries/checks/runs-schedules.ts";
import { type Actor, reachOf } from "../../../ground/access/actor.ts";
import { formatOccurrence, occurrencesOf } from "../../../ground/calendar/occurrence.ts";
import { holdsIn } from "../../runs/due-runs.ts";

interface Choice {
	value: string;
	label: string;
}

/** What the upload form offers. `controls` is empty when each year's plan has at most one control of purchases. */
export interface UploadChoices {
	periods: Choice[];
	controls: Choice[];
	suggested: string;
}

/** The periods of this year's and last year's plan in force that have begun and wait for their file, newest first. */
export async function uploadChoices(db: Db, actor: Actor, today: string): Promise<UploadChoices> {
	const year = Number(today.slice(0, 4));
	const reach = reachOf(actor, "purchases.import");
	const years = [await listPurchaseControls(db, reach, year), await listPurchaseControls(db, reach, year - 1)];
	const controls = years.flat();
	const frozen = await listFrozenPeriods(
		db,
		controls.map((control) => control.id),
	);
	const taken = new Set(frozen.map((period) => `${period.control_id} ${period.period_key}`));
	const schedules = grouped(await listSchedules(db, "all"), (unit) => unit.control_id);
	const periods = controls.flatMap((control) =>
		occurrencesOf(control.frequency, control.year).filter(
			(one) =>
				one.first_day <= today &&
				!taken.has(`${control.id} ${one.key}`) &&
				schedules.get(control.id)?.some((unit) => holdsIn(unit, one)),
		),
	);
	const byKey = new Map(periods.map((period) => [period.key, period]));
	const newest = [...byKey.values()].sort((a, b) => (a.last_day < b.last_day ? 1 : -1));
	return {
		periods: newest.map(({ key }) => ({ value: key, label: formatOccurrence(key) })),
		controls: years.some((list) => list.length > 1)
			? controls.map((control) => ({ value: control.id, label: `${control.title} (${control.year})` }))
			: [],
		suggested: newest.find((period) => period.last_day < today)?.key ?? newest[0]?.key ?? "",
	};
}
