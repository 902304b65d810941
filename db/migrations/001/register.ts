import { type AnyDb, makeAppendOnly, refuse, runDdl } from "../../dialect/ddl.ts";

/** Plans, their areas and risks, the measures taken, and what the board decided of them: that is only ever added to. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, TABLES);
	for (const table of ["plan_decisions", "plan_versions", "plan_imports", "plan_row_choices"])
		await makeAppendOnly(db, table);
	// once taken back it stays so, and that it was handed over is never rewritten
	const same = ["plan_id", "number", "sent_at", "sent_by"]
		.map((column) => `new.${column} = old.${column}`)
		.join(" and ");
	await refuse(db, "plan_preparations", "update", `old.withdrawn_at is not null or not (${same})`);
	await refuse(db, "plan_preparations", "delete", "1 = 1");
	// what each said stays, and it is settled once
	const said = ["risk_id", "number", "score_kind", "stated_at", "stated_by", ...HELD]
		.map((column) => `new.${column} = old.${column}`)
		.join(" and ");
	await refuse(db, "risk_disagreements", "update", `old.settled_at is not null or not (${said})`);
	await refuse(db, "risk_disagreements", "delete", "1 = 1");
}

const HELD = ["first", "second"].flatMap((side) =>
	["by", "likelihood", "impact", "reason"].map((what) => `${side}_${what}`),
);

const TABLES = `
create table plans (
	id text primary key, board_id text not null references boards (id), year integer not null, status text not null,
	scale text not null, decided_on text, decision_paragraph text, registry_no text, carried_from text references plans (id),
	version integer not null, unique (board_id, year)
);
create table areas (
	id text primary key, plan_id text not null references plans (id), name text not null, position integer not null,
	dropped_reason text
);
create unique index areas_name on areas (plan_id, name) where dropped_reason is null;
create table risks (
	id text primary key, plan_id text not null references plans (id), area_id text not null references areas (id),
	number integer not null, title text not null, description text not null, cause text not null, effect text not null,
	scope text not null, requirements text not null, origin text not null, owner_id text references people (id),
	inherent_likelihood integer, inherent_impact integer, inherent_reason text not null,
	residual_likelihood integer, residual_impact integer, residual_reason text not null,
	target_likelihood integer, target_impact integer, target_reason text not null,
	treatment text, treatment_reason text not null, treatment_decider_id text references people (id),
	treatment_review_on text, dropped_reason text,
	carried_from text references risks (id), version integer not null
);
create unique index risks_number on risks (plan_id, number) where dropped_reason is null;
create index risks_area on risks (area_id);
create index risks_owner on risks (owner_id);
create index risks_plan on risks (plan_id, id);
create index risks_review on risks (treatment_review_on, id);
create table risk_disagreements (
	id text primary key, risk_id text not null references risks (id), number integer not null, score_kind text not null,
	first_by text not null, first_likelihood integer not null, first_impact integer not null, first_reason text not null,
	second_by text not null, second_likelihood integer not null, second_impact integer not null, second_reason text not null,
	stated_at text not null, stated_by text not null references people (id), settled_at text,
	settled_by text references people (id), settled_likelihood integer, settled_impact integer, settled_reason text not null,
	unique (risk_id, number)
);
create unique index risk_disagreements_open on risk_disagreements (risk_id, score_kind) where settled_at is null;
create table measures (
	id text primary key, risk_id text not null references risks (id), position integer not null, title text not null,
	kind text not null, scope text, performer_text text not null, support text not null, owner_id text references people (id),
	due_on text, status text not null, status_reason text not null, effect_tested text not null, effect_note text not null,
	percent integer, steps_done integer, steps_total integer, cost_ore integer,
	dropped_reason text, carried_from text references measures (id), version integer not null, unique (risk_id, position)
);
create index measures_owner on measures (owner_id);
create index measures_standing on measures (risk_id, dropped_reason, status, due_on);
create table plan_decisions (
	id text primary key, plan_id text not null references plans (id), number integer not null, decided_on text not null,
	decision_paragraph text not null, registry_no text not null, outside integer not null,
	recorded_by text not null references people (id), recorded_at text not null, unique (plan_id, number)
);
create table plan_versions (
	id text primary key, decision_id text not null unique references plan_decisions (id), content text not null, digest text not null
);
create table plan_preparations (
	id text primary key, plan_id text not null references plans (id), number integer not null, sent_at text not null,
	sent_by text not null references people (id), withdrawn_at text, withdrawn_by text references people (id),
	withdrawn_reason text not null, unique (plan_id, number)
);
create unique index plan_preparations_open on plan_preparations (plan_id) where withdrawn_at is null;
create table plan_row_choices (
	id text primary key, plan_id text not null references plans (id), row_kind text not null, row_id text not null,
	choice text not null, reason text not null, chosen_at text not null, chosen_by text not null references people (id)
);
create index plan_row_choices_plan on plan_row_choices (plan_id, row_id);
create table plan_imports (
	id text primary key, plan_id text not null references plans (id), undoes text unique references plan_imports (id),
	file_name text not null, sha256 text not null, rows text not null,
	recorded_by text not null references people (id), recorded_at text not null
);
create index plan_imports_plan on plan_imports (plan_id);
`;
