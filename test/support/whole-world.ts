import { Readable } from "node:stream";
import type { Trx } from "../../db/open.ts";
import { personSortKey } from "../../db/schema/sort-key.ts";
import type { Role } from "../../db/schema/vocabulary.ts";
import { listMatters } from "../../db/queries/report/meetings.ts";
import { insertControl } from "../../db/writes/checks/controls.ts";
import { insertEvidence } from "../../db/writes/checks/evidence.ts";
import { insertSwap } from "../../db/writes/checks/samples-swaps.ts";
import { insertAccountPair } from "../../db/writes/people/accounts-pairs.ts";
import { insertPerson, insertRole } from "../../db/writes/people/people.ts";
import { insertUnit } from "../../db/writes/people/units.ts";
import { insertDisposal, insertHold } from "../../db/writes/proof/retention.ts";
import { insertCashCount, insertCashFund } from "../../db/writes/checks/own-forms/cash-counts.ts";
import type { Actor } from "../../src/ground/access/actor.ts";
import { startAssessment } from "../../src/report/assessments/start-assessment.ts";
import { writePart } from "../../src/report/assessments/write-part.ts";
import { agreePoint } from "../../src/report/dialogues/agree-point.ts";
import { writeDialogue } from "../../src/report/dialogues/write-dialogue.ts";
import type { PaperKind } from "../../db/schema/report/words.ts";
import { readSubject } from "../../src/report/planning/read-matter.ts";
import { proposeRisk } from "../../src/report/inventory/propose-risk.ts";
import { addMeeting } from "../../src/report/meetings/add-meeting.ts";
import { addMatter } from "../../src/report/meetings/place-matter.ts";
import { writeDecisionPaper } from "../../src/report/planning/write-decision-paper.ts";
import { askForEvidence } from "../../src/checks/evidence/ask-for-evidence.ts";
import { addRecommendation } from "../../src/report/recommendations/add-recommendation.ts";
import { pushItem } from "../../src/report/region/push-item.ts";
import { addRound } from "../../src/sam/edit-round.ts";
import { openRound } from "../../src/sam/open-round.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { write } from "../../src/ground/write/write.ts";
import { PDF } from "../checks/evidence/files.ts";
import { openKept } from "./kept-world.ts";
import { regionController } from "./region-controller.ts";
import { openReportedWorld, type ReportedWorld } from "./reported-world.ts";
import { openWorld, type World } from "./world.ts";

/** The world with one object of every kind at `alfa`, so that every address with an id has something to be about. */
export interface WholeWorld extends World {
	runId: string;
	/** First noun (or nouns) of an address → the id it takes, or its ids with a blank between. */
	objects: Record<string, string>;
	/** Kulturförvaltningen: another förvaltning, whose people have nothing to do with alfa. */
	elsewhere: { administration: string; unit: string };
}

/** Siv Lund's other account, at alfa too: an administrator has said that both are hers. */
const SECOND_ACCOUNT = "siv-igen";

export function openWholeWorld(marker = "Förband"): Promise<WholeWorld> {
	return openKept(`all of ${marker}`, () => fillWhole(marker));
}

