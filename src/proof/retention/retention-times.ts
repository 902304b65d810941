import type { Db } from "../../../db/open.ts";
import type { Disposable, DisposableFilter } from "../../../db/queries/proof/retention-disposable.ts";
import { listHeldUnits, listRetentionRules } from "../../../db/queries/proof/retention.ts";
import type { UnitReach } from "../../../db/queries/people/units.ts";
import { unitTree } from "../../ground/remembered/units.ts";
import { DEFAULT_YEARS, RETENTION_KINDS, type RetentionKind } from "../../../db/schema/proof/retention.ts";

/** How long one class of files is kept today, and by which decision. */
export interface RetentionTime {
	kind: RetentionKind;
	years: number;
	valid_from: string | null;
	decided_by: string;
	decision_no: string;
	reason: string;
}

const KINDS = Object.keys(RETENTION_KINDS) as RetentionKind[];

/** What holds for each class on a day: the newest decision in force, or the years that hold until one is made. */
export async function retentionTimes(db: Db, today: string): Promise<RetentionTime[]> {
	const rules = await listRetentionRules(db);
	return KINDS.map((kind) => {
		const rule = rules.find((one) => one.kind === kind && one.valid_from <= today);
		if (rule) return rule;
		return { kind, years: DEFAULT_YEARS[kind], valid_from: null, decided_by: "", decision_no: "", reason: "" };
	});
}

/** The first day on which what belongs to a year may go: its years are counted from the end of that year. */
export function earliestDay(base_year: number, years: number): string {
	return `${base_year + years + 1}-01-01`;
}

/** Whose time has passed today, within reach, as the query asks for it. */
export async function disposableOn(
	db: Db,
	reach: UnitReach,
	today: string,
): Promise<DisposableFilter & { times: Map<RetentionKind, number> }> {
	const times = new Map((await retentionTimes(db, today)).map(({ kind, years }) => [kind, years]));
	const year = Number(today.slice(0, 4));
	const until = Object.fromEntries(
		KINDS.map((kind) => [kind, year - times.get(kind)! - 1]),
	) as DisposableFilter["until"];
	return { reach, until, held_units: await listHeldUnits(db), times };
}

export interface ProposedFile extends Disposable {
	earliest: string;
	held: boolean;
}

/** Each file with its first day and whether a hold stops it. A file of purchases is about many units: any hold stops it. */
export async function proposed(
	db: Db,
	files: readonly Disposable[],
	{ held_units, times }: Awaited<ReturnType<typeof disposableOn>>,
): Promise<ProposedFile[]> {
	const held = new Set<string>();
	if (held_units.length > 0) {
		for (const root of held_units) for (const { id } of await unitTree(db, root)) held.add(id);
	}
	return files.map((file) => ({
		...file,
		earliest: earliestDay(file.base_year, times.get(file.kind)!),
		held: held.has(file.unit_id) || (file.kind === "purchase_file" && held.size > 0),
	}));
}
