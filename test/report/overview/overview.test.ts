import { expect, test } from "vitest";
import { findRisk } from "../../../db/queries/register/risks.ts";
import { systemActor } from "../../../src/ground/access/system-actor.ts";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import { formValues } from "../../../src/ground/tables/field.ts";
import { paths } from "../../../src/paths/paths.ts";
import { editRisk } from "../../../src/register/risks/edit-risk.ts";
import { RISK_FIELDS } from "../../../src/register/risks/fields.ts";
import { EditRisk } from "../../../src/register/risks/schema.ts";
import { clientFor, type Client } from "../../support/browser-client.ts";
import { openReportedWorld } from "../../support/reported-world.ts";
import { openWholeWorld } from "../../support/whole-world.ts";
import type { World } from "../../support/world.ts";

const STATES = [
	{ status: "planned", result: null },
	{ status: "drawn", result: null },
	{ status: "returned", result: null },
	{ status: "signed", result: "no_deviation" },
	{ status: "signed", result: "minor" },
	{ status: "approved", result: "major" },
	{ status: "approved", result: "critical" },
	{ status: "approved", result: "nothing_to_judge" },
	{ status: "not_done", result: "not_done" },
] as const;

/** Instants on both sides of a month, a year and an age as Stockholm counts them, in winter and in summer time. */
const INSTANTS = [
	"2025-12-31T22:59:59.999Z",
	"2025-12-31T23:00:00.000Z",
	"2026-03-31T21:59:59.999Z",
	"2026-03-31T22:00:00.000Z",
	"2026-08-17T21:59:59.999Z",
	"2026-08-17T22:00:00.000Z",
	"2026-10-16T22:00:00.000Z",
	"2026-11-15T23:00:00.000Z",
];

/** Runs in every state in every month, deviations found and closed around every boundary, measures of every age. */
async function openBusyYear(): Promise<World> {
	const world = await openReportedWorld();
	const { ids } = world;
	await createRuns({ ...world.ctx, actor: await systemActor(world.ctx.db, "system") }, { today: "2026-11-16" });
	await world.ctx.database.transaction(async (trx) => {
		const runs = await trx.selectFrom("control_runs").select("id").orderBy("id").execute();
		for (const [at, { id }] of runs.entries()) {
			const state = STATES[at % STATES.length]!;
			const signed_at = state.result && state.status !== "not_done" ? INSTANTS[at % INSTANTS.length]! : null;
			await trx
				.updateTable("control_runs")
				.set({ ...state, signed_at })
				.where("id", "=", id)
				.execute();
		}
		let number = 100;
		for (const found_at of INSTANTS) {
			for (const [status, closed_at] of [
				["open", null],
				["handled", null],
				["withdrawn", null],
				["closed", "2026-03-31T22:00:00.000Z"],
				["closed", "2026-11-15T22:59:59.999Z"],
			] as const) {
				number += 1;
				await trx
					.insertInto("deviations")
					.values({
						...{ id: `gräns-${number}`, number, unit_id: number % 2 === 0 ? ids.alfa : ids.beta, risk_id: ids.risk },
						...{ run_id: null, item_id: null, question_id: null, title: "Prov", description: "" },
						...{ severity: "minor", cause_code: null, root_cause: "", direct_fix: "", plan: "", effect_check: "" },
						...{ owner_id: null, due_on: null, status, found_at, found_by: ids.maria },
						...{ closed_at, closed_by: closed_at && ids.mats, version: 1 },
					})
					.execute();
			}
		}
	});
	return world;
}

const amp = (href: string) => href.replaceAll("&amp;", "&");

/** Every number of the page that leads to a list: a mark of a drawing, a cell of its table, and a line that begins with its number. */
function countedLinks(markup: string): { href: string; n: number; said: string }[] {
	const main = markup.slice(markup.indexOf("<main"));
	const told = [...main.matchAll(/<a href="([^"]+)"(?: aria-label="([^"]*)")?[^>]*>((?:(?!<\/a>).)*)<\/a>/gs)];
	return told.flatMap(([, href, label, inner]) => {
		const text = inner!.replace(/<[^>]*>/g, "").trim();
		const said = label ?? text;
		const n = label ? /: (\d+)$/.exec(label)?.[1] : /^(\d+)(?: (?!till)|$)/.exec(text)?.[1];
		const isList = /^\/(stickprov|avvikelser|atgarder)\?/.test(href!);
		return n !== undefined && isList ? [{ href: amp(href!), n: Number(n), said }] : [];
	});
}

async function lengthOf(client: Client, href: string): Promise<number> {
	const answer = await client.get(href.replace("?", ".json?"));
	expect(answer.status, href).toBe(200);
	return ((await answer.json()) as unknown[]).length;
}

