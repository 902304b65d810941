import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type {
	DisposalTable,
	DisposedFileTable,
	LegalHoldTable,
	RetentionRuleTable,
} from "../../schema/proof/retention.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertRetentionRule(trx: Trx, rule: Insertable<RetentionRuleTable>): Promise<void> {
	await trx.insertInto("retention_rules").values(rule).execute();
}

export async function insertHold(trx: Trx, hold: Insertable<LegalHoldTable>): Promise<void> {
	await trx.insertInto("legal_holds").values(hold).execute();
}

export function updateHold(
	trx: Trx,
	id: string,
	version: number,
	lifted: Pick<LegalHoldTable, "lifted_at" | "lifted_by" | "lift_reason">,
): Promise<boolean> {
	return updateVersioned(trx, "legal_holds", id, version, lifted);
}

export async function insertDisposal(trx: Trx, disposal: Insertable<DisposalTable>): Promise<void> {
	await trx.insertInto("disposals").values(disposal).execute();
}

export async function insertDisposedFile(trx: Trx, file: Insertable<DisposedFileTable>): Promise<void> {
	await trx.insertInto("disposed_files").values(file).execute();
}
