import { proposalText } from "../../db/schema/report/inventory.ts";
import { sha256 } from "../ground/canonical.ts";
import { addPast, type Past } from "./bulk-trail.ts";
import type { Region } from "./region.ts";

const SEEN = [
	[
		"Varor tas emot utan kontroll",
		"Leveranser kommer när ingen är på plats.",
		"Vi betalar för det som inte har kommit.",
	],
	["Rutinen är okänd för ny personal", "Introduktionen tar inte upp den.", "Arbetet görs på olika sätt."],
	[
		"Behörigheter ligger kvar när någon slutar",
		"Ingen meddelar den som tar bort dem.",
		"Obehöriga kan läsa uppgifter.",
	],
] as const;

/** What the units propose for the coming year's plan, one each: every third is declined, every third merged, and the rest wait. */
export function planRegionInventory(region: Region, lastYear: number): void {
	const { agenda, organisation, random } = region;
	const year = lastYear + 1;
	const said = organisation.units.map((unit, n) => {
		const [title, cause, effect] = SEEN[n % SEEN.length]!;
		return { id: random.id(), unit, number: n + 1, title, cause, effect, seen_where: unit.name };
	});
	agenda.add(`${lastYear}-05-20T09:00:00.000Z`, async (at) => {
		const past: Past = { tables: { risk_proposals: [] }, events: [] };
		for (const { unit, ...row } of said) {
			past.tables!.risk_proposals!.push({
				...{ ...row, board_id: organisation.board_id, year, unit_id: unit.id, proposed_at: at },
				...{ proposed_by: unit.manager.id, source_kind: null, source_id: null, source_title: "" },
			});
			past.events.push({
				...{ type: "risk_proposal.proposed", unit_id: unit.id, actor: unit.manager },
				object: { kind: "risk_proposal", id: row.id },
				data: { year, number: row.number, title: row.title, digest: sha256(proposalText(row)), source: "" },
			});
		}
		await addPast(region, at, past);
	});
	agenda.add(`${lastYear}-06-15T09:00:00.000Z`, async (at) => {
		const past: Past = { tables: { proposal_answers: [] }, events: [] };
		const { controller } = organisation;
		for (const [n, { id, unit, number, title }] of said.entries()) {
			if (n % 3 === 0) continue;
			const into = n % 3 === 1 ? said[n - 1]! : null;
			const reason = into ? "" : "Risken finns redan i planen.";
			const outcome = into ? ("merged" as const) : ("declined" as const);
			const answer = { outcome, risk_id: null, into_id: into?.id ?? null, reason };
			past.tables!.proposal_answers!.push({
				...{ id: random.id(), proposal_id: id, ...answer, answered_at: at, answered_by: controller.id },
			});
			past.events.push({
				...{ type: "risk_proposal.answered", unit_id: unit.id, actor: controller },
				object: { kind: "risk_proposal", id },
				data: { year, number, title, ...answer, told: into ? `förslag ${into.number} ”${into.title}”` : "" },
			});
		}
		await addPast(region, at, past);
	});
}
