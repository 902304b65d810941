import type { Mutation } from "./mutation.ts";

/** What goes out of the house and what an address may ask for: mail, calendars, lists, files set aside, the region's pushes. */
export const OUTWARD: Mutation[] = [
	{
		threat: "T45",
		without: "a letter is claimed whoever has it",
		edits: [
			[
				"db/writes/office/notices.ts",
				'.where("id", "=", id)\n\t\t.where("state", "in", [...from])',
				'.where("id", "=", id)',
			],
		],
		tests: ["test/db/outbox.test.ts"],
		named: "two dispatchers",
	},
	{
		threat: "T45",
		without: "a claim that nobody ended is tried again",
		edits: [
			[
				"db/writes/office/notices.ts",
				'.set({ state: "unsure", settled_at: now, answer })',
				'.set({ state: "retrying", next_at: now, claimed_at: null })',
			],
		],
		tests: ["test/db/outbox.test.ts"],
		named: "killed between",
	},
	{
		threat: "T45",
		without: "a duty's last day can be chosen away",
		edits: [
			[
				"src/office/notices/schema.ts",
				"MUTABLE_KINDS.map((kind)",
				"(Object.keys(NOTICE_KINDS) as (keyof typeof NOTICE_KINDS)[]).map((kind)",
			],
		],
		tests: ["test/office/notices/pages.test.ts"],
		named: "refuse what no form offers",
	},
	{
		threat: "T45",
		without: "everybody is reminded again however often it is asked",
		edits: [["src/ground/write/nudge.ts", "=> known.has(", "=> known.size < 0 && known.has("]],
		tests: ["test/office/notices/pages.test.ts"],
		named: "once a day",
	},
	{
		threat: "T01",
		without: "a name keeps its line breaks in a letter",
		edits: [["src/office/notices/letter.ts", '.replace(/\\s+/g, " ")', ""]],
		tests: ["test/office/notices/dispatch.test.ts"],
		named: "line break",
	},
	{
		threat: "T07",
		without: "a letter links to another address than BASE_URL",
		edits: [
			["src/office/notices/letter.ts", "href: base_url + noticeHref", 'href: "https://annan.example" + noticeHref'],
		],
		tests: ["test/office/notices/dispatch.test.ts"],
		named: "link from BASE_URL",
	},
	{
		threat: "T24",
		without: "whoever has left gets the letter that was made before",
		edits: [["src/office/notices/dispatch.ts", "!reader || reader.ended_at !== null ||", "!reader ||"]],
		tests: ["test/office/notices/dispatch.test.ts"],
		named: "whoever has left",
	},
	{
		threat: "T24",
		without: "the calendar of whoever has left is answered",
		edits: [
			[
				"db/queries/office/calendar.ts",
				'.where("calendar_feeds.ended_at", "is", null)\n\t\t.where("people.ended_at", "is", null)',
				'.where("calendar_feeds.ended_at", "is", null)',
			],
		],
		tests: ["test/office/calendar/calendar.test.ts"],
		named: "is kept as a hash",
	},
	{
		threat: "T31",
		without: "guesses at a calendar's address cost nothing",
		edits: [
			[
				"src/office/calendar/routes.tsx",
				"await limit.take(ctx, browserOf(c, limit.proxies));",
				"void [limit, browserOf];",
			],
		],
		tests: ["test/office/calendar/calendar.test.ts"],
	},
	{
		threat: "T18",
		without: "a picked run is handed over without asking at its unit",
		edits: [
			[
				"src/checks/runs/reassign-run.ts",
				'const role = await allow("run.reassign", run.unit_id);',
				"const role = ctx.actor.roles[0]!;\n\t\tvoid allow;",
			],
		],
		tests: ["test/checks/runs/picked-runs.test.ts"],
		named: "another unit",
	},
	{
		threat: "T20",
		without: "anybody's saved view is removed by its id",
		edits: [["src/people/saved-views/remove-view.ts", " || view.person_id !== ctx.actor.id", ""]],
		tests: ["test/people/saved-views/saved-views.test.ts"],
		named: "somebody else's view",
	},
	{
		threat: "T05",
		without: "an address with NUL reaches the database",
		edits: [["src/app.tsx", "\tapp.use(storable);\n", "\tvoid storable;\n"]],
		tests: ["test/db/hostile-addresses.test.ts"],
		named: "T05|an id with a mark",
	},
	{
		threat: "T12",
		without: "a bucket is believed when it gives back other bytes",
		edits: [["src/ground/files/bucket-store.ts", "if (now === sha256) return path;", "return path;"]],
		tests: ["test/ground/files/bucket-store.test.ts"],
		named: "is never replaced",
	},
	{
		threat: "T12",
		without: "a row is kept of bytes that a disposal has taken meanwhile",
		edits: [["src/checks/evidence/add-evidence.ts", "if (wasDisposed && (await", "if (!wasDisposed && (await"]],
		tests: ["test/proof/retention/retention.test.ts"],
		named: "while the same are sent anew",
	},
	{
		threat: "T50",
		without: "everybody who writes waits for the bucket that one file is in",
		edits: [["src/checks/evidence/add-evidence.ts", "if (wasDisposed && (await", "if (wasDisposed !== null && (await"]],
		tests: ["test/resilience/bucket.test.ts"],
		named: "falls silent once the file is there",
	},
	{
		threat: "T50",
		without: "writers who stand in line take the pages their connections",
		edits: [["db/dialect/postgres.ts", "const IN_LINE = 3;", "const IN_LINE = 300;"]],
		tests: ["test/db/nodes.test.ts"],
		named: "writers who stand in line",
	},
	{
		threat: "T50",
		without: "a commit whose answer is lost is told as not saved",
		edits: [
			[
				"db/dialect/postgres.ts",
				"if (isCommitting && isDatabaseAway(error)) throw",
				"if (!isCommitting && isCommitting) throw",
			],
		],
		tests: ["test/db/fail-over.test.ts"],
		named: "breaks at the commit",
	},
	{
		threat: "T50",
		without: "a connection that dies in use ends the process",
		edits: [["db/dialect/postgres-pool.ts", 'pool.on("connect", (client) => client.on("error", () => {}));', ""]],
		tests: ["test/db/fail-over.test.ts"],
		named: "hands over in the midst",
	},
	{
		threat: "T12",
		without: "bytes exchanged after the preview are read in",
		edits: [["src/ground/files/aside-ticket.ts", "if (now !== sha256) throw", 'if (now === "") throw']],
		tests: ["test/report/workbook/read-back.test.ts"],
	},
	{
		threat: "T17",
		without: "another board's controller answers the region",
		edits: [
			[
				"src/report/region/answer-item.ts",
				'const held = await allow("region_item.answer", board.unit_id);',
				'const held = { unit_id: "" };\n\t\t\tvoid allow;',
			],
		],
		tests: ["test/report/region/region.test.ts"],
		named: "nobody answers for a board",
	},
	{
		threat: "T17",
		without: "what the region has taken back is answered",
		edits: [["src/report/region/answer-item.ts", "\t\t\trequireStanding(item);\n", "\t\t\tvoid requireStanding;\n"]],
		tests: ["test/report/region/region.test.ts"],
		named: "takes it back",
	},
	{
		threat: "T23",
		without: "the samlade bedömningen is shown to a board's own controller",
		edits: [
			[
				"src/ground/access/require-region.ts",
				"await requireMay(db, actor, action, region.id);",
				"void [requireMay, actor, action];",
			],
		],
		tests: ["test/report/consolidated/consolidated.test.ts"],
		named: "it is the region's",
	},
	{
		threat: "T23",
		without: "the overview shows another board's numbers by its address",
		edits: [
			[
				"src/report/overview/routes.tsx",
				'listBoardsOn(db, reachOf(actor, "report.view"), c.var.today)',
				'listBoardsOn(db, reachOf(actor, "report.view") && "all", c.var.today)',
			],
		],
		tests: ["test/report/overview/overview.test.ts"],
		named: "is told of none of it",
	},
	{
		threat: "T37",
		without: "a row that PostgreSQL reads is written as texts",
		edits: [["db/dialect/read-objects.ts", "JSON.stringify(cell)", "JSON.stringify(String(cell))"]],
		tests: ["test/db/written-json.test.ts"],
	},
];
