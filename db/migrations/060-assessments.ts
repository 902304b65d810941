import { type AnyDb, makeAppendOnly, refuse, runDdl } from "../dialect/ddl.ts";

/** Follow-up, assessment and closing; and the guard that keeps a sealed period as it was. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, TABLES);
	await runDdl(db, ASSESSMENTS);
	await makeAppendOnly(db, "period_seals");
	await freezeWords(db);
	await freezeFindings(db);
}

const TABLES = `
create table follow_ups (
	id text primary key, period_id text not null references reporting_periods (id), subject_kind text not null, subject_id text not null,
	status text, result text not null, analysis text not null, new_measure text not null, next_year integer not null,
	written_at text not null, written_by text not null references people (id), completed_at text,
	completed_by text references people (id), version integer not null, unique (period_id, subject_kind, subject_id)
);
create table period_deliveries (
	id text primary key, period_id text not null references reporting_periods (id), what text not null,
	person_id text not null references people (id), due_on text not null, delivered_at text,
	delivered_by text references people (id), version integer not null
);
create index period_deliveries_period on period_deliveries (period_id, due_on);
create table reminders (
	id text primary key, period_id text not null references reporting_periods (id), person_id text not null references people (id),
	day text not null, matters integer not null, sent_at text not null, sent_by text not null references people (id),
	unique (period_id, person_id, day)
);
create index reminders_person on reminders (person_id);
create table period_seals (
	id text primary key, period_id text not null references reporting_periods (id), board_id text not null references boards (id),
	edition integer not null, first_day text not null, cut_off text not null, found_before text not null, reason text not null,
	difference text not null, content text not null, digest text not null, trail_seq integer not null, trail_hash text not null,
	signature text not null, key_fingerprint text not null, sealed_at text not null, sealed_by text not null references people (id),
	unique (period_id, edition)
);
create index period_seals_board on period_seals (board_id, first_day, cut_off);
create table period_corrections (
	id text primary key, period_id text not null references reporting_periods (id), reason text not null, opened_at text not null,
	opened_by text not null references people (id), sealed_edition integer
);
create unique index period_corrections_open on period_corrections (period_id) where sealed_edition is null;
`;

const ASSESSMENTS = `
create table assessments (
	id text primary key, key text not null unique, period_id text references reporting_periods (id), year integer not null,
	level text not null, unit_id text not null references org_units (id), state text not null,
	prepared_by text references people (id), prepared_at text, approved_by text references people (id), approved_at text,
	return_reason text not null, decided_on text, decision_paragraph text, registry_no text, version integer not null
);
create index assessments_period on assessments (period_id);
create index assessments_year on assessments (year, level);
create table assessment_parts (
	id text primary key, assessment_id text not null references assessments (id), requirement text not null, grade text not null,
	suggested text, reasons text not null, deficiencies text not null, departure_reason text not null, written_at text not null,
	written_by text not null references people (id), version integer not null, unique (assessment_id, requirement)
);
create table governance_items (
	id text primary key, board_id text not null references boards (id), year integer not null, kind text not null,
	position integer not null, number text not null, title text not null, details text not null,
	owner_id text references people (id), budget_ore integer, version integer not null, unique (board_id, year, kind, position)
);
create table governance_statuses (
	id text primary key, period_id text not null references reporting_periods (id),
	item_id text not null references governance_items (id), status text not null, comment text not null, outcome_ore integer,
	written_at text not null, written_by text not null references people (id), version integer not null, unique (period_id, item_id)
);
create table dialogues (
	id text primary key, period_id text not null unique references reporting_periods (id), held_on text not null,
	participants text not null, notes text not null, version integer not null
);
create table dialogue_points (
	id text primary key, dialogue_id text not null references dialogues (id), text text not null,
	person_id text references people (id), due_on text, status text not null, outcome text not null, version integer not null
);
create index dialogue_points_dialogue on dialogue_points (dialogue_id);
`;

const SEALED = "the period is sealed";

/** A sealed period whose report is not open for correction. */
const sealed = (period: string) =>
	`exists (select 1 from period_seals s where s.period_id = ${period} and not exists (select 1 from period_corrections k where k.period_id = s.period_id and k.sealed_edition is null))`;

type Refused = [operation: "insert" | "update" | "delete", condition: string][];

async function refuseAll(db: Parameters<typeof refuse>[0], table: string, refused: Refused): Promise<void> {
	for (const [operation, condition] of refused) {
		await refuse(db, table, operation, condition, `${table}_sealed_${operation}`, SEALED);
	}
}

/** The report's words: closed with the period, open again only under a recorded correction. */
async function freezeWords(db: AnyDb): Promise<void> {
	for (const table of ["follow_ups", "governance_statuses", "period_deliveries", "dialogues"]) {
		await refuseAll(db, table, [
			["insert", sealed("new.period_id")],
			["update", `(${sealed("old.period_id")} or ${sealed("new.period_id")})`],
			["delete", sealed("old.period_id")],
		]);
	}
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
	"join controls c on c.id = t.control_id join plans p on p.id = c.plan_id join period_seals s on s.board_id = p.board_id and s.first_day <= t.first_day and s.cut_off >= t.last_day";

/** What was found: runs, items, answers and their evidence. Once sealed they never change, not even under a correction. */
async function freezeFindings(db: AnyDb): Promise<void> {
	const run = (row: string) =>
		`exists (select 1 from controls c join plans p on p.id = c.plan_id join period_seals s on s.board_id = p.board_id where c.id = ${row}.control_id and s.first_day <= ${row}.first_day and s.cut_off >= ${row}.last_day)`;
	const item = (row: string) => `exists (select 1 from control_runs t ${within} where t.id = ${row}.run_id)`;
	const answer = (row: string) =>
		`exists (select 1 from sample_items i join control_runs t on t.id = i.run_id ${within} where i.id = ${row}.item_id)`;
	for (const [table, inside] of [
		["control_runs", run],
		["sample_items", item],
		["check_answers", answer],
	] as const) {
		await refuseAll(db, table, [
			["insert", inside("new")],
			["update", `(${inside("old")} or ${inside("new")})`],
			["delete", inside("old")],
		]);
	}
	await refuseAll(db, "evidence", [
		[
			"insert",
			`(new.parent_kind = 'control_run' and exists (select 1 from control_runs t ${within} where t.id = new.parent_id)) or (new.parent_kind = 'sample_item' and exists (select 1 from sample_items i join control_runs t on t.id = i.run_id ${within} where i.id = new.parent_id))`,
		],
	]);
	// a deviation goes on being handled; that it was found, where and by whom stays
	const found =
		"exists (select 1 from risks r join plans p on p.id = r.plan_id join period_seals s on s.board_id = p.board_id where r.id = old.risk_id and old.found_at < s.found_before)";
	const facts =
		"(new.number <> old.number or new.risk_id <> old.risk_id or new.unit_id <> old.unit_id or new.found_at <> old.found_at or new.found_by <> old.found_by or coalesce(new.run_id, '') <> coalesce(old.run_id, '') or coalesce(new.item_id, '') <> coalesce(old.item_id, '') or coalesce(new.question_id, '') <> coalesce(old.question_id, ''))";
	await refuseAll(db, "deviations", [
		["insert", `new.run_id is not null and ${item("new")}`],
		["update", `${found} and ${facts}`],
		["delete", found],
	]);
}
