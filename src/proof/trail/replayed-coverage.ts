import {
	listAreaLinksToldOf,
	listAreaVersionsToldOf,
	listDisagreementsToldOf,
	listStatementsToldOf,
} from "../../../db/queries/proof/trail-replay-coverage.ts";
import { canonicalJson, sha256 } from "../../ground/canonical.ts";
import { add, type ReplayedKind } from "./replayed-kind.ts";

export const riskAreaVersions: ReplayedKind = {
	object: "board",
	noun: "Riskområdet",
	types: ["board.risk_area_written"],
	tell(told, { data }) {
		const { area, number, name, retired_reason } = data;
		add(told, `${area} ${number}`, { name, retired_reason });
	},
	rows: async (db, range) =>
		(await listAreaVersionsToldOf(db, range)).map(({ object_id, area, number, ...facts }) => ({
			object_id,
			key: `${area} ${number}`,
			name: `${facts.name}, version ${number}`,
			facts,
		})),
};

export const riskAreaLinks: ReplayedKind = {
	object: "risk",
	noun: "Riskområdet för risken",
	types: ["risk.area_linked"],
	tell: (told, { data }) => add(told, String(data.number), { area: data.area }),
	rows: async (db, range) =>
		(await listAreaLinksToldOf(db, range)).map(({ object_id, number, title, ...facts }) => ({
			object_id,
			key: String(number),
			name: title,
			facts,
		})),
};

/** Two assessments against each other, and how they were settled: all nothing until an event has said it. */
export const riskDisagreements: ReplayedKind = {
	object: "risk",
	noun: "Oenigheten om risken",
	types: ["risk.disagreement_stated", "risk.disagreement_settled"],
	tell(told, { type, data }) {
		const { number, kind, digest, likelihood, impact, reason } = data;
		if (type === "risk.disagreement_stated")
			add(told, String(number), { kind, digest, likelihood: null, impact: null, reason: "" });
		if (type === "risk.disagreement_settled") add(told, String(number), { likelihood, impact, reason });
	},
	rows: async (db, range) =>
		(await listDisagreementsToldOf(db, range)).map((row) => ({
			object_id: row.risk_id,
			key: String(row.number),
			name: `${row.title}, nummer ${row.number}`,
			facts: {
				kind: row.score_kind,
				digest: sha256(canonicalJson(heldOf(row))),
				likelihood: row.settled_likelihood,
				impact: row.settled_impact,
				reason: row.settled_reason,
			},
		})),
};

function heldOf(row: Awaited<ReturnType<typeof listDisagreementsToldOf>>[number]) {
	const { first_by, first_likelihood, first_impact, first_reason } = row;
	const { second_by, second_likelihood, second_impact, second_reason } = row;
	return {
		...{ first_by, first_likelihood, first_impact, first_reason },
		...{ second_by, second_likelihood, second_impact, second_reason },
	};
}

export const coverageStatements: ReplayedKind = {
	object: "plan",
	noun: "Det skrivna i täckningskartan",
	types: ["plan.coverage_stated"],
	tell(told, { data }) {
		const { area, place, number, state, digest } = data;
		add(told, `${area} ${place} ${number}`, { state, digest });
	},
	rows: async (db, range) =>
		(await listStatementsToldOf(db, range)).map(({ object_id, area, place, number, year, state, ...texts }) => ({
			object_id,
			key: `${area} ${place} ${number}`,
			name: `${year}, version ${number}`,
			facts: { state, digest: sha256(canonicalJson(texts)) },
		})),
};