test("every number of Översikt is the length of the list it leads to", async () => {
	const world = await openBusyYear();
	const carin = await clientFor(world, "carin");
	const markup = await (await carin.get(paths.overview())).text();
	const links = countedLinks(markup);
	expect(links.length).toBeGreaterThan(60);
	for (const kind of ["/stickprov?", "/avvikelser?"])
		expect(links.filter(({ href }) => href.startsWith(kind)).length).toBeGreaterThan(15);
	const lengths = new Map<string, number>();
	for (const { href } of links) if (!lengths.has(href)) lengths.set(href, await lengthOf(carin, href));
	expect(links.map(({ href, said, n }) => ({ href, said, n }))).toEqual(
		links.map(({ href, said }) => ({ href, said, n: lengths.get(href) })),
	);
});

test("the parts of the year are every run of the year, once", async () => {
	const world = await openBusyYear();
	const carin = await clientFor(world, "carin");
	const markup = await (await carin.get(paths.overview())).text();
	const [, table] = /<table class="figures">((?:(?!<\/table>).)*Utan avvikelse.*?)<\/table>/s.exec(markup)!;
	const all = [...table!.matchAll(/<td class="end">(\d+)<\/td><\/tr><\/tfoot>/g)][0]![1];
	expect(Number(all)).toBe(await lengthOf(carin, "/stickprov?slutar_fran=2026-01-01&slutar_till=2026-12-31"));
});

test("a list that a drawing leads to says what it is narrowed by, and how to see the rest", async () => {
	const world = await openBusyYear();
	const carin = await clientFor(world, "carin");
	const page = async (href: string) => (await carin.get(href)).text();
	expect(await page(paths.runs({ lage: "late", slutar_fran: "2026-10-01", slutar_till: "2026-10-31" }))).toContain(
		"Visar bara: sena; perioden slutar från och med 1 oktober 2026 till och med 31 oktober 2026.",
	);
	expect(await page(paths.deviations({ hittad_fran: "2026-03-31", hittad_till: "2026-03-31" }))).toContain(
		"Visar bara: hittade 31 mars 2026.",
	);
	expect(await page(paths.measures({ laget: "kvar" }))).toContain("Visar bara: inte genomförda.");
	expect(await page(paths.runs({ lage: "påhittat", slutar_fran: "2026-13-45" }))).not.toContain("Visar bara");
});

test("who sees no reports has no overview; who reaches nothing of a nämnd is told of none of it", async () => {
	const world = await openWholeWorld("Hemligt läge");
	for (const person of ["maria", "mats", "siv", "adam"] as const)
		expect((await (await clientFor(world, person)).get(paths.overview())).status).toBe(403);
	for (const person of ["carin", "fia", "rune"] as const)
		expect((await (await clientFor(world, person)).get(paths.overview())).status).toBe(200);
	await world.ctx.database.transaction((trx) =>
		trx
			.updateTable("roles")
			.set({ unit_id: world.elsewhere.administration })
			.where("person_id", "=", world.ids.carin)
			.execute(),
	);
	const board = await world.ctx.db
		.selectFrom("boards")
		.select("id")
		.where("unit_id", "=", world.ids.administration)
		.execute();
	const carin = await clientFor(world, "carin");
	const markup = await (await carin.get(paths.overview(board[0]!.id))).text();
	expect(markup).not.toContain("Hemligt läge");
	expect(countedLinks(markup)).toEqual([]);
	expect(markup).toContain("Det du når");
});

test("a risk that has moved since the last report is marked, with where it stood; one that has not is not", async () => {
	const world = await openReportedWorld();
	await world.ctx.database.transaction(async (trx) => {
		await trx
			.updateTable("risks")
			.set({ residual_likelihood: 2, residual_impact: 3 })
			.where("id", "=", world.ids.risk)
			.execute();
		await trx
			.updateTable("reporting_periods")
			.set({ first_day: "2026-01-01", cut_off: "2026-07-31" })
			.where("id", "=", world.ids.period)
			.execute();
	});
	const carin = await clientFor(world, "carin");
	const before = await (await carin.get(paths.overview())).text();
	expect(before.includes("is-moved")).toBe(false);
	const risk = (await findRisk(world.ctx.db, world.ids.risk))!;
	const form = { ...formValues(RISK_FIELDS, risk), residual_likelihood: "3", residual_reason: "Fler köp än väntat." };
	await editRisk(await world.as("carin"), risk.id, EditRisk.parse({ ...form, version: String(risk.version) }));
	const after = await (await carin.get(paths.overview())).text();
	expect(/class="is-moved"/.test(after), "the moved risk is marked").toBe(true);
	expect(after.includes(", förut 6"), "and told where it stood").toBe(true);
});
