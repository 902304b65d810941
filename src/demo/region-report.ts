import { listFollowUpRows } from "../../db/queries/report/follow-ups.ts";
import { findPeriod } from "../../db/queries/report/periods.ts";
import type { FollowUpTable } from "../../db/schema/report/follow-ups.ts";
import type { ReportingPeriodTable } from "../../db/schema/report/periods.ts";
import { dateOfDay, dayNumber } from "../ground/calendar/civil-date.ts";
import { addDelivery } from "../report/follow-ups/add-delivery.ts";
import { deliver } from "../report/follow-ups/deliver.ts";
import { remind } from "../report/readiness/remind.ts";
import { judgedScope } from "../report/periods/scope.ts";
import { addPast } from "./bulk-trail.ts";
import { DAYS_AFTER, RESULTS, reportPeriod } from "./demo-assessments.ts";
import { asPerson } from "./as-person.ts";
import type { Region } from "./region.ts";

/** A report as it is put together after its cut-off: deliveries, follow-ups, assessment, dialogue, and the seal. */
export function planRegionReport(region: Region, period: ReportingPeriodTable): void {
	const { agenda, ctx, organisation, key } = region;
	const day = (n: number) => dateOfDay(dayNumber(period.cut_off) + n);
	agenda.add(`${day(DAYS_AFTER - 1)}T07:10:00.000Z`, async (at) => {
		const controller = await asPerson(ctx, organisation.controller, at);
		const what = "Uppföljning av åtgärder och kontroller";
		const [unit] = organisation.units;
		const person_id = unit!.manager.id;
		const id = await addDelivery(controller, period.id, { what, person_id, due_on: day(DAYS_AFTER) });
		await remind(controller, period.id, { person_id });
		await deliver(await asPerson(ctx, unit!.manager, at), period.id, id, { version: 1 });
	});
	agenda.add(`${day(DAYS_AFTER)}T07:15:00.000Z`, async (at) => {
		await reportPeriod(ctx, organisation, {
			past: (await findPeriod(ctx.db, period.id))!,
			at,
			key,
			followUp: () => followUpAll(region, at, period.id),
		});
	});
}

/** Thousands of risks, åtgärder and kontrollmoment, written and completed. */
async function followUpAll(region: Region, at: string, periodId: string): Promise<void> {
	const { ctx, random, organisation } = region;
	random.setTime(at);
	const period = (await findPeriod(ctx.db, periodId))!;
	const subjects = await listFollowUpRows(ctx.db, period, judgedScope(period, period.cut_off));
	const actor = organisation.controller;
	const rows = subjects.map(
		({ kind, id: subject_id, numbers }): FollowUpTable => ({
			id: random.id(),
			period_id: periodId,
			subject_kind: kind,
			subject_id,
			status: numbers.not_done > 0 ? "partly" : "as_planned",
			result: RESULTS[kind],
			analysis: "Rutinerna är kända och följs upp på ledningsmöten.",
			new_measure: "",
			next_year: 0,
			written_at: at,
			written_by: actor.id,
			completed_at: at,
			completed_by: actor.id,
			version: 2,
		}),
	);
	await addPast(region, at, {
		tables: { follow_ups: rows },
		events: rows.flatMap(({ id, status, result, analysis }, n) => {
			const { kind, title } = subjects[n]!;
			const data = { period: period.name, kind, title };
			const about = { actor, unit_id: period.unit_id, object: { kind: "follow_up", id } };
			const changes: Record<string, [string | null, string | null]> = {
				status: [null, status],
				result: ["", result],
				analysis: ["", analysis],
			};
			return [
				{ ...about, type: "follow_up.written" as const, data: { ...data, changes } },
				{ ...about, type: "follow_up.completed" as const, data },
			];
		}),
	});
}
