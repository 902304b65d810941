import { expect, test } from "vitest";
import type { Db } from "../../../db/open.ts";
import { draftPlan } from "../../../src/register/plans/draft-plan.ts";
import { addGovernanceItem } from "../../../src/report/governance/add-governance-item.ts";
import { reportGovernance } from "../../../src/report/governance/report-governance.ts";
import { writeNumbers } from "../../../src/report/governance/write-numbers.ts";
import { writeFollowUp } from "../../../src/report/follow-ups/write-follow-up.ts";
import { linkRisk, writeRiskArea, writeStatement } from "../../../src/report/coverage/write-coverage.ts";
import { paths } from "../../../src/paths/paths.ts";
import { governanceItem } from "../../report/governance/support.ts";
import { type Client, clientFor } from "../../support/browser-client.ts";
import { formsOn, type ShownForm } from "../../support/forms-on.ts";
import { addressOf, routeTable } from "../../support/route-table.ts";
import { openWholeWorld, type WholeWorld } from "../../support/whole-world.ts";
import type { PersonKey } from "../../support/world.ts";

/** Forms that show what is saved: sent as they stand they change nothing. */
const EDITS = [
	"/atgarder/:id/andring",
	"/atgarder/:id/lagesrapport",
	"/avvikelser/:id/andring",
	"/avvikelser/:id/hantering",
	"/bedomningar/:id/krav/:requirement",
	"/checklistor/:id/utgava",
	"/enheter/:id/andring",
	"/foredragningspm/andringsbeslut/:id",
	"/foredragningspm/isk-bedomning/:id",
	"/foredragningspm/plan/:id",
	"/foredragningspm/rapport/:id",
	"/kontrollenheter/:id",
	"/kontroller/:id/andring",
	"/mina-paminnelser",
	"/personer/:id/andring",
	"/planer/:id/andring",
	"/planer/:id/riskomraden/:area",
	"/planer/:id/tackning/:area/:place",
	"/rapporter/:id/styrning/:item",
	"/rapporter/:id/styrning/:item/andring",
	"/rapporter/:id/styrning/ekonomi",
	"/rapporter/:id/uppfoljning/:kind/:subject",
	"/rekommendationer/:id/andring",
	"/rekommendationer/:id/svar",
	"/risker/:id/andring",
	"/risker/:id/bedomning",
	"/risker/:id/riskomrade",
	"/sam/atgarder/:id",
	"/sam/omgangar/:id",
	"/sam/uppfoljningar/:id/svar",
	"/sammantraden/:id/andring",
	"/stickprov/inkop/:id/svar",
	"/verksamhetsdialog/:id",
];

/** Forms with a version that begin empty: each is an act, and what it asks for has not been said before. */
const ACTS = [
	"/avvikelser/:id/avslut",
	"/dubbla-konton/:id/:other",
	"/gallring/sparrar/:id/havande",
	"/kontantkassor/:id",
	"/planer/:id/andringsbeslut",
	"/planer/:id/beslut",
	"/regiongemensamt/:id/svar/:board",
	"/rekommendationer/:id/kopplingar",
	"/roller/:id/avslut",
	"/sammantraden/:id/installt",
	"/sammantradesarenden/:id/borttagning",
	"/stickprov/:id/granskning",
	"/stickprov/:id/omfordelning",
	"/stickprov/:id/riktat",
	"/stickprov/:id/utebliven",
	"/stickprov/inkop/:id/ersattning",
	"/traffar/:id/bedomning",
	"/utvardering/andra-steget/:control/:unit",
	"/verksamhetsdialog/overenskommelser/:id",
];

const NO_PAGE = /\.(json|csv|xlsx|docx|pdf|zip)|\/(healthz|readyz|metrics|scim|tillgangar|oidc)/;
const PEOPLE: PersonKey[] = ["carin", "adam", "maria", "mats"];
/** Letters that HTML, JSON and the forms' cleaning treat with care. */
const MARKER = 'Förband "A" & <b>, 5 × 3';

