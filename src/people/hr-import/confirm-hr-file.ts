import { isUniqueViolation } from "../../../db/errors.ts";
import { findHrPersonId, listCodedUnits } from "../../../db/queries/people/hr-import.ts";
import { findPerson, findRole } from "../../../db/queries/people/people.ts";
import { dateOfDay, dayNumber } from "../../ground/calendar/civil-date.ts";
import { editPerson } from "../people/edit-person.ts";
import { endPerson } from "../people/end-person.ts";
import { endRole } from "../people/end-role.ts";
import { grantRole } from "../people/grant-role.ts";
import { addUnit } from "../units/add-unit.ts";
import { editUnit } from "../units/edit-unit.ts";
import { type Context, withoutTap } from "../../ground/write/context.ts";
import { Invalid, NotFound, Refusal } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";
import { addFromHr } from "./add-from-hr.ts";
import { type HrTicket, openHrTicket } from "./hr-ticket.ts";
import type { PersonAct } from "./people-plan.ts";
import { planHrFile } from "./plan-hr-file.ts";
import type { UnitAct } from "./units-plan.ts";

export interface HrOutcome {
	done: number;
	/** What could not be done, with the reason. */
	failed: { sentence: string; reason: string }[];
}

/**
 * Does what the preview said, act by act through the ordinary commands, each with its own event and its own checks. The plan is made
 * anew, so a file confirmed twice does nothing the second time, and an interruption is mended by confirming again.
 */
export async function confirmHrFile(ctx: Context, token: string, today: string): Promise<HrOutcome> {
	const { ticket, path } = await openHrTicket(ctx, token);
	return importHrFile(ctx, ticket, path, today);
}

type HrFile = Pick<HrTicket, "kind" | "complete" | "file_name" | "sha256">;

/** The same for a file at hand. */
export async function importHrFile(ctx: Context, file: HrFile, path: string, today: string): Promise<HrOutcome> {
	const plan = await planHrFile(ctx, file, path, today);
	const acting = withoutTap(ctx);
	const outcome: HrOutcome = { done: 0, failed: [] };
	for (const act of plan.acts) {
		try {
			if ("act" in act) await doPersonAct(acting, act, today);
			else await doUnitAct(acting, act, today);
			outcome.done++;
		} catch (error) {
			outcome.failed.push({ sentence: act.sentence, reason: reasonOf(error) });
		}
	}
	return recordImport(ctx, file, outcome);
}

async function doPersonAct(ctx: Context, act: PersonAct, today: string): Promise<void> {
	switch (act.act) {
		case "add":
			await addFromHr(ctx, act);
			return;
		case "take": {
			const { name, email } = (await findPerson(ctx.db, act.person_id))!;
			await addFromHr(ctx, { employee_no: act.employee_no, name, email }, act.person_id);
			return;
		}
		case "edit": {
			const { version, ledger_name } = (await findPerson(ctx.db, act.person_id))!;
			return editPerson(ctx, act.person_id, { name: act.name, email: act.email, ledger_name, version });
		}
		case "grant": {
			const personId = await findHrPersonId(ctx.db, act.employee_no);
			if (!personId) throw new NotFound("person of the file");
			const { role, unit_id } = act;
			await grantRole(ctx, personId, { role, unit_id, valid_from: today, valid_to: null, substitute_for: null });
			return;
		}
		case "end_role": {
			const { version } = (await findRole(ctx.db, act.role_id))!;
			await endRole(ctx, act.role_id, { valid_to: dateOfDay(dayNumber(today) - 1), version });
			return;
		}
		case "end":
			return endPerson(ctx, act.person_id, { version: (await findPerson(ctx.db, act.person_id))!.version });
	}
}

async function doUnitAct(ctx: Context, { row, is_new }: UnitAct, today: string): Promise<void> {
	const units = new Map((await listCodedUnits(ctx.db)).map((unit) => [unit.code, unit]));
	const parent = row.parent_code === null ? undefined : units.get(row.parent_code);
	const { code, name, kind } = row;
	if (is_new) {
		if (!parent) throw new Invalid({ "": `Enheten ${row.parent_code} finns inte.` });
		await addUnit(ctx, { code, name, kind, parent_id: parent.id, valid_from: today });
		return;
	}
	const unit = units.get(code)!;
	const parent_id = parent?.id ?? unit.parent_id;
	const { valid_from, version } = unit;
	await editUnit(ctx, unit.id, { code, name, kind, parent_id, valid_from, valid_to: row.ends_on, version });
}

function recordImport(ctx: Context, { file_name, sha256, kind }: HrFile, outcome: HrOutcome): Promise<HrOutcome> {
	return write(ctx, async ({ record, replayed }) => {
		await replayed();
		await record({
			type: "hr.imported",
			unit_id: null,
			object: { kind: "hr_file", id: sha256 },
			data: { file: file_name, sha256, kind, done: outcome.done, refused: outcome.failed.length },
		});
		return outcome;
	});
}

function reasonOf(error: unknown): string {
	if (error instanceof Refusal) return error.message;
	if (isUniqueViolation(error)) return "Uppgiften används redan av någon annan, till exempel e-postadressen.";
	throw error;
}
