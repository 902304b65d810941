import type { Mutation } from "./mutation.ts";

const WALK = ["test/checks/duties/walk.test.ts"];
const DUTIES_TEST = ["test/checks/duties/duties.test.ts"];

/** T52–T60: duties, and what wears a defence down. */
export const DUTIES: Mutation[] = [
	{
		threat: "T52",
		without: "who bought may perform",
		edits: [["src/ground/access/duties.ts", "perform: LINE,", "perform: {},"]],
		tests: WALK,
	},
	{
		threat: "T52",
		without: "who bought may review",
		edits: [
			["src/ground/access/duties.ts", 'review: { ...LINE, performer: "always" },', 'review: { performer: "always" },'],
		],
		tests: WALK,
	},
	{
		threat: "T52",
		without: "who bought may close a larger deviation of it",
		edits: [["src/ground/access/duties.ts", "close: { ...LARGER_LINE, ...HANDLED },", "close: HANDLED,"]],
		tests: WALK,
	},
	{
		threat: "T52",
		without: "a substitute acts without the absent person's duties",
		edits: [
			[
				"src/ground/access/accounts-behind.ts",
				"if (id === null) continue;",
				'if (id === null || through === "absent") continue;',
			],
		],
		tests: DUTIES_TEST,
	},
	{
		threat: "T53",
		without: "a former owner may close",
		edits: [
			[
				"src/checks/duties/deviation-hands.ts",
				"for (const owner of changes.owner_id ?? [])",
				"for (const owner of [] as unknown[])",
			],
		],
		tests: DUTIES_TEST,
	},
	{
		threat: "T53",
		without: "a deviation that was larger counts as small once it is eased",
		edits: [
			[
				"src/checks/duties/deviation-hands.ts",
				'if ([data.severity, ...(changes.severity ?? [])].some((word) => word && word !== "minor")) past.larger = true;',
				"",
			],
		],
		tests: DUTIES_TEST,
	},
	{
		threat: "T53",
		without: "who wrote the plan may close",
		edits: [
			[
				"src/checks/duties/deviation-hands.ts",
				'if (changes.plan || event.type === "deviation.handled") wrote("planner");',
				"",
			],
		],
		tests: [...WALK, ...DUTIES_TEST],
	},
	{
		threat: "T54",
		without: "a second account is somebody else",
		edits: [
			[
				"db/queries/people/accounts-pairs.ts",
				"for (const person of await alike(db, [...joined.values()])) if (!apart.has(person.id)) joined.set(person.id, person);",
				"void [alike, apart];",
			],
		],
		tests: DUTIES_TEST,
	},
	{
		threat: "T54",
		without: "accounts that an administrator has joined are two",
		edits: [
			[
				"db/queries/people/accounts-pairs.ts",
				"fresh = others.filter(({ same, id }) => same && !joined.has(id)).map(({ id }) => id);",
				"fresh = [];",
			],
		],
		tests: DUTIES_TEST,
	},
	{
		threat: "T55",
		without: "an administrator of one branch invites anybody anew",
		edits: [
			[
				"src/people/people/require-person.ts",
				"for (const unitId of new Set(roles.map((role) => role.unit_id))) await writing.allow(action, unitId);",
				"",
			],
		],
		tests: ["test/people/accounts/accounts.test.ts"],
	},
	{
		threat: "T55",
		without: "one administrator lets anybody in on their own word",
		edits: [
			[
				"src/people/session/require-link.ts",
				"if (!said_yes && (await isGuarded(db, link.person_id)))",
				"if (!said_yes && !isGuarded)",
			],
		],
		tests: ["test/people/accounts/invitations.test.ts"],
	},
	{
		threat: "T55",
		without: "an administrator's second account says the second yes",
		edits: [
			[
				"src/people/accounts/confirm-invitation.ts",
				"if (await isSameHuman(writing.trx, ctx.actor.id!, invitation.created_by!)) throw",
				"if (!isSameHuman) throw",
			],
		],
		tests: ["test/people/accounts/invitations.test.ts"],
	},
	{
		threat: "T57",
		without: "a row that no event tells of is not named",
		edits: [["src/proof/trail/verify-rows.ts", "\tif (!said) {\n", "\tif (!said) return;\n\tif (!said) {\n"]],
		tests: ["test/db/replay.test.ts"],
		named: "sqlite T57",
	},
	{
		threat: "T56",
		without: "INSERT OR REPLACE changes a guarded row",
		edits: [
			[
				"db/dialect/ddl.ts",
				'\tif (operation === "delete") await refuseReplace(db, table, condition, name);\n',
				"\tvoid refuseReplace;\n",
			],
		],
		tests: ["test/db/append-only.test.ts"],
		named: "sqlite T56",
	},
	{
		threat: "T56",
		without: "TRUNCATE empties a guarded table",
		edits: [
			[
				"db/dialect/ddl.ts",
				'\t\tif (operation === "delete") await refuseTruncate(db, table, name);\n',
				"\t\tvoid refuseTruncate;\n",
			],
		],
		tests: ["test/db/append-only.test.ts"],
		named: "postgres.* T56",
	},
	{
		threat: "T57",
		without: "verify does not compare what events say",
		edits: [
			[
				"src/proof/trail/verify-rows.ts",
				"if (facts[field] === said[field]) continue;",
				"if (facts[field] !== undefined) continue;",
			],
		],
		tests: ["test/db/replay.test.ts"],
		named: "sqlite T57",
	},
	{
		threat: "T57",
		without: "answers are taken for what the log says",
		edits: [
			[
				"src/proof/trail/verify-rows.ts",
				"if (!told || write(told) !== text) return false;",
				"if (!told || !write) return false;",
			],
		],
		tests: ["test/db/replay.test.ts"],
		named: "sqlite T57",
	},
	{
		threat: "T57",
		without: "a change without an event is not seen",
		edits: [
			[
				"src/proof/trail/verify-rows.ts",
				"else if (row.after_seq >= head) unclosed.push(row);",
				"else if (row.after_seq < 0) unclosed.push(row);",
			],
		],
		tests: ["test/db/replay.test.ts"],
		named: "sqlite T57",
	},
	{
		threat: "T58",
		without: "a stranger uses up the attempts of whoever has signed in before",
		edits: [
			[
				"src/people/session/attempts.ts",
				"if (browser.known?.accounts.includes(knownAccount(limited))) return",
				"if (browser.known && knownAccount(limited) === '') return",
			],
		],
		tests: ["test/people/session/sign-in.test.ts"],
	},
	{
		threat: "T58",
		without: "any mark counts as a known browser",
		edits: [
			[
				"src/people/session/attempts.ts",
				"browser.known?.accounts.includes(knownAccount(limited))",
				"browser.known && knownAccount(limited)",
			],
		],
		tests: ["test/people/session/sign-in.test.ts"],
	},
	{
		threat: "T58",
		without: "a refused value is shown whole",
		edits: [
			[
				"src/ground/http/form.ts",
				"if (texts.every((text) => text.length <= most)) continue;",
				"if (texts.every((text) => text.length <= most * 1e6)) continue;",
			],
		],
		tests: ["test/security/bodies.test.ts"],
	},
	{
		threat: "T58",
		without: "a form may arrive for ever",
		edits: [["src/ground/http/body.ts", "}, withinMs);", "}, withinMs * 1e4);"]],
		tests: ["test/security/bodies.test.ts"],
	},
	{
		threat: "T58",
		without: "a head may arrive for ever",
		edits: [["src/ground/http/listen.ts", "headersTimeout: timeouts.headers,", "headersTimeout: 0,"]],
		tests: ["test/security/bodies.test.ts"],
	},
	{
		threat: "T59",
		without: "a seal covers whatever columns there are",
		edits: [
			[
				"src/report/closing/seal-formats.ts",
				"for (const some of columns) for (const column of some) picked[column] = row[column];",
				"Object.assign(picked, row);",
			],
		],
		tests: ["test/db/sealing.test.ts"],
		named: "sqlite T37 stays",
	},
	{
		threat: "T59",
		without: "a database of a newer version is opened",
		edits: [["db/migrations/run.ts", "if (unknown.length > 0) throw", "if (unknown.length < 0) throw"]],
		tests: ["test/resilience/database-away.test.ts"],
	},
	{
		threat: "T60",
		without: "a purchase without papers is swapped away",
		edits: [
			["src/checks/samples/replace-item.ts", 'if (input.why === "missing_document") {', "if (input.note === null) {"],
		],
		tests: ["test/checks/samples/decide-run.test.ts"],
	},
	{
		threat: "T60",
		without: "a purchase with a deviation is swapped away",
		edits: [
			[
				"src/checks/samples/replace-item.ts",
				'if (found.some((one) => one.status !== "withdrawn")) {',
				"if (found.length < 0) {",
			],
		],
		tests: ["test/checks/samples/decide-run.test.ts"],
	},
	{
		threat: "T60",
		without: "a draw is made again",
		edits: [
			["src/checks/draws/draw-sample.ts", "if (draw.drawn_at !== null) {", 'if (draw.draw_id === "") {'],
			["db/migrations/001/frozen.ts", 'await refuse(db, "draws", "update", "old.drawn_at is not null");', ""],
		],
		tests: ["test/checks/draws/draw-sample.test.ts"],
	},
	{
		threat: "T60",
		without: "the secret is exchanged before the draw",
		edits: [
			[
				"src/checks/draws/draw-sample.ts",
				"if (commitment(draw.draw_id, secret) !== encrypted.commitment) {",
				"if (commitment(draw.draw_id, secret) === '') {",
			],
		],
		tests: ["test/checks/draws/draw-sample.test.ts"],
	},
	{
		threat: "T60",
		without: "purchases are taken out of the frozen population",
		edits: [
			[
				"src/checks/draws/frozen-frame.ts",
				"if (populationDigest(rows) !== population.digest) {",
				"if (populationDigest(rows) === '') {",
			],
		],
		tests: ["test/checks/draws/draw-sample.test.ts"],
	},
	{
		threat: "T60",
		without: "a plan changes the size of a frozen period",
		edits: [
			[
				"src/checks/sample-plans/decide-sample-plan.ts",
				"requireStart(control, await listFrozenKeys(trx, control.id), input.valid_from);",
				"void [requireStart, listFrozenKeys];",
			],
		],
		tests: ["test/checks/sample-plans/decide-sample-plan.test.ts"],
	},
	{
		threat: "T60",
		without: "Ej tillämpligt empties the sample",
		edits: [
			[
				"src/ground/sampling/conclusion.ts",
				"terms.allowsNotApplicable ? strata : strata.map(withoutNotApplicable)",
				"terms.allowsNotApplicable || withoutNotApplicable ? strata : strata",
			],
		],
		tests: ["test/ground/sampling/conclusion.test.ts"],
	},
	{
		threat: "T54",
		without: "whoever handed the measure on tries its effect",
		edits: [
			[
				"src/register/measures/effect-tester.ts",
				'for (const owner of changes?.owner_id ?? []) if (typeof owner === "string") owners.add(owner);',
				"if (changes === null) owners.clear();",
			],
		],
		tests: ["test/register/measures/measures.test.ts"],
		named: "never answered for",
	},
];
