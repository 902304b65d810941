import { isUniqueViolation } from "../../../db/errors.ts";
import { listMappedRisks } from "../../../db/queries/report/coverage.ts";
import { insertAreaLink, insertAreaVersion, insertStatement } from "../../../db/writes/report/coverage.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { canonicalJson, sha256 } from "../../ground/canonical.ts";
import { Invalid, NotAllowed, NotFound } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requirePlan } from "../../register/plans/require-plan.ts";
import { requireRisk } from "../../register/risks/require-risk.ts";
import { areasOfRisks } from "./coverage.ts";
import type { LinkRisk, WriteRiskArea, WriteStatement } from "./schema.ts";
import { readAreas, requireCell } from "./read-coverage.ts";

const stamp = (ctx: Context) => ({
	id: newId(ctx.clock()),
	written_at: nowOf(ctx),
	written_by: ctx.actor.id!,
});

/** The map of a closed plan stands. Of a plan that is decided it may be written: it is no part of what was decided. */
function requireOpenMap({ year, status }: { year: number; status: string }): void {
	if (status === "closed")
		throw new NotAllowed(`Internkontrollplan ${year} är avslutad. Täckningskartan kan inte ändras.`);
}

async function once(act: Promise<void>): Promise<void> {
	try {
		await act;
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({ "": "Någon annan sparade samtidigt. Läs det nya och spara igen." });
		throw error;
	}
}

/** What the controller says of an area that no risk covers. What was written before stays. */
export function writeStatement(
	ctx: Context,
	at: { plan_id: string; area: string; place: string },
	{ version, ...input }: WriteStatement,
): Promise<void> {
	return once(
		write(ctx, async ({ trx, allow, record, unchanged }) => {
			const plan = await requirePlan(trx, at.plan_id);
			await allow("coverage.edit", plan.unit_id);
			requireOpenMap(plan);
			const { area, place, risks, versions } = await requireCell(trx, plan, at.area, at.place);
			if (risks.length > 0)
				throw new Invalid({ state: "Planens risker täcker redan området här. Flytta risken först om det är fel." });
			await requireFresh(trx, versions.length === version, "plan", plan.id);
			const { state, routine, owner, reason } = input;
			const said = versions[0];
			if (said?.state === state && said.routine === routine && said.owner === owner && said.reason === reason)
				return unchanged(undefined);
			const number = version + 1;
			await insertStatement(trx, { ...stamp(ctx), ...at, number, ...input });
			const about = { area: area.key, name: area.name, place: place.id, place_name: place.name };
			await record({
				type: "plan.coverage_stated",
				unit_id: plan.unit_id,
				object: { kind: "plan", id: plan.id },
				data: { year: plan.year, ...about, number, state, digest: sha256(canonicalJson({ routine, owner, reason })) },
			});
		}),
	);
}

/** Adds an area of the board's own (`key` null), or gives one a new version: another name, retired with a reason, or taken up again. */
export function writeRiskArea(
	ctx: Context,
	planId: string,
	key: string | null,
	{ version, name, retired_reason }: WriteRiskArea,
): Promise<void> {
	return once(
		write(ctx, async ({ trx, allow, record, unchanged }) => {
			const plan = await requirePlan(trx, planId);
			await allow("coverage.edit", plan.unit_id);
			requireThisYear(plan.year, nowOf(ctx));
			const areas = await readAreas(trx, plan);
			const known = areas.find((one) => one.key === key);
			if (key !== null && !known) throw new NotFound(`risk area ${key}`);
			await requireFresh(trx, (known?.versions.length ?? 0) === version, "board", plan.board_id);
			if (known?.name === name && known.retired_reason === retired_reason) return unchanged(undefined);
			if (areas.some((one) => one.key !== key && one.name.toLowerCase() === name.toLowerCase()))
				throw new Invalid({ name: `Det finns redan ett riskområde som heter ${name}.` });
			const made = stamp(ctx);
			const row = { area: key ?? made.id, number: version + 1, name, retired_reason };
			await insertAreaVersion(trx, { ...made, board_id: plan.board_id, ...row });
			await record({
				type: "board.risk_area_written",
				unit_id: plan.unit_id,
				object: { kind: "board", id: plan.board_id },
				data: { board: plan.board_name, ...row },
			});
		}),
	);
}

/** A year that is over keeps the areas it had. */
function requireThisYear(year: number, now: string): void {
	if (year < Number(stockholmDate(now).slice(0, 4)))
		throw new NotAllowed(`${year} är slut och behåller sina riskområden. Ändra dem från en senare plan.`);
}

/** Says which standard area a risk is about. The risk itself, and what the board has decided of it, is not changed. */
export function linkRisk(ctx: Context, riskId: string, { area, version }: LinkRisk): Promise<void> {
	return once(
		write(ctx, async ({ trx, allow, record, unchanged }) => {
			const risk = await requireRisk(trx, riskId);
			await allow("coverage.edit", risk.unit_id);
			const plan = await requirePlan(trx, risk.plan_id);
			requireOpenMap(plan);
			if (risk.dropped_reason !== null) throw new NotAllowed("Risken är struken ur planen.");
			const chosen = (await readAreas(trx, plan)).find(({ key }) => key === area);
			if (area !== "" && chosen?.retired_reason !== "")
				throw new Invalid({ area: "Välj ett av nämndens riskområden." });
			const risks = areasOfRisks(plan.id, await listMappedRisks(trx, [plan.board_id], plan.year));
			const linked = risks.find(({ id }) => id === riskId);
			await requireFresh(trx, linked?.links === version, "risk", riskId);
			if ((linked?.area ?? "") === area) return unchanged(undefined);
			const number = version + 1;
			await insertAreaLink(trx, { ...stamp(ctx), risk_id: riskId, number, area });
			await record({
				type: "risk.area_linked",
				unit_id: risk.unit_id,
				object: { kind: "risk", id: riskId },
				data: { title: risk.title, area, name: chosen?.name ?? "", number },
			});
		}),
	);
}
