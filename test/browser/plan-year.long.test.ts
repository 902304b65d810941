import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { findPlanOfYear } from "../../db/queries/register/plans.ts";
import { insertBoard } from "../../db/writes/people/boards.ts";
import { insertRole } from "../../db/writes/people/people.ts";
import { insertUnit } from "../../db/writes/people/units.ts";
import { ASSESSED } from "../../db/schema/report/words.ts";
import { newId } from "../../src/ground/write/new-id.ts";
import { paths } from "../../src/paths/paths.ts";
import { startAssessment } from "../../src/report/assessments/start-assessment.ts";
import { writePart } from "../../src/report/assessments/write-part.ts";
import { proposeRisk } from "../../src/report/inventory/propose-risk.ts";
import { addMeeting } from "../../src/report/meetings/add-meeting.ts";
import { addPeriod } from "../../src/report/periods/add-period.ts";
import { hasOffice, officeTexts } from "../support/office.ts";
import { openWorld, type PersonKey, type World } from "../support/world.ts";
import { closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

/** A nämnd of another förvaltning with its own controller, and the controller of the whole region. */
async function addOthers({ ctx, ids }: World): Promise<void> {
	const lasts = { valid_from: "2020-01-01", valid_to: null, version: 1 };
	await ctx.database.transaction(async (trx) => {
		const unit = { kind: "administration" as const, code: null, name: "Kulturförvaltningen", sort_name: "kultur" };
		await insertUnit(trx, { id: "kultur", ...unit, parent_id: ids.region, ...lasts });
		await insertBoard(trx, { id: "kulturnamnd", name: "Kulturnämnden", unit_id: "kultur", ...lasts });
		for (const [person_id, unit_id] of [
			[ids.boris, "kultur"],
			[ids.gunnel, ids.region],
		] as const)
			await insertRole(trx, { id: newId(), person_id, role: "controller", unit_id, substitute_for: null, ...lasts });
	});
}

/** A page with the keyboard alone: what is focused by its name is what Tab would reach. */
function keyboard(page: Page) {
	// a label may say behind its words that the field is left empty at will
	const labelled = (label: string | RegExp) =>
		page.getByLabel(typeof label === "string" ? new RegExp(`^${label.replaceAll("?", "\\?")}( \\(.*\\))?$`) : label);
	const keys = async (...pressed: string[]) => {
		for (const key of pressed) await page.keyboard.press(key);
	};
	const press = async (name: string | RegExp, role: "link" | "button" = "link") => {
		await page
			.getByRole(role, { name, exact: typeof name === "string" })
			.first()
			.focus();
		await keys("Enter");
	};
	return {
		keys,
		press,
		write: async (label: string | RegExp, text: string) => {
			await labelled(label).first().focus();
			await keys("Control+A");
			await page.keyboard.insertText(text);
		},
		/** Month, day and year, in the order of Chromium's own language, which the locale of the page does not change. */
		date: async (label: string, day: string) => {
			const [year, month, date] = day.split("-");
			await labelled(label).focus();
			await page.keyboard.type(`${month}${date}${year}`);
			expect(await labelled(label).inputValue()).toBe(day);
		},
		/** A list: its choice is typed. */
		choose: async (label: string, text: string) => {
			await labelled(label).focus();
			await page.keyboard.type(text);
			expect(await labelled(label).locator("option:checked").innerText()).toContain(text);
		},
		/** A choice beside others, or a box. */
		mark: async (label: string | RegExp) => {
			await labelled(label).first().focus();
			await keys("Space");
			expect(await labelled(label).first().isChecked()).toBe(true);
		},
		open: async (summary: string) => {
			await page.locator("summary").filter({ hasText: summary }).first().focus();
			await keys("Enter");
		},
		/** A file behind a link. */
		file: async (name: string): Promise<Buffer> => {
			const [download] = await Promise.all([page.waitForEvent("download"), press(name)]);
			return readFileSync(await download.path());
		},
		said: (text: string | RegExp) => page.getByText(text).first().waitFor(),
		title: (name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor(),
	};
}

test("2024, 2025, 2026: what is proposed is scored, decided, amended, answered by two boards, judged and rolled forward", async () => {
	const world = await openWorld(2024);
	await addOthers(world);
	const { db } = world.ctx;
	const { board, plan: plan2024 } = world.ids;
	const on = async (day: string, person: PersonKey, width = 1440) => {
		const site = await openSite(world, `${day}T09:00:00.000Z`);
		const { page, context } = await site.visit(person, { width });
		return { ...keyboard(page), page, goto: (path: string) => page.goto(path), leave: () => context.close() };
	};
	const planOf = async (year: number) => (await findPlanOfYear(db, board, year))!.id;
	const papers: Record<string, Buffer> = {};

	// May 2024: the inventory for 2025, a draft to take it into, and the gross list answered
	const maria = await on("2024-05-20", "maria", 360);
	await maria.goto(paths.riskProposalNew());
	await maria.write("Vad kan hända?", "Läkemedel tar slut i förrådet");
	await maria.write("Varför kan det hända?", "Beställning sker för hand.");
	await maria.write("Vad skulle det leda till?", "Patienter får vänta.");
	await requireAccessible(maria.page);
	await maria.press("Skicka förslaget", "button");
	await maria.said("Förslaget är lämnat.");
	await maria.leave();
	const same = { year: 2025, title: "Läkemedel saknas", cause: "För få beställer.", effect: "Vården dröjer." };
	const seen = { unit_id: world.ids.alfa, seen_where: "", source: null };
	await proposeRisk(await world.as("mats", "2024-05-21T09:00:00.000Z"), { ...same, ...seen });

	const spring = await on("2024-06-10", "carin");
	await spring.goto(paths.planCarried(plan2024));
	await spring.press("Ta fram utkastet", "button");
	await spring.title("Internkontrollplan 2025");
	await spring.goto(paths.riskProposals({ year: 2025 }));
	await spring.press("Läkemedel tar slut i förrådet");
	await spring.press("Ta in i planen");
	await spring.title("Ta in i planen 2025");
	await spring.choose("Verksamhet", "Ekonomi");
	await spring.mark(/^c\) /);
	await spring.press("Ta in i planen", "button");
	await spring.said("Risken står i utkastet");
	await spring.goto(paths.riskProposals({ year: 2025 }));
	await spring.press("Läkemedel saknas");
	await spring.open("Slå ihop med en risk eller ett annat förslag");
	await spring.choose("Slås ihop med", "Risk 2");
	await spring.press("Slå ihop", "button");
	await spring.said("Förslaget är sammanslaget.");
	await spring.goto(paths.riskProposals({ year: 2025 }));
	await requireAccessible(spring.page);
	await shoot(spring.page, "aret-bruttolista");
	await spring.leave();

	// September: scored in a meeting, treated, and last year's rows gone through
	const draft = await planOf(2025);
	const autumn = await on("2024-09-16", "carin");
	await autumn.goto(paths.planScoring(draft));
	await autumn.title("R2 Läkemedel tar slut i förrådet");
	await autumn.keys("3", "4");
	await autumn.page.keyboard.insertText("Två gånger i fjol.");
	await autumn.keys("Control+Enter");
	await autumn.said("R2: bedömningen är sparad.");
	await autumn.press("Kvarstående");
	await autumn.page.getByRole("heading", { level: 2, name: "Kvarstående risk, med åtgärder" }).waitFor();
	await autumn.keys("2", "3");
	await autumn.page.keyboard.insertText("Lagret räknas varje vecka.");
	await requireAccessible(autumn.page);
	await autumn.keys("Control+Enter");
	await autumn.said("R2: bedömningen är sparad.");
	const risk = (
		await db
			.selectFrom("risks")
			.select("id")
			.where("plan_id", "=", draft)
			.where("number", "=", 2)
			.executeTakeFirstOrThrow()
	).id;
	await autumn.goto(paths.riskEdit(risk));
	await autumn.choose("Riskägare", "Nils Holm");
	await autumn.choose("Hantering", "Acceptera");
	await autumn.write("Skäl för hantering", "Kostnaden överstiger nyttan.");
	await autumn.choose("Beslutad av", "Fia Ström");
	await autumn.date("Omprövas", "2025-06-30");
	await autumn.press("Spara", "button");
	await autumn.title(/Läkemedel tar slut i förrådet/);
	await autumn.goto(paths.planReview(draft));
	await autumn.mark("Behålls");
	await autumn.press("Spara ställningstagandet", "button");
	await autumn.said("Alla rader från förra året är genomgångna.");
	await autumn.leave();

	await handOver(world, on, draft, "2024-11-18");
	const november = await on("2024-11-18", "carin");
	await november.goto(paths.decisionPaper("plan", draft));
	await november.press("Spara underlaget", "button");
	await november.said("Underlaget är sparat som en ny utgåva.");
	await requireAccessible(november.page);
	papers["plan.docx"] = await november.file("Hämta som Word");
	await november.goto(paths.planDecision(draft));
	// without its § nothing is decided, and the day stays
	await november.date("Beslutsdatum", "2024-11-18");
	await november.press("Registrera beslutet", "button");
	await november.page.getByRole("heading", { name: /^Rätta \d fel$/ }).waitFor();
	expect(await november.page.getByLabel("Beslutsdatum").inputValue()).toBe("2024-11-18");
	await november.write("§ i protokollet", "112");
	await november.write("Diarienummer", "24RS77");
	await november.press("Registrera beslutet", "button");
	await november.said("Beslutad, gäller från 1 januari 2025");
	await requireAccessible(november.page);
	await november.leave();

	// 2025: the plan changes, and the nämnd decides the change
	const winter = await on("2025-03-17", "carin");
	await winter.goto(paths.riskEdit(risk));
	await winter.write("Orsak", "Beställning sker för hand, också på kvällar.");
	await winter.press("Spara", "button");
	await winter.title(/Läkemedel tar slut i förrådet/);
	await winter.goto(paths.planChanges(draft));
	await winter.said("också på kvällar");
	await requireAccessible(winter.page);
	await winter.goto(paths.decisionPaper("andringsbeslut", draft));
	await winter.press("Spara underlaget", "button");
	await winter.said("Underlaget är sparat som en ny utgåva.");
	papers["andring.docx"] = await winter.file("Hämta som Word");
	await winter.goto(paths.planAmendment(draft));
	await winter.date("Beslutsdatum", "2025-03-17");
	await winter.write("§ i protokollet", "21");
	await winter.write("Diarienummer", "25RS12");
	await winter.press("Registrera ändringsbeslutet", "button");
	await winter.said("Ändringsbeslut 1");
	await winter.leave();

	// the region's own risk goes to both boards, and each answers in its report
	const annual = { kind: "annual_report" as const, year: 2025, name: "Verksamhetsberättelse 2025" };
	const days = { first_day: "2025-01-01", cut_off: "2025-12-31", deadline: "2026-02-15" };
	const period = await addPeriod(await world.as("carin", "2025-04-01T09:00:00.000Z"), {
		board_id: board,
		...annual,
		...days,
	});
	await addPeriod(await world.as("boris", "2025-04-01T09:00:00.000Z"), { board_id: "kulturnamnd", ...annual, ...days });
	const region = await on("2025-04-07", "gunnel");
	await region.goto(paths.regionItems(2025));
	await region.open("Skicka till alla nämnder");
	await region.mark("Risk");
	await region.write("Rubrik", "Avbrott i IT");
	await region.write("Lydelse", "Verksamheten stannar när systemen gör det.");
	await region.press("Skicka till alla nämnder", "button");
	await region.said("Avbrott i IT");
	await requireAccessible(region.page);
	await region.leave();
	for (const [person, name, text] of [
		["carin", "Hälso- och sjukvårdsnämnden", "Reservrutinen övas i maj."],
		["boris", "Kulturnämnden", "Biblioteken har manuella lån."],
	] as const) {
		const answering = await on("2025-10-06", person);
		await answering.press(/Svara regionen: Avbrott i IT/);
		await answering.title(`Svar för ${name}`);
		// the wording is the region's: the page has no field for it
		await answering.said("Verksamheten stannar");
		expect(await answering.page.getByRole("textbox", { name: /lydelse/i }).count()).toBe(0);
		await answering.choose("I rapporten", "Verksamhetsberättelse");
		await answering.mark("Pågår");
		await answering.write("Svar", text);
		await requireAccessible(answering.page);
		await answering.press("Spara svaret", "button");
		await answering.said(text);
		await answering.leave();
	}

	// autumn 2025: rolled forward to 2026, where one risk is kept and one dropped with its reason
	const rolling = await on("2025-10-13", "carin");
	await rolling.goto(paths.planCarried(draft));
	await rolling.press("Ta fram utkastet", "button");
	await rolling.title("Internkontrollplan 2026");
	const next = await planOf(2026);
	await rolling.goto(paths.planReview(next));
	await rolling.mark("Behålls");
	await rolling.press("Spara ställningstagandet", "button");
	await rolling.said("En rad väntar på ställningstagande.");
	await rolling.mark("Utgår");
	await rolling.press("Spara ställningstagandet", "button");
	await rolling.page.getByRole("heading", { name: /^Rätta (ett|\d) fel$/ }).waitFor();
	await rolling.write("Skäl", "Förrådet är ersatt av ett gemensamt lager.");
	await rolling.press("Spara ställningstagandet", "button");
	await rolling.said("Alla rader från förra året är genomgångna.");
	await rolling.goto(paths.planComparison(next));
	await rolling.said("Förrådet är ersatt av ett gemensamt lager.");
	await requireAccessible(rolling.page);
	await shoot(rolling.page, "aret-jamforelse");
	await rolling.goto(paths.planCarried(draft));
	await rolling.press("Ta fram utkastet", "button");
	await rolling.said("Det finns redan en plan för nästa år.");
	await rolling.leave();
	await handOver(world, on, next, "2025-11-17");
	const decided = await on("2025-11-17", "carin");
	await decided.goto(paths.planDecision(next));
	await decided.date("Beslutsdatum", "2025-11-17");
	await decided.write("§ i protokollet", "98");
	await decided.write("Diarienummer", "25RS90");
	await decided.press("Registrera beslutet", "button");
	await decided.said("Beslutad, gäller från 1 januari 2026");
	await decided.leave();

	// 2026: the year is judged, and the region reads both boards on one page
	const carin = await world.as("carin", "2026-01-20T09:00:00.000Z");
	const assessment = await startAssessment(carin, period, { level: "administration", unit_id: null });
	const part = {
		grade: "sufficient",
		reasons: "Kontrollerna är följda.",
		deficiencies: "",
		departure_reason: "Underlaget räcker.",
		version: 0,
	} as const;
	for (const about of Object.keys(ASSESSED) as (keyof typeof ASSESSED)[])
		await writePart(carin, assessment, about, part);
	const judged = await on("2026-03-02", "gunnel");
	await judged.goto(paths.consolidated(2025, "annual_report"));
	await judged.title("Samlad bedömning 2025");
	const told = await judged.page.locator("main").textContent();
	for (const text of [
		"Hälso- och sjukvårdsnämnden",
		"Reservrutinen övas i maj.",
		"Kulturnämnden",
		"Biblioteken har manuella lån.",
	])
		expect(told).toContain(text);
	await requireAccessible(judged.page);
	await shoot(judged.page, "aret-samlad");
	papers["samlad.docx"] = await judged.file("Allt som Word");
	await judged.leave();

	if (!hasOffice) return;
	const read = officeTexts(papers);
	for (const [name, ...texts] of [
		["plan.docx", "FöredragningsPM", "att fastställa internkontrollplan 2025", "Täckning av riskområden"],
		["andring.docx", "FöredragningsPM", "ändring"],
		["samlad.docx", "Samlad bedömning av intern styrning och kontroll 2025", "Kulturnämnden", "Biblioteken"],
	] as const)
		for (const text of texts) expect(read[name]?.replace(/\s+/g, " "), name).toContain(text);
});

/** The nämnd's meeting in the calendar, and the draft handed over to it. */
async function handOver(
	world: World,
	on: (
		day: string,
		person: PersonKey,
	) => Promise<ReturnType<typeof keyboard> & { goto(path: string): unknown; leave(): Promise<void> }>,
	plan: string,
	day: string,
): Promise<void> {
	const before = `${day.slice(0, 7)}-03`;
	const meeting = {
		board_id: world.ids.board,
		kind: "board" as const,
		held_on: day,
		papers_due_on: `${day.slice(0, 7)}-10`,
	};
	await addMeeting(await world.as("carin", `${before}T09:00:00.000Z`), meeting);
	const carin = await on(before, "carin");
	await carin.goto(paths.planPreparation(plan));
	await carin.mark(/^Nämnd /);
	await carin.press("Lämna till beredning", "button");
	await carin.said("Planen är i beredning och gäller inte.");
	await carin.leave();
}
