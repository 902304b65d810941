import { grouped } from "../../../db/queries/ground/tables.ts";
import type { AreaVersion, MappedRisk, Statement } from "../../../db/queries/report/coverage.ts";
import { type CoverageState, STANDARD_AREAS } from "../../../db/schema/report/words.ts";

/** A standard area as a board has it. */
export interface RiskArea {
	key: string;
	name: string;
	/** Empty while it stands. */
	retired_reason: string;
	/** Newest first; empty for one that the board has left as the product has it. */
	versions: readonly AreaVersion[];
}

export interface Place {
	/** Empty for the board as a whole. */
	id: string;
	name: string;
}
export const WHOLE_BOARD: Place = { id: "", name: "Nämnden som helhet" };

/** One standard area at one place: how it is covered, and by what. */
export interface CoverageCell {
	area: RiskArea;
	place: Place;
	state: CoverageState;
	/** The plan's risks that are about it there. */
	risks: readonly MappedRisk[];
	/** What is written of the cell itself; else of the board as a whole, which then holds here too. */
	statement: Statement | null;
	/** Newest first: what has been written of the cell itself. */
	versions: readonly Statement[];
}

/** The nine of the product and the board's own, each in its newest version; `versions` the oldest first. */
export function areasOf(versions: readonly AreaVersion[]): RiskArea[] {
	const written = grouped(versions, ({ area }) => area);
	const keys = new Set([...Object.keys(STANDARD_AREAS), ...written.keys()]);
	return [...keys].map((key) => {
		const own = (written.get(key) ?? []).toReversed();
		const name = own[0]?.name ?? STANDARD_AREAS[key as keyof typeof STANDARD_AREAS];
		return { key, name, retired_reason: own[0]?.retired_reason ?? "", versions: own };
	});
}

/** The plan's own risks, each with the area that was said of it or of the risk it was carried from. */
export function areasOfRisks(planId: string, risks: readonly MappedRisk[]): MappedRisk[] {
	const known = new Map(risks.map((risk) => [risk.id, risk]));
	const areaOf = (risk: MappedRisk): string | null => {
		const before = risk.carried_from === null ? undefined : known.get(risk.carried_from);
		return risk.area ?? (before ? areaOf(before) : null);
	};
	return risks.filter((risk) => risk.plan_id === planId).map((risk) => ({ ...risk, area: areaOf(risk) }));
}

/** The map: the board as a whole first, then each verksamhet, over the areas that stand. A risk goes before what is written. */
export function coverageOf(map: {
	areas: readonly RiskArea[];
	places: readonly Place[];
	risks: readonly MappedRisk[];
	statements: readonly Statement[];
}): CoverageCell[] {
	const written = grouped(map.statements, ({ area, place }) => `${area} ${place}`);
	const about = grouped(map.risks, ({ area }) => area);
	const standing = map.areas.filter(({ retired_reason }) => retired_reason === "");
	return [WHOLE_BOARD, ...map.places].flatMap((place) =>
		standing.map((area) => {
			const all = about.get(area.key) ?? [];
			const risks = place.id === "" ? all : all.filter((risk) => risk.place === place.id);
			const versions = written.get(`${area.key} ${place.id}`) ?? [];
			const statement = versions[0] ?? written.get(`${area.key} `)?.[0] ?? null;
			return { area, place, risks, versions, statement, state: stateOf(risks, statement) };
		}),
	);
}

function stateOf(risks: readonly MappedRisk[], statement: Statement | null): CoverageState {
	if (risks.some(({ treatment }) => treatment !== "accept")) return "covered";
	if (risks.length > 0) return "accepted";
	return statement?.state ?? "open";
}