interface Found {
	client: Client;
	form: ShownForm;
}

async function fill(client: Client, page: string, action: string, more: Record<string, string>): Promise<void> {
	const form = formsOn(await (await client.get(page)).text()).find((one) => one.action === action);
	expect((await client.post(action, { ...form!.values, ...more })).status).toBe(303);
}

/** Saves what the world of tests has not: a draft, a handled deviation, a follow-up and a goal's status. Returns where they are edited. */
async function written(world: WholeWorld): Promise<string[]> {
	const carin = await world.as("carin");
	const { ids } = world;
	const goal = await addGovernanceItem(
		carin,
		ids.period,
		governanceItem({ kind: "goal", title: MARKER, details: MARKER }),
	);
	const share = { unit: "procent", comparison: "between", target: -1250, target_upper: 8005, signed: "yes" } as const;
	const told = {
		kind: "indicator",
		title: MARKER,
		parent_id: goal,
		...share,
		baseline: -1,
		baseline_year: 2025,
	} as const;
	const indicator = await addGovernanceItem(carin, ids.period, governanceItem(told));
	const money = { kind: "economy", title: MARKER, chapter: MARKER, unit: "mnkr", signed: "yes" } as const;
	const amount = await addGovernanceItem(carin, ids.period, governanceItem(money));
	// an amount from a file has more decimals than the page shows
	const numbers = { budget_ore: -123_456_789_012, outcome_ore: -5, forecast_ore: 1_000_000_000_01 };
	await writeNumbers(carin, ids.period, [{ item_id: amount, values: numbers }]);
	const status = { status: "on_the_way", comment: MARKER, outcome_ore: -1205, reported_back_on: null } as const;
	await reportGovernance(carin, ids.period, indicator, { ...status, version: 0 });
	const follow_up = {
		status: "partly",
		result: MARKER,
		analysis: `${MARKER}\n\n  ${MARKER}`,
		new_measure: "",
		next_year: "yes",
		version: 0,
	} as const;
	await writeFollowUp(carin, { period_id: ids.period, kind: "risk", id: ids.risk }, follow_up);
	await linkRisk(carin, ids.risk, { area: "purchasing", version: 0 });
	await writeRiskArea(carin, ids.plan, "hr", { name: MARKER, retired_reason: "", version: 0 });
	const stated = { state: "embedded", routine: MARKER, owner: MARKER, reason: `${MARKER}\n\n${MARKER}` } as const;
	await writeStatement(carin, { plan_id: ids.plan, area: "it", place: "" }, { ...stated, version: 0 });
	const draft = await draftPlan(carin, { board_id: ids.board, year: 2027 });
	await world.ctx.database.transaction((trx) => trx.updateTable("sam_actions").set({ due_on: "2026-12-31" }).execute());
	const deviation = paths.deviationHandling(world.objects["/avvikelser"]!);
	const item = paths.itemAnswers(world.objects["/stickprov/inkop"]!);
	const review = paths.samReview(world.objects["/sam/uppfoljningar"]!);
	await fill(await clientFor(world, "carin"), deviation, deviation, {});
	await fill(await clientFor(world, "maria"), paths.run(world.runId), item, {
		"allvar-1": "minor",
		"rattat-1": MARKER,
	});
	await fill(await clientFor(world, "mats"), review, paths.samAnswers(world.objects["/sam/uppfoljningar"]!), {
		"svar-1": "no",
		"kommentar-1": MARKER,
	});
	return [
		paths.planEdit(draft),
		paths.governanceStatus(ids.period, indicator),
		paths.governanceEdit(ids.period, indicator),
		paths.governanceEconomy(ids.period),
		paths.followUp(ids.period, "risk", ids.risk),
		paths.checklistEdition(ids.checklist),
		paths.coverageCell(ids.plan, "it", ""),
		paths.riskArea(ids.plan, "hr"),
	];
}