async function fillWhole(marker: string): Promise<WholeWorld> {
	const world = await openReportedWorld(marker, await openWorld());
	const carin = await world.as("carin");
	const round = await addRound(carin, {
		unit_id: world.ids.administration,
		year: 2026,
		population_on: "2026-11-01",
		opens_on: "2026-11-02",
		remind_on: "2026-11-20",
		closes_on: "2026-11-30",
		allows_late: 1,
	});
	await openRound(carin, round, 1);
	const assessment = await startAssessment(carin, world.ids.period, { level: "administration", unit_id: null });
	const part = {
		grade: "sufficient",
		reasons: marker,
		deficiencies: "",
		departure_reason: "Bedömt på plats.",
		version: 0,
	} as const;
	await writePart(carin, assessment, "c", part);
	await writeDialogue(carin, world.ids.period, {
		held_on: "2026-11-10",
		participants: "Fia Ström",
		notes: marker,
		version: 0,
	});
	const point = await agreePoint(carin, world.ids.period, { text: marker, person_id: null, due_on: null });
	const { db } = world.ctx;
	const review = await db
		.selectFrom("sam_reviews")
		.selectAll()
		.where("unit_id", "=", world.ids.alfa)
		.executeTakeFirstOrThrow();
	await fillRest(world, round, review.id, world.itemIds[0]!, marker);
	const draw = await db.selectFrom("draws").selectAll().where("draw_id", "like", "%/alfa").executeTakeFirstOrThrow();
	const population = await db
		.selectFrom("populations")
		.selectAll()
		.where("draw_id", "=", draw.id)
		.executeTakeFirstOrThrow();
	const role = await db
		.selectFrom("roles")
		.selectAll()
		.where("person_id", "=", world.ids.maria)
		.executeTakeFirstOrThrow();
	await signIn(await world.as("maria"), "test");
	const session = await db.selectFrom("sessions").selectAll().executeTakeFirstOrThrow();
	const { ids } = world;
	const recommendation = await addRecommendation(carin, {
		board_id: world.ids.board,
		source: "audit",
		issuer: marker,
		received_on: "2026-06-15",
		title: marker,
		text: marker,
		requirements: ["c"],
		owner_id: world.ids.nils,
		due_on: null,
	});
	const item = await pushItem(regionController(world), { year: 2026, kind: "risk", title: marker, text: marker });
	const about = { kind: "sample_item", parent_id: world.itemIds[0]! };
	const request = await askForEvidence(carin, about, { asked_of: ids.maria, wanted: marker });
	const proposal = await proposeRisk(carin, {
		...{
			unit_id: ids.alfa,
			year: 2027,
			title: marker,
			cause: marker,
			effect: marker,
			seen_where: marker,
			source: null,
		},
	});
	await writePapers(carin, world, marker);
	const days = { kind: "board" as const, held_on: "2026-12-08", papers_due_on: "2026-11-24" };
	const meeting = await addMeeting(carin, { board_id: world.ids.board, ...days });
	await addMatter(carin, meeting, { subject: ["period", world.ids.period] });
	const [matter] = await listMatters(db, { meetings: [meeting] });
	return {
		...world,
		elsewhere: { administration: "kultur", unit: "delta" },
		objects: {
			"/atgarder": ids.measure,
			"/bedomningar": assessment,
			"/underlag/begaran": request,
			"/namnd": ids.period,
			"/verksamhetsdialog": ids.period,
			"/verksamhetsdialog/overenskommelser": point,
			"/avvikelser": "avvikelse-1",
			"/beloppsplan": "inhyrd",
			"/dragningar": draw.id,
			"/dubbla-konton": `${ids.siv} ${SECOND_ACCOUNT}`,
			"/enheter": ids.alfa,
			"/foredragningspm/mall": ids.board,
			"/foredragningspm/plan": ids.plan,
			"/foredragningspm/andringsbeslut": ids.plan,
			"/foredragningspm/rapport": ids.period,
			"/foredragningspm/isk-bedomning": ids.period,
			"/gallring/beslut": "gallring",
			"/gallring/sparrar": "sparr",
			"/inkop": population.file_id,
			"/kassarakningar": "rakning",
			"/kontantkassor": "kassa",
			"/kontrollenheter": ids.alfaAssignment,
			"/kontroller": ids.control,
			"/personer": ids.maria,
			"/planer": ids.plan,
			"/populationer": population.id,
			"/rapporter": ids.period,
			"/regiongemensamt": `${item} ${ids.board}`,
			"/rekommendationer": recommendation,
			"/riskforslag": proposal,
			"/risker": ids.risk,
			"/roller": role.id,
			"/sammantraden": meeting,
			"/sammantradesarenden": matter!.id,
			"/sam/atgarder": "sam-atgard",
			"/sam/fordelningar": ids.alfa,
			"/sam/fragesvar": round,
			"/sam/omgangar": round,
			"/sam/oversikt": round,
			"/sam/returneringar": "sam-returnering",
			"/sam/uppfoljningar": review.id,
			"/sessioner": session.id,
			"/stickprov": world.runId,
			"/stickprov/inkop": world.itemIds[0]!,
			"/stickprovsplan": ids.control,
			"/traffar": "traff",
			"/underlag": "underlag-hel",
			"/underlag/till/sample_item": world.itemIds[0]!,
			"/utvardering/komplettering": world.runId,
			"/utvardering/andra-steget": `${ids.control} ${ids.alfa}`,
			"/stickprov/byte": "byte-hel",
		},
	};
}

