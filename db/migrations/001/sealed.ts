import { type AnyDb, refuse } from "../../dialect/ddl.ts";

const SEALED = "the period is sealed";

/** A sealed period whose report is not open for correction. */
const sealed = (period: string) =>
	`exists (select 1 from period_seals s where s.period_id = ${period} and not exists (select 1 from period_corrections k where k.period_id = s.period_id and k.sealed_edition is null))`;

type Refused = [operation: "insert" | "update" | "delete", condition: string][];

async function refuseAll(db: AnyDb, table: string, refused: Refused): Promise<void> {
	for (const [operation, condition] of refused) {
		await refuse(db, table, operation, condition, `${table}_sealed_${operation}`, SEALED);
	}
}

/** The report's words: closed with the period, open again only under a recorded correction. */
export async function freezeWords(db: AnyDb): Promise<void> {
	for (const table of ["follow_ups", "governance_statuses", "period_deliveries", "dialogues"]) {
		await refuseAll(db, table, [
			["insert", sealed("new.period_id")],
			["update", `(${sealed("old.period_id")} or ${sealed("new.period_id")})`],
			["delete", sealed("old.period_id")],
		]);
	}
	await refuseAll(db, "region_answers", [["insert", sealed("new.period_id")]]);
	// the nämnd may decide after the report was closed: that one step, and nothing with it
	const decides =
		"(old.state = 'approved' and new.state = 'decided' and new.key = old.key and new.period_id = old.period_id and new.unit_id = old.unit_id and coalesce(new.prepared_by, '') = coalesce(old.prepared_by, '') and coalesce(new.approved_by, '') = coalesce(old.approved_by, '') and coalesce(new.approved_at, '') = coalesce(old.approved_at, ''))";
	const whole = "(old.level = 'region' and old.state = 'decided')";
	await refuseAll(db, "assessments", [
		["insert", sealed("new.period_id")],
		["update", `(${sealed("old.period_id")} and not ${decides}) or ${whole}`],
		["delete", "1 = 1"],
	]);
	const finished = (row: string) =>
		`exists (select 1 from assessments a where a.id = ${row}.assessment_id and (a.state in ('approved', 'decided') or ${sealed("a.period_id")}))`;
	await refuseAll(db, "assessment_parts", [
		["insert", finished("new")],
		["update", `(${finished("old")} or ${finished("new")})`],
		["delete", finished("old")],
	]);
	const ever = "exists (select 1 from period_seals s where s.period_id = old.id)";
	await refuseAll(db, "reporting_periods", [
		["update", ever],
		["delete", ever],
	]);
	await refuseAll(db, "period_corrections", [
		["update", "old.sealed_edition is not null or new.period_id <> old.period_id or new.reason <> old.reason"],
		["delete", "1 = 1"],
	]);
}

const within =
	"join controls c on c.id = t.control_id join plans p on p.id = c.plan_id join period_seals s on s.board_id = p.board_id and s.first_day <= t.last_day and s.cut_off >= t.last_day";

/** What was found: runs, items, answers and their evidence. Once sealed they never change, not even under a correction. */
export async function freezeFindings(db: AnyDb): Promise<void> {
	const run = (row: string) =>
		`exists (select 1 from controls c join plans p on p.id = c.plan_id join period_seals s on s.board_id = p.board_id where c.id = ${row}.control_id and s.first_day <= ${row}.last_day and s.cut_off >= ${row}.last_day)`;
	const item = (row: string) => `exists (select 1 from control_runs t ${within} where t.id = ${row}.run_id)`;
	const answer = (row: string) =>
		`exists (select 1 from sample_items i join control_runs t on t.id = i.run_id ${within} where i.id = ${row}.item_id)`;
	for (const [table, inside] of [
		["control_runs", run],
		["sample_items", item],
		["swaps", item],
		["check_answers", answer],
	] as const) {
		await refuseAll(db, table, [
			["insert", inside("new")],
			["update", `(${inside("old")} or ${inside("new")})`],
			["delete", inside("old")],
		]);
	}
	const ofARun = `(new.parent_kind = 'control_run' and exists (select 1 from control_runs t ${within} where t.id = new.parent_id)) or (new.parent_kind = 'sample_item' and exists (select 1 from sample_items i join control_runs t on t.id = i.run_id ${within} where i.id = new.parent_id))`;
	for (const table of ["evidence", "evidence_requests"]) await refuseAll(db, table, [["insert", ofARun]]);
	for (const [table, inside] of [
		["cost_rows", item],
		["cash_counts", item],
		["invoice_checks", answer],
	] as const) {
		await refuse(db, table, "insert", inside("new"));
		await refuse(db, table, "update", inside("old"));
		await refuse(db, table, "delete", "1 = 1");
	}
	// a deviation goes on being handled; that it was found, where and by whom stays
	const found = `(exists (select 1 from risks r join plans p on p.id = r.plan_id join period_seals s on s.board_id = p.board_id where r.id = old.risk_id and old.found_at < s.found_before) or exists (select 1 from control_runs t ${within} where t.id = old.run_id))`;
	const facts =
		"(new.number <> old.number or new.risk_id <> old.risk_id or new.unit_id <> old.unit_id or new.found_at <> old.found_at or new.found_by <> old.found_by or coalesce(new.run_id, '') <> coalesce(old.run_id, '') or coalesce(new.item_id, '') <> coalesce(old.item_id, '') or coalesce(new.question_id, '') <> coalesce(old.question_id, ''))";
	await refuseAll(db, "deviations", [
		["insert", `new.run_id is not null and ${item("new")}`],
		["update", `${found} and ${facts}`],
		["delete", found],
	]);
}

/** What a closed report says was received stays; its answer goes on. */
export async function freezeReceived(db: AnyDb): Promise<void> {
	const reported =
		"exists (select 1 from period_seals s where s.board_id = old.board_id and s.cut_off >= old.received_on and s.sealed_at > old.registered_at)";
	const received = ["board_id", "number", "source", "issuer", "received_on", "title", "text", "registered_at"]
		.map((column) => `new.${column} <> old.${column}`)
		.join(" or ");
	await refuseAll(db, "recommendations", [["update", `${reported} and (${received})`]]);
}