/** Version 0 says that nothing has been written yet: an empty form. */
const hasSaved = ({ form }: Found) => form.values.version !== "0";

/** Every form with something to fill in, by the route it is sent to. */
async function formsOf(world: WholeWorld): Promise<Map<string, Found[]>> {
	const routes = routeTable(world);
	const senders = routes
		.filter(({ method }) => method === "POST")
		.map(({ path }) => ({ path, pattern: new RegExp(`^${path.replace(/:\w+(\{[^}]*\})?/g, "[^/]+")}$`) }));
	const addresses = routes
		.filter(({ method, path }) => method === "GET" && !NO_PAGE.test(path))
		.map((route) => addressOf(route, world.objects[route.path.slice(0, route.path.indexOf("/:"))] ?? "finns-inte"));
	addresses.push(...(await written(world)));
	const found = new Map<string, Found[]>();
	const seen = new Set<string>();
	for (const person of PEOPLE) {
		const client = await clientFor(world, person);
		for (const address of addresses) {
			const page = await client.get(address);
			if (page.status !== 200 || !page.headers.get("content-type")?.startsWith("text/html")) continue;
			for (const form of formsOn(await page.text())) {
				if (form.seen.length === 0 || seen.has(form.action)) continue;
				seen.add(form.action);
				const route = senders.find(({ pattern }) => pattern.test(form.action))?.path ?? form.action;
				found.set(route, [...(found.get(route) ?? []), { client, form }]);
			}
		}
	}
	return found;
}

/** Every row of every table but the sessions, which note when they were last used. */
async function everything(db: Db): Promise<Record<string, string[]>> {
	const tables = (await db.introspection.getTables()).map(({ name }) => name).filter((name) => name !== "sessions");
	const rows: Record<string, string[]> = {};
	for (const table of tables) {
		const all = await db
			.selectFrom(table as "events")
			.selectAll()
			.execute();
		rows[table] = all.map((row) => JSON.stringify(row)).sort();
	}
	return rows;
}

test("a form that shows what is saved, opened and sent as it stands, changes nothing and leaves no event", async () => {
	const world = await openWholeWorld(MARKER);
	const forms = await formsOf(world);
	const versioned = [...forms].filter(([, all]) => all.some(({ form }) => "version" in form.values));
	const known = [...EDITS, ...ACTS];
	expect(versioned.map(([route]) => route).filter((route) => !known.includes(route))).toEqual([]);
	expect(known.filter((route) => !forms.has(route))).toEqual([]);
	let before = await everything(world.ctx.db);
	for (const route of EDITS) {
		for (const { client, form } of forms.get(route)!.filter(hasSaved)) {
			const answer = await client.post(form.action, form.values);
			const after = await everything(world.ctx.db);
			const changed = Object.keys(after).filter((table) => after[table]!.join() !== before[table]!.join());
			expect([form.action, answer.status, changed]).toEqual([form.action, 303, []]);
			expect(answer.headers.get("location"), form.action).not.toMatch(/^\/logga-in/);
			before = after;
		}
	}
}, 120_000);

test("the forms are read as a browser would send them", () => {
	const [form] = formsOn(
		`<form method="post" action="/a"><input type="hidden" name="version" value="3"/><input name="b" value="&quot;x&quot;"/>
		<textarea name="c">
&lt;y&gt;</textarea><select name="d"><option value="1">Ett</option><option value="2" selected="">Två</option></select>
		<input type="radio" name="e" value="no"/><input type="radio" name="e" value="yes" checked=""/>
		<input type="checkbox" name="f" value="c" checked=""/><input type="checkbox" name="f" value="d" checked=""/>
		<input name="g" value="z" disabled=""/><button name="h">Spara</button></form>`,
	);
	expect(form).toEqual({
		action: "/a",
		values: { version: "3", b: '"x"', c: "<y>", d: "2", e: "yes", f: ["c", "d"] },
		seen: ["b", "c", "d", "e", "f", "g"],
	});
});