async function fillRest(
	world: ReportedWorld,
	round: string,
	review: string,
	item: string,
	marker: string,
): Promise<void> {
	const { ids } = world;
	const kept = await keptPdf(world);
	return write(world.ctx, async ({ trx, record }) => {
		await insertControl(trx, {
			id: "inhyrd",
			plan_id: ids.plan,
			risk_id: ids.risk,
			measure_id: null,
			key: "inhyrd-personal",
			title: marker,
			method: "",
			frequency: "yearly",
			population_kind: "hired_staff_invoices",
			sample_size: 5,
			reserve_count: 0,
			checklist_id: ids.checklist,
			owner_id: null,
			due_working_days: 10,
			starts_on: "2026-01-01",
			ended_on: null,
			version: 1,
		});
		for (const [id, parent_id, kind, name] of [
			["kultur", ids.region, "administration", "Kulturförvaltningen"],
			["delta", "kultur", "unit", "Museet Delta"],
		] as const) {
			const dates = { valid_from: "2020-01-01", valid_to: null };
			await insertUnit(trx, { id, kind, code: null, name, sort_name: name, parent_id, ...dates, version: 1 });
		}
		await insertPersonWithRole(trx, { id: SECOND_ACCOUNT, name: "Siv Lund" }, "safety_representative", ids.alfa);
		await insertAccountPair(trx, {
			id: "dubblett",
			person_id: [ids.siv, SECOND_ACCOUNT].sort()[0]!,
			other_id: [ids.siv, SECOND_ACCOUNT].sort()[1]!,
			same_human: 1,
			reason: marker,
			decided_at: "2026-11-12T09:00:00.000Z",
			decided_by: ids.adam,
			version: 1,
		});
		await insertSwap(trx, {
			...{ id: "byte-hel", run_id: world.runId, position: 1, item_id: item, by_item_id: item, version: 1 },
			...{ kind: "other_unit" as const, unit_id: ids.beta, note: marker, proposed_at: "2026-11-12T09:00:00.000Z" },
			...{ proposed_by: ids.maria, decision: "accepted" as const, decision_note: marker },
			...{ decided_at: "2026-11-12T10:00:00.000Z", decided_by: ids.mats },
		});
		const fund = { id: "kassa", name: marker, float_ore: 150_000, holder: marker };
		await insertCashFund(trx, { ...fund, unit_id: ids.alfa, valid_from: "2026-01-01", valid_to: null, version: 1 });
		await insertCashCount(trx, {
			id: "rakning",
			run_id: world.runId,
			fund_id: fund.id,
			expected_ore: fund.float_ore,
			counted_ore: fund.float_ore,
			difference_ore: 0,
			denominations: "{}",
			note: marker,
			counted_at: "2026-11-05T09:00:00.000Z",
			counted_by: ids.maria,
			witness_id: ids.mats,
			attested_at: null,
			version: 1,
		});
		await insertEvidence(trx, {
			id: "underlag-hel",
			parent_kind: "sample_item",
			parent_id: item,
			unit_id: ids.alfa,
			series_id: "serie-hel",
			edition: 1,
			file_name: `${marker}.pdf`,
			content_type: "application/pdf",
			bytes: kept.bytes,
			sha256: kept.sha256,
			note: marker,
			about_on: "2026-11-01",
			uploaded_at: "2026-11-05T09:00:00.000Z",
			uploaded_by: ids.maria,
		});
		const question = await trx.selectFrom("sam_questions").selectAll().limit(1).executeTakeFirstOrThrow();
		await trx
			.insertInto("sam_actions")
			.values({
				id: "sam-atgard",
				round_id: round,
				review_id: review,
				unit_id: ids.alfa,
				question_id: question.id,
				question_key: question.key,
				what: marker,
				who: marker,
				due_on: null,
				status: "not_started",
				note: "",
				done_at: null,
				version: 1,
			})
			.execute();
		await trx
			.insertInto("sam_returns")
			.values({
				id: "sam-returnering",
				round_id: round,
				review_id: review,
				unit_id: ids.alfa,
				manager_id: ids.mats,
				manager_name: "Mats Berg",
				what: marker,
				why: marker,
				from_on: "2026-12-01",
				state: "raised",
				raised_at: "2026-11-12T09:00:00.000Z",
				raised_by: ids.nils,
				acknowledge_by: "2026-11-26",
				acknowledged_at: null,
				acknowledged_by_name: "",
				answer: "",
				replacement_id: null,
				replacement_name: "",
				replaced_from: null,
				version: 1,
			})
			.execute();
		await trx
			.insertInto("ledger_hits")
			.values({
				id: "traff",
				rule: "near_limit",
				cluster_key: "a",
				unit_id: ids.alfa,
				title: marker,
				supplier_no: "1",
				supplier_name: marker,
				first_date: "2026-10-01",
				last_date: "2026-10-02",
				line_count: 1,
				sum_ore: 1,
				card_key: "a",
				surprise: 0,
				status: "open",
				reason: "",
				hidden_by: null,
				judged_at: null,
				judged_by: null,
				deviation_id: null,
				found_at: "2026-11-12T09:00:00.000Z",
				version: 1,
			})
			.execute();
		await insertHold(trx, {
			id: "sparr",
			unit_id: ids.alfa,
			reason: marker,
			set_at: "2026-11-12T09:00:00.000Z",
			set_by: ids.carin,
			lifted_at: null,
			lifted_by: null,
			lift_reason: "",
			version: 1,
		});
		await insertDisposal(trx, {
			id: "gallring",
			kind: "run_evidence",
			unit_id: ids.alfa,
			decided_by: marker,
			decision_no: marker,
			decided_on: "2026-11-12",
			reason: marker,
			files: 0,
			bytes: 0,
			disposed_at: "2026-11-12T09:00:00.000Z",
			disposed_by: ids.carin,
		});
		const data = { note: "lade till det som fattades" };
		await record({ type: "system.started", unit_id: null, object: { kind: "system", id: "rest" }, data });
	});
}

