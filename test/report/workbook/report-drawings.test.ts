import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { readNumbers } from "../../../src/report/periods/report-numbers.ts";
import { requirePeriod } from "../../../src/report/periods/require-period.ts";
import { judgedScope } from "../../../src/report/periods/scope.ts";
import { monthFigures, readKeyFigures } from "../../../src/report/workbook/compared.ts";
import { readSteps } from "../../../src/report/workbook/report-steps.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openReportedWorld } from "../../support/reported-world.ts";
import { approvedAssessment, JANUARY, openFinishedYear, writeFollowUps } from "../closing/support.ts";

const TODAY = "2026-11-16";

test("what the report draws is what it says in numbers", async () => {
	const world = await openReportedWorld();
	const ctx = await world.as("carin");
	const period = await requirePeriod(ctx.db, ctx.actor, "report.view", world.ids.period);
	const numbers = await readNumbers(ctx.db, judgedScope(period, TODAY));
	const { groups } = monthFigures(numbers);
	const sum = (at: number) => groups.reduce((total, { values }) => total + values[at]!, 0);
	expect(sum(0) + sum(1) + sum(2)).toBe(numbers.runs.planned);
	expect(sum(0) + sum(1)).toBe(numbers.runs.performed);
	expect(groups.flatMap(({ values }) => values).every((n) => n >= 0)).toBe(true);
	const figures = await readKeyFigures(ctx.db, period, numbers, TODAY);
	expect(figures.find(({ key }) => key === "overdue")).toMatchObject({ n: numbers.measures_overdue, earlier: [] });
});

test("a report is compared with the one before it and with the same one last year, each once", async () => {
	const world = await openReportedWorld();
	const ctx = await world.as("carin");
	const period = await requirePeriod(ctx.db, ctx.actor, "report.view", world.ids.period);
	const other = { ...period, board: undefined, unit_id: undefined };
	await world.ctx.database.transaction(async (trx) => {
		const { board, unit_id, ...row } = other;
		const add = (more: Partial<typeof row>) =>
			trx
				.insertInto("reporting_periods")
				.values({ ...row, ...more })
				.execute();
		await add({
			id: "delar",
			key: "delar-26",
			kind: "interim_report",
			name: "Delårsrapport 2026",
			cut_off: "2026-07-31",
		});
		await add({
			id: "forra",
			key: "forra-25",
			year: 2025,
			name: "Året 2025",
			first_day: "2025-01-01",
			cut_off: "2025-12-31",
		});
	});
	const numbers = await readNumbers(ctx.db, judgedScope(period, TODAY));
	const [first] = await readKeyFigures(ctx.db, period, numbers, TODAY);
	expect(first!.earlier.map(({ name }) => name)).toEqual(["Delårsrapport 2026", "Året 2025"]);
});

test("the path tells how far each step has come, and the first that is not done comes next", async () => {
	const world = await openFinishedYear();
	const ctx = await world.as("carin", JANUARY);
	const period = await requirePeriod(ctx.db, ctx.actor, "report.view", world.ids.period);
	const next = async () => (await readSteps(ctx.db, period)).find(({ is_done }) => !is_done)?.key;
	expect((await readSteps(ctx.db, period)).map(({ key }) => key)).toEqual([
		...["deliver", "follow_up", "assess", "approve", "decide", "close"],
	]);
	expect(await next()).toBe("follow_up");
	await writeFollowUps(world);
	expect(await next()).toBe("assess");
	await approvedAssessment(world, "administration");
	const page = await (await (await clientFor(world, "carin", JANUARY)).get(paths.reportPeriod(period.id))).text();
	expect(page.match(/class="step[^"]*is-done/g)!.length).toBeGreaterThanOrEqual(3);
	expect(page.match(/class="step is-next"/g)).toHaveLength(1);
});
