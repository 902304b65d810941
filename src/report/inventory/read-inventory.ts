import type { Db } from "../../../db/open.ts";
import { listBoards } from "../../../db/queries/people/boards.ts";
import { findPlanOfYear } from "../../../db/queries/register/plans.ts";
import { listRisks } from "../../../db/queries/register/risks.ts";
import {
	endOfMerges,
	findProposal,
	type InventoryBoard,
	listProposals,
	type Proposal,
	type ProposalFilter,
} from "../../../db/queries/report/inventory.ts";
import { PROPOSAL_STATES, SOURCE_KINDS, type SourceKind } from "../../../db/schema/report/inventory.ts";
import { type Actor, reachOf } from "../../ground/access/actor.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { type Filtered, objectId, oneOf, orWord, year } from "../../ground/tables/filters.ts";
import type { ListFilter } from "../../ground/tables/list.ts";
import type { Context } from "../../ground/write/context.ts";
import { listSources, type RiskSource, sourceHref } from "./sources.ts";

type Asking = Pick<Context, "db" | "actor">;

const ALL_YEARS = "alla";

export const PROPOSAL_FILTERS = {
	namnd: objectId("Nämnd"),
	ar: orWord(year("För planen år; det kommande när inget anges"), ALL_YEARS),
	laget: oneOf("Svar", PROPOSAL_STATES),
};

/** What the address chooses of what the person may see: the coming year when it says nothing. */
export function proposalFilter(
	actor: Actor,
	{ namnd, ar, laget }: Filtered<typeof PROPOSAL_FILTERS>,
	today: string,
): ProposalFilter {
	return {
		board_id: namnd,
		year: ar === ALL_YEARS ? undefined : (ar ?? Number(today.slice(0, 4)) + 1),
		state: laget,
		seen_by: seenBy(actor),
	};
}

const seenBy = (actor: Actor) => ({ reach: reachOf(actor, "risk_proposal.view"), person_id: actor.id ?? "" });

export async function proposalFilters({ db }: Asking, filter: ProposalFilter, today: string): Promise<ListFilter[]> {
	const coming = Number(today.slice(0, 4)) + 1;
	const boards = await listBoards(db, "all");
	const years = [coming + 1, coming - 1, coming - 2].map((year) => ({ value: String(year), label: String(year) }));
	// the coming year is what the list shows by itself: it is no choice to take away
	const asked = filter.year === coming ? undefined : String(filter.year ?? ALL_YEARS);
	return [
		{
			...{ name: "ar", label: "För planen år", value: asked, placeholder: String(coming) },
			options: [...years, { value: ALL_YEARS, label: "Alla år" }],
		},
		{
			...{ name: "laget", label: "Svar", value: filter.state },
			options: Object.entries(PROPOSAL_STATES).map(([value, label]) => ({ value, label })),
		},
		...(boards.length > 1
			? [
					{
						...{ name: "namnd", label: "Nämnd", value: filter.board_id },
						options: boards.map(({ id, name }) => ({ value: id, label: name })),
					},
				]
			: []),
	];
}

/** What stands round a proposal: where it ended, those merged into it that the reader may see, and where its source is read. */
export async function readProposal({ db, actor }: Asking, proposal: Proposal) {
	const end = await endOfMerges(db, proposal);
	const { source_kind, source_id, board_unit_id } = proposal;
	const may = await mayAt(db, actor, "risk_source.view", board_unit_id);
	return {
		end: end.id === proposal.id ? null : end,
		joined: await listProposals(db, { into_id: proposal.id, seen_by: seenBy(actor) }),
		source_href: may && source_kind && source_id ? sourceHref(source_kind, source_id, board_unit_id) : null,
	};
}

/** The risks of the year's plan and the proposals that wait, but for those that are to be merged. */
export async function intoOptions(db: Db, { board_id, year, id }: Proposal, without: readonly string[] = [id]) {
	const plan = await findPlanOfYear(db, board_id, year);
	const risks = plan ? await listRisks(db, { plan_id: plan.id }) : [];
	const waiting = await listProposals(db, { board_id, year, state: "open" });
	return [
		...waiting
			.filter((one) => !without.includes(one.id))
			.map((one) => ({ value: `proposal:${one.id}`, label: `Förslag ${one.number}. ${one.title}` })),
		...risks.map((risk) => ({ value: `risk:${risk.id}`, label: `Risk ${risk.number}. ${risk.title}` })),
	];
}

/** The same for several, of the first one's nämnd and year: a row of another is refused when it is answered. */
export async function pickedInto({ db, actor }: Asking, ids: readonly string[]) {
	for (const id of ids) {
		const proposal = await findProposal(db, id);
		if (proposal && (await mayAt(db, actor, "risk_proposal.answer", proposal.board_unit_id)))
			return intoOptions(db, proposal, ids);
	}
	return [];
}

/** What a new proposal is to be made of, when the address or the form names it and the person may see it. */
export async function findSource(
	asking: Asking,
	{ board, year, today }: { board: InventoryBoard | undefined; year: number; today: string },
	named: string | undefined,
): Promise<RiskSource | null> {
	const kind = (Object.keys(SOURCE_KINDS) as SourceKind[]).find((one) => named?.startsWith(`${one}:`));
	if (!kind || !board || !(await mayAt(asking.db, asking.actor, "risk_source.view", board.unit_id))) return null;
	const sources = await listSources(asking, { board, year, today }, kind);
	return sources.find(({ id }) => `${kind}:${id}` === named) ?? null;
}
