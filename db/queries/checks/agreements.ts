import type { Db } from "../../open.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

export interface AgreementRow {
	id: string;
	supplier_no: string;
	supplier_name: string;
	agreement_no: string;
	valid_from: string;
	valid_to: string | null;
	unit_name: string;
	file_name: string;
	imported_at: string;
	imported_by_name: string;
}

/** The agreements of the newest list of each förvaltning within reach. */
function current(db: Db, reach: UnitReach) {
	const within = unitsWithin(reach);
	return db
		.selectFrom("agreements as agreement")
		.innerJoin("agreement_lists as list", "list.id", "agreement.list_id")
		.innerJoin("org_units as unit", "unit.id", "list.unit_id")
		.innerJoin("people as person", "person.id", "list.imported_by")
		.where((eb) =>
			eb(
				"list.id",
				"=",
				eb
					.selectFrom("agreement_lists as newer")
					.select("newer.id")
					.whereRef("newer.unit_id", "=", "list.unit_id")
					.orderBy("newer.edition", "desc")
					.limit(1),
			),
		)
		.$if(within !== undefined, (q) => q.where("list.unit_id", "in", within!));
}

export function listAgreements(db: Db, reach: UnitReach, page?: Page): Promise<AgreementRow[]> {
	return current(db, reach)
		.select(["agreement.id", "agreement.supplier_no", "agreement.supplier_name", "agreement.agreement_no"])
		.select(["agreement.valid_from", "agreement.valid_to", "unit.name as unit_name", "list.file_name"])
		.select(["list.imported_at", "person.name as imported_by_name"])
		.orderBy("unit.sort_name")
		.orderBy("agreement.line_no")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
}

export async function countAgreements(db: Db, reach: UnitReach): Promise<number> {
	const row = await current(db, reach)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

/** The newest list of a förvaltning. */
export function findAgreementList(db: Db, unitId: string): Promise<{ edition: number; sha256: string } | undefined> {
	return db
		.selectFrom("agreement_lists")
		.select(["edition", "sha256"])
		.where("unit_id", "=", unitId)
		.orderBy("edition", "desc")
		.limit(1)
		.executeTakeFirst();
}
