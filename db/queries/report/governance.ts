import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { GovernanceKind } from "../../schema/report/words.ts";
import type { GovernanceItemTable, GovernanceStatusTable } from "../../schema/report/governance.ts";
import type { Page } from "../ground/tables.ts";
import type { Period } from "./periods.ts";

export type GovernanceStatusRow = Selectable<GovernanceStatusTable> & { writer: string };

/** A goal, assignment or budget with what the report says about it. */
export interface GovernanceRow extends Selectable<GovernanceItemTable> {
	owner: string | null;
	reported: GovernanceStatusRow | null;
}

type Scope = Pick<Period, "id" | "board_id" | "year">;
const PARTS = { goal: 1, assignment: 2, economy: 3 } as const;

function items(db: Db, period: Scope, kind?: GovernanceKind) {
	return db
		.selectFrom("governance_items")
		.where("governance_items.board_id", "=", period.board_id)
		.where("governance_items.year", "=", period.year)
		.$if(kind !== undefined, (q) => q.where("governance_items.kind", "=", kind!));
}

/** In the verksamhetsplan's order: effektmål, uppdrag, ekonomi. */
export async function listGovernance(
	db: Db,
	period: Scope,
	filter: { kind?: GovernanceKind | undefined; item_id?: string | undefined; page?: Page | undefined } = {},
): Promise<GovernanceRow[]> {
	const rows = await items(db, period, filter.kind)
		.leftJoin("people as owner", "owner.id", "governance_items.owner_id")
		.selectAll("governance_items")
		.select("owner.name as owner")
		.$if(filter.item_id !== undefined, (q) => q.where("governance_items.id", "=", filter.item_id!))
		.orderBy((eb) =>
			eb
				.case("governance_items.kind")
				.when("goal")
				.then(eb.lit(PARTS.goal))
				.when("assignment")
				.then(eb.lit(PARTS.assignment))
				.else(eb.lit(PARTS.economy))
				.end(),
		)
		.orderBy("governance_items.position")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
	const statuses = await db
		.selectFrom("governance_statuses")
		.innerJoin("people as writer", "writer.id", "governance_statuses.written_by")
		.selectAll("governance_statuses")
		.select("writer.name as writer")
		.where("period_id", "=", period.id)
		.execute();
	const byItem = new Map(statuses.map((status) => [status.item_id, status]));
	return rows.map((row) => ({ ...row, reported: byItem.get(row.id) ?? null }));
}

export async function countGovernance(db: Db, period: Scope, kind?: GovernanceKind): Promise<number> {
	const row = await items(db, period, kind)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export async function nextGovernancePosition(db: Db, period: Scope, kind: GovernanceKind): Promise<number> {
	const row = await items(db, period, kind)
		.select((eb) => eb.fn.max("governance_items.position").as("last"))
		.executeTakeFirst();
	return Number(row?.last ?? 0) + 1;
}
