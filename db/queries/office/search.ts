import { type RawBuilder, sql } from "kysely";
import { SYSTEM_PERSON } from "../../schema/people/people.ts";
import type { Db } from "../../open.ts";
import { isHeld } from "../checks/populations-replaced.ts";
import { isWithin, type UnitReach, unitsWithin } from "../people/units.ts";

/** What is found by its words, in the order that the page shows. */
export const SEARCHED = [
	"risk",
	"measure",
	"control",
	"deviation",
	"recommendation",
	"org_unit",
	"person",
	"evidence",
] as const;
export type Searched = (typeof SEARCHED)[number];

export interface Found {
	id: string;
	/** The unit whose right decides who sees it; null for a person, who is seen by the units of the roles. */
	unit_id: string | null;
	title: string;
	/** What tells it from others with the same title. */
	detail: string;
}

const OF_PLAN = sql`join plans p on p.id = r.plan_id join boards b on b.id = p.board_id where r.dropped_reason is null`;

/** Rows as id, unit_id, title and detail. */
const ROWS: Record<Searched, RawBuilder<unknown>> = {
	risk: sql`select r.id, b.unit_id, r.title, 'Plan ' || p.year || ', ' || b.name as detail from risks r ${OF_PLAN}`,
	measure: sql`select m.id, b.unit_id, m.title, 'Plan ' || p.year || ', ' || r.title as detail
		from measures m join risks r on r.id = m.risk_id ${OF_PLAN} and m.dropped_reason is null`,
	control: sql`select r.id, b.unit_id, r.title, 'Plan ' || p.year || ', ' || b.name as detail from controls r ${OF_PLAN}`,
	deviation: sql`select d.id, d.unit_id, d.title, 'Nr ' || d.number || ', ' || u.name as detail
		from deviations d join org_units u on u.id = d.unit_id`,
	recommendation: sql`select r.id, b.unit_id, r.title, r.issuer || ', ' || b.name as detail
		from recommendations r join boards b on b.id = r.board_id`,
	org_unit: sql`select u.id, u.id as unit_id, u.name || coalesce(' (' || u.code || ')', '') as title, coalesce(above.name, '') as detail
		from org_units u left join org_units above on above.id = u.parent_id`,
	person: sql`select id, cast(null as text) as unit_id, name as title, coalesce((
			select u.name from roles join org_units u on u.id = roles.unit_id
			where roles.person_id = people.id order by roles.valid_from desc, roles.id limit 1), '') as detail
		from people where id != ${SYSTEM_PERSON}`,
	evidence: sql`select e.id, e.unit_id, e.file_name as title, u.name as detail
		from evidence e join org_units u on u.id = e.unit_id`,
};

/** The rows after an id, at most `limit`: for reading all of a kind in lots. */
export async function listAllFound(db: Db, kind: Searched, after: string, limit: number): Promise<Found[]> {
	const query = sql<Found>`select * from (${ROWS[kind]}) found where found.id > ${after} order by found.id limit ${limit}`;
	return (await query.execute(db)).rows;
}

/** These rows as they are now, as far as somebody with this reach may see them. */
export async function listFound(
	db: Db,
	kind: Searched,
	{ ids, reach }: { ids: readonly string[]; reach: UnitReach },
): Promise<Found[]> {
	if (ids.length === 0) return [];
	const within = unitsWithin(reach);
	const seen = kind === "person" ? personSeen : (units: RawBuilder<string>) => isWithin(units, "found.unit_id");
	const condition = within ? sql`and ${seen(within)}` : sql``;
	const query = sql<Found>`select * from (${ROWS[kind]}) found where found.id in (${sql.join([...ids])}) ${condition}`;
	return (await query.execute(db)).rows;
}

/** A person is seen where they have or have had a role, and everywhere before the first one. */
const personSeen = (units: RawBuilder<string>) => sql`(
	exists (select 1 from roles where roles.person_id = found.id and ${isWithin(units, "roles.unit_id")})
	or not exists (select 1 from roles where roles.person_id = found.id))`;

/** The ids of all units within a reach; undefined when it is everything. */
export async function listReachedUnits(db: Db, reach: UnitReach): Promise<Set<string> | undefined> {
	const within = unitsWithin(reach);
	if (!within) return undefined;
	const { rows } = await sql<{ id: string }>`select id from ${within} reached`.execute(db);
	return new Set(rows.map((row) => row.id));
}

