import { join } from "node:path";
import { type Db, openDatabase } from "../../db/open.ts";
import type { Role } from "../../db/schema/vocabulary.ts";
import { paths } from "../../src/paths/paths.ts";

/** One page as somebody opens it. */
export interface Visit {
	name: string;
	role: Role;
	path: string;
	/** The earlier day that the page is read as of. */
	day?: string;
}

const by = (role: Role, pages: Record<string, string>): Visit[] =>
	Object.entries(pages).map(([name, path]) => ({ name, role, path }));

/** The pages that matter, for those who open them, with the newest plan, a drawn run, a report and whatever else a page needs. */
export async function visitsIn(dataDir: string): Promise<Visit[]> {
	const { db, close } = openDatabase({ file: join(dataDir, "tillracklig.db") });
	try {
		const office = await officePages(db);
		const earlier = `${new Date().getUTCFullYear() - 1}-06-15`;
		const then = ["Att göra", "Plan, hela registret", "Kontrolltillfällen", "Avvikelser", "Rapporttillfälle"];
		return [
			...by("controller", office),
			...by("controller", await checkPages(db)),
			...by("controller", await reportPages(db)),
			...by("controller", await samPages(db)),
			...then.map((name) => ({
				name: `${name}, ${earlier}`,
				role: "controller" as const,
				day: earlier,
				path: pathOf(name),
			})),
			...(["material_coordinator", "manager", "approver", "auditor", "administrator"] as const).flatMap((role) =>
				by(role, { [`Att göra, ${role}`]: paths.inbox() }),
			),
			...by("material_coordinator", { "Kontrolltillfällen, material_coordinator": paths.runs() }),
			...by("manager", { "Avvikelser, manager": paths.deviations(), "SAM, manager": paths.sam() }),
			...by("manager", { "SAM-uppföljningar": paths.samReviews(), "SAM-åtgärder": paths.samActions() }),
			...by("auditor", { "Logg, auditor": paths.trail(), "SAM-läge, auditor": paths.samStandings() }),
		];

		function pathOf(name: string): string {
			const known: Record<string, string> = {
				...office,
				Kontrolltillfällen: paths.runs(),
				Avvikelser: paths.deviations(),
				Rapporttillfälle: paths.reports(),
			};
			return known[name]!;
		}
	} finally {
		await close();
	}
}

async function officePages(db: Db): Promise<Record<string, string>> {
	const plan = await newestPlan(db);
	const risk = await db
		.selectFrom("controls")
		.select("risk_id")
		.where("plan_id", "=", plan.id)
		.executeTakeFirstOrThrow();
	return {
		"Att göra": paths.inbox(),
		"Plan, tre kolumner": paths.plan(plan.id),
		"Plan, hela registret": paths.planTable(plan.id),
		Riskkarta: paths.planMatrix(plan.id),
		Planändringar: paths.planChanges(plan.id),
		"Risk med kedja": paths.risk(risk.risk_id),
		Åtgärder: paths.measures(),
		Enheter: paths.units(),
		Personer: paths.people(),
		Logg: paths.trail(),
		Gallring: paths.disposable(),
		Gallringsbeslut: paths.disposals(),
	};
}

const newestPlan = (db: Db) =>
	db.selectFrom("plans").select(["id", "year"]).orderBy("year", "desc").limit(1).executeTakeFirstOrThrow();

async function checkPages(db: Db): Promise<Record<string, string>> {
	const { year } = await newestPlan(db);
	const run = await db
		.selectFrom("sample_items")
		.select(["id", "run_id"])
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	const population = await db
		.selectFrom("populations")
		.select(["id", "control_id", "file_id"])
		.orderBy("period_key", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	const draw = await db
		.selectFrom("draws")
		.select("id")
		.where("drawn_at", "is not", null)
		.limit(1)
		.executeTakeFirstOrThrow();
	const deviation = await db.selectFrom("deviations").select("id").limit(1).executeTakeFirstOrThrow();
	const hit = await db.selectFrom("ledger_hits").select("id").limit(1).executeTakeFirst();
	const paper = await db
		.selectFrom("evidence")
		.select(["id", "parent_kind", "parent_id"])
		.limit(1)
		.executeTakeFirstOrThrow();
	return {
		Kontroller: paths.controls(),
		Årsöversikt: paths.yearStrip(year),
		Kontrolltillfällen: paths.runs(),
		"Stickprov, ett kontrolltillfälle": paths.run(run.run_id),
		"Stickprov, ett inköp": paths.item(run.id),
		Inköpsfiler: paths.purchases(),
		Inköpsfil: paths.purchaseFile(population.file_id),
		Population: paths.population(population.id),
		Dragning: paths.draw(draw.id),
		Stickprovsplan: paths.samplePlan(population.control_id),
		Utvärdering: paths.evaluation(),
		Träffar: paths.ledgerHits(),
		...(hit ? { Träff: paths.ledgerHit(hit.id) } : {}),
		Avtal: paths.agreements(),
		Avvikelser: paths.deviations(),
		Avvikelse: paths.deviation(deviation.id),
		"Underlag till": paths.evidenceOf(paper.parent_kind, paper.parent_id),
		Materialkostnader: paths.balanceFiles(),
		Kontantkassor: paths.cashFunds(),
	};
}

async function reportPages(db: Db): Promise<Record<string, string>> {
	const period = await db
		.selectFrom("follow_ups")
		.innerJoin("reporting_periods", "reporting_periods.id", "follow_ups.period_id")
		.select("reporting_periods.id")
		.orderBy("reporting_periods.cut_off", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	const assessment = await db
		.selectFrom("assessments")
		.select("id")
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	return {
		Rapporter: paths.reports(),
		Rapporttillfälle: paths.reportPeriod(period.id),
		"Rapport, läge": paths.readiness(period.id),
		"Rapport, mitt": paths.ownReadiness(period.id),
		"Rapport, uppföljning": paths.followUps(period.id),
		"Rapport, bedömningar": paths.periodAssessments(period.id),
		"Rapport, grund avvikelser": paths.reportGround(period.id, "avvikelser"),
		"Rapport, stängning": paths.closing(period.id),
		"Rapport, utgåva": paths.sealedReport(period.id, 1),
		Bedömningar: paths.assessments(),
		Bedömning: paths.assessment(assessment.id),
		Rekommendationer: paths.recommendations(),
		Verksamhetsdialog: paths.dialogues(),
		"Nämndsida, rapport": paths.boardPageOf(period.id),
	};
}

async function samPages(db: Db): Promise<Record<string, string>> {
	const round = await db
		.selectFrom("sam_rounds")
		.select("id")
		.orderBy("year", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	return {
		SAM: paths.sam(),
		"SAM-omgång": paths.samRound(round.id),
		"SAM-översikt": paths.samOverview(round.id),
		"SAM, svar per fråga": paths.samOverviewQuestions(round.id),
		"SAM-fördelningar": paths.samAllocations(),
	};
}