async function keptPdf(world: World) {
	const temp = await world.ctx.files.putTemp(Readable.from([PDF]), 1_000);
	await world.ctx.files.keep(temp);
	return temp;
}

async function insertPersonWithRole(
	trx: Trx,
	{ id, name }: { id: string; name: string },
	role: Role,
	unit_id: string,
): Promise<void> {
	await insertPerson(trx, {
		id,
		name,
		sort_name: personSortKey(name),
		email: `${id}@prov.example`,
		ledger_name: null,
		created_at: "2020-01-01T00:00:00.000Z",
		ended_at: null,
		version: 1,
	});
	const dates = { valid_from: "2020-01-01", valid_to: null };
	await insertRole(trx, { id: `roll-${id}`, person_id: id, role, unit_id, ...dates, substitute_for: null, version: 1 });
}

/** Somebody with `role` at the unit of another förvaltning (or over all of it): signed in, and a stranger to alfa. */
export async function strangerWith(world: WholeWorld, role: Role): Promise<World> {
	const id = `frammande-${role}`;
	const name = `Främmande ${role}`;
	const unit_id = ["controller", "approver", "administrator", "allocating_manager"].includes(role) ? "kultur" : "delta";
	await write(world.ctx, async ({ trx, record }) => {
		await insertPersonWithRole(trx, { id, name }, role, unit_id);
		const data = { note: "tog in en främling" };
		await record({ type: "system.started", unit_id: null, object: { kind: "system", id }, data });
	});
	const actor: Actor = { id, name, roles: [{ role, unit_id, substitute_for: null }], via: "web" };
	const as = async (): Promise<Context> => ({ ...world.ctx, actor });
	return { ...world, as };
}

/** A FöredragningsPM of every kind, so that each has its files. */
async function writePapers(ctx: Context, { ids }: World, marker: string): Promise<void> {
	const texts = { proposal: marker, summary: marker, perspectives: marker, economy: marker, follow_up: marker };
	const head = { service: marker, officer: marker, registry_no: "", preparation: "", documents: marker, sent_to: "" };
	const papers = { plan: ids.plan, amendment: ids.plan, report: ids.period, assessment: ids.period } as const;
	for (const [kind, id] of Object.entries(papers)) {
		const subject = await readSubject(ctx, { kind: kind as PaperKind, id }, "decision_paper.edit", "2026-11-19");
		await writeDecisionPaper(ctx, subject, { ...texts, ...head, meeting_on: null, version: 0 });
	}
}