export interface FoundRun {
	id: string;
	control: string;
	unit: string;
	period_key: string;
}

/** The newest runs of some units. */
export function listRunsOfUnits(
	db: Db,
	unitIds: readonly string[],
	reach: UnitReach,
	limit: number,
): Promise<FoundRun[]> {
	const within = unitsWithin(reach);
	return db
		.selectFrom("control_runs as run")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.innerJoin("org_units as unit", "unit.id", "run.unit_id")
		.select(["run.id", "control.title as control", "unit.name as unit", "run.period_key"])
		.where("run.unit_id", "in", [...unitIds])
		.$if(within !== undefined, (query) => query.where(isWithin(within!, "run.unit_id")))
		.orderBy("run.due_on", "desc")
		.orderBy("run.id")
		.limit(limit)
		.execute();
}

export interface FoundVoucher {
	item_key: string;
	supplier_name: string;
	amount_ore: number;
	unit: string;
	population_id: string;
	/** The drawn item, when the voucher was drawn. */
	item_id: string | null;
}

/** Whom vouchers are shown to: of these units, and whether what was not drawn is shown too. */
interface VoucherReach {
	reach: UnitReach;
	drawn_only: boolean;
	limit: number;
}

/**
 * Vouchers in a frame whose number begins like this, by the key that every frame is indexed by. A key is
 * company|series|year|number|part, and a region has few beginnings of three: they are found by skipping from one to the next.
 */
export async function listVouchersLike(db: Db, number: string, seen: VoucherReach): Promise<FoundVoucher[]> {
	const found: FoundVoucher[] = [];
	for (const { no } of await db.selectFrom("ledger_frames").select("no").orderBy("key").execute()) {
		for (const start of await listKeyStarts(db, no)) {
			const limit = seen.limit - found.length;
			if (limit <= 0) return found;
			found.push(...(await vouchersFrom(db, no, `${start}${number}`, { ...seen, limit })));
		}
	}
	return found;
}

/** More beginnings than this in one control are not looked through. */
const MOST_STARTS = 200;

async function listKeyStarts(db: Db, frameNo: number): Promise<string[]> {
	const starts: string[] = [];
	let after = "";
	while (starts.length < MOST_STARTS) {
		const row = await db
			.selectFrom("ledger_rows")
			.select("item_key")
			.where("frame_no", "=", frameNo)
			.where("item_key", ">", after)
			.orderBy("item_key")
			.limit(1)
			.executeTakeFirst();
		if (!row) return starts;
		const start = `${row.item_key.split("|").slice(0, 3).join("|")}|`;
		starts.push(start);
		after = `${start}\uffff`;
	}
	return starts;
}

function vouchersFrom(db: Db, frameNo: number, start: string, seen: VoucherReach): Promise<FoundVoucher[]> {
	const within = unitsWithin(seen.reach);
	return db
		.selectFrom("ledger_lines as line")
		.innerJoin("org_units as unit", "unit.id", "line.unit_id")
		.innerJoin("populations as population", "population.id", "line.population_id")
		.innerJoin("controls as control", "control.id", "population.control_id")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.leftJoin("sample_items as item", "item.line_id", "line.id")
		.select(["line.item_key", "line.supplier_name", "line.amount_ore", "unit.name as unit"])
		.select(["population.id as population_id", "item.id as item_id"])
		.where("line.frame_no", "=", frameNo)
		.where(isHeld("population.id"))
		.where("line.item_key", ">=", start)
		.where("line.item_key", "<", `${start}\uffff`)
		.$if(within !== undefined, (query) =>
			query.where((eb) => {
				const drawn = eb.and([eb("item.id", "is not", null), isWithin(within!, "line.unit_id")]);
				return seen.drawn_only ? drawn : eb.or([drawn, isWithin(within!, "board.unit_id")]);
			}),
		)
		.orderBy("line.item_key")
		.limit(seen.limit)
		.execute();
}

/** What events after this one were about, oldest first. */
export function listTouched(db: Db, seq: number, limit: number) {
	return db
		.selectFrom("events")
		.select(["seq", "object_kind", "object_id"])
		.where("seq", ">", seq)
		.orderBy("seq")
		.limit(limit)
		.execute();
}
