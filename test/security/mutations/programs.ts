import type { Mutation } from "./mutation.ts";

const KEYS = ["test/people/api/api.test.ts", "test/people/api/scope.test.ts", "test/people/api/refusals.test.ts"];
const IMPORTS = ["test/running/imports/imports.test.ts"];

/** What a program may do: its key, the lists it reads, the imports it sends. */
export const PROGRAMS: Mutation[] = [
	{
		threat: "T21",
		without: "a key reads every list, whatever was chosen for it",
		edits: [
			["src/people/api/door.ts", "if (!readsList(holder.scope, listed.path)) return", "if (!listed.path) return"],
		],
		tests: ["test/people/api/scope.test.ts"],
		named: "only the lists that were chosen",
	},
	{
		threat: "T21",
		without: "a key imports whatever its person may, not what it says",
		edits: [
			["src/people/api/door.ts", "if (!imports(holder.scope, kind))", "if (imports(holder.scope, kind) && !kind)"],
		],
		tests: IMPORTS,
		named: "no way in without",
	},
	{
		threat: "T21",
		without: "a program imports at a unit that its person does not reach",
		edits: [
			[
				"src/checks/own-forms/material-costs/import-balances.ts",
				'await allow("purchases.import", input.unit_id);',
				"void allow;",
			],
		],
		tests: IMPORTS,
		named: "balances",
	},
	{
		threat: "T23",
		without: "a key narrowed to a board keeps the roles of the whole region",
		edits: [
			[
				"src/people/api/scope.ts",
				"return token.unit_id === null ? both : narrowed(",
				'return token.id !== "" ? both : narrowed(',
			],
		],
		tests: ["test/people/api/refusals.test.ts"],
	},
	{
		threat: "T23",
		without: "a key narrowed to a board reads what is shown for the whole region",
		edits: [["src/people/api/use-token.ts", "if (token.unit_id !== null) actor.narrowed = true;", ""]],
		tests: ["test/people/api/scope.test.ts"],
		named: "only a board",
	},
	{
		threat: "T24",
		without: "a key gets every role that its person gets later",
		edits: [
			[
				"src/people/api/scope.ts",
				"today.filter((role) => then.some(same(heldRole(role))))",
				"today.filter((role) => then && same(heldRole(role)))",
			],
		],
		tests: ["test/people/api/scope.test.ts"],
		named: "no role that its owner got after",
	},
	{
		threat: "T30",
		without: "a key that was ended still opens",
		edits: [
			[
				"db/queries/people/api.ts",
				'\t\t.where("api_tokens.ended_at", "is", null)\n\t\t.where("api_tokens.expires_at", ">", now)',
				'\t\t.where("api_tokens.expires_at", ">", now)',
			],
		],
		tests: KEYS,
		named: "made, shown once|T30",
	},
	{
		threat: "T29",
		without: "a key opens after its last day",
		edits: [
			[
				"db/queries/people/api.ts",
				'\t\t.where("api_tokens.expires_at", ">", now)\n\t\t.where("people.ended_at"',
				'\t\t.where("people.ended_at"',
			],
		],
		tests: ["test/people/api/api.test.ts"],
		named: "it ends with its day",
	},
	{
		threat: "T30",
		without: "the key of whoever has left still opens",
		edits: [["db/queries/people/api.ts", '\t\t.where("people.ended_at", "is", null)\n', ""]],
		tests: KEYS,
		named: "it ends with its day|ends with them",
	},
	{
		threat: "T55",
		without: "a key made with a password outlives that passwords are forbidden",
		edits: [
			[
				"src/people/api/use-token.ts",
				'if (!token || (own && token.way === "password" && (await forbiddenSentence(base)) !== null)) return',
				"void forbiddenSentence;\n\tif (!token) return",
			],
		],
		tests: ["test/people/api/refusals.test.ts"],
	},
	{
		threat: "T55",
		without: "a key made without a second factor goes on where one is asked for",
		edits: [["src/people/api/use-token.ts", "const must_set_codes = own && (", "const must_set_codes = !token && ("]],
		tests: ["test/people/api/refusals.test.ts"],
	},
	{
		threat: "T31",
		without: "guesses at a key cost nothing",
		edits: [
			[
				"src/people/api/door.ts",
				"await takeAttempt(c.var.ctx, null, browserOf(c, proxies));",
				"void [takeAttempt, browserOf, proxies];",
			],
		],
		tests: ["test/people/api/api.test.ts"],
		named: "wrong keys wait",
	},
	{
		threat: "T33",
		without: "a wrong key beside a cookie is answered as the cookie's person",
		edits: [
			[
				"src/people/api/door.ts",
				"\t\tconst holder = await useApiToken(base, given, c.var.today);\n\t\tif (!holder) return refuse(c, proxies);",
				"\t\tconst holder = await useApiToken(base, given, c.var.today);\n\t\tif (!holder) return next();",
			],
		],
		tests: ["test/people/api/api.test.ts"],
		named: "a wrong key is refused beside a cookie",
	},
	{
		threat: "T40",
		without: "a key is stored as it is",
		edits: [
			[
				"src/people/api/add-token.ts",
				"id, hash: sessionIdOf(token), person_id",
				"id, hash: (sessionIdOf(token), token), person_id",
			],
		],
		tests: ["test/people/api/api.test.ts"],
		named: "made, shown once",
	},
	{
		threat: "T43",
		without: "what a key does is logged as done on the page",
		edits: [["src/people/api/use-token.ts", 'roles: acts_as, via: "api" }', 'roles: acts_as, via: "web" }']],
		tests: [...IMPORTS, ...KEYS],
		named: "logged",
	},
	{
		threat: "T43",
		without: "what a key does is logged without the key's name",
		edits: [
			[
				"src/people/api/use-token.ts",
				'integration === "" ? ',
				'integration === "" ? person_name || name : integration === " " ? ',
			],
		],
		tests: [...IMPORTS, "test/people/api/api.test.ts"],
		named: "logged",
	},
	{
		threat: "T42",
		without: "an import is stored each time its key comes",
		edits: [
			[
				"src/running/imports/once.ts",
				"\tif (before) return { result: before.result as object, replayed: true };\n",
				"\tvoid before;\n",
			],
		],
		tests: IMPORTS,
		named: "the import is done once",
	},
	{
		threat: "T42",
		without: "an idempotency key answers for whatever content comes with it",
		edits: [
			["src/ground/write/write.ts", "if (kept.digest !== ctx.tap?.digest) throw", 'if (kept.digest === "") throw'],
		],
		tests: IMPORTS,
		named: "the import is done once",
	},
	{
		threat: "T42",
		without: "an idempotency key is shared by all access keys",
		edits: [["src/running/imports/once.ts", "c.var.token_id}.", "c.var.roles.length}."]],
		tests: IMPORTS,
		named: "is remembered for the access key",
	},
	{
		threat: "T42",
		without: "an import needs no idempotency key",
		edits: [
			[
				"src/running/imports/once.ts",
				"if (!KEY.test(key)) throw new Invalid({ [TAP_KEY]: NEEDED });",
				"void [Invalid, KEY, NEEDED];",
			],
		],
		tests: IMPORTS,
		named: "no way in without",
	},
	{
		threat: "T23",
		without: "rows that have changed answer 304 to whoever has their old mark",
		edits: [
			[
				"src/ground/http/list.ts",
				"\t\tc.res = c.body(text);\n\t});",
				'\t\tc.res = c.body(text);\n\t\tc.res.headers.set("ETag", \'"samma"\');\n\t});',
			],
		],
		tests: ["test/people/api/filters.test.ts"],
		named: "answer 304",
	},
	{
		threat: "T05",
		without: "a filter that the list does not have is passed over",
		edits: [
			[
				"src/ground/http/list-filters.ts",
				"if (!Object.hasOwn(filters, name)) return [`Listan",
				'if (!Object.hasOwn(filters, name)) return [];\n\t\tif (name === "") return [`Listan',
			],
		],
		tests: ["test/people/api/filters.test.ts"],
		named: "every documented value is followed",
	},
	{
		threat: "T05",
		without: "a value that a filter does not have is passed over",
		edits: [
			[
				"src/ground/http/list-filters.ts",
				"return fits(filter, values[0]!) ? [] : [",
				'return fits(filter, values[0]!) || name !== "" ? [] : [',
			],
		],
		tests: ["test/people/api/filters.test.ts"],
		named: "every documented value is followed",
	},
	{
		threat: "T21",
		without: "a program is refused with a page, or with an object of its own",
		edits: [
			[
				"src/ground/http/on-error.tsx",
				" || /\\.(json|csv|xlsx)$/.test(c.req.path))\n\t\treturn problem",
				")\n\t\treturn problem",
			],
		],
		tests: ["test/people/api/refusals.test.ts"],
	},
	{
		threat: "T21",
		without: "an import is refused with a page",
		edits: [["src/ground/http/on-error.tsx", "if (c.req.path.startsWith(`", "if (c.req.path.startsWith(`finns-inte"]],
		tests: [...IMPORTS, "test/people/api/refusals.test.ts"],
		named: "refused|T21",
	},
	{
		threat: "T23",
		without: "a part that is full and last has a next",
		edits: [
			["src/ground/http/list-part.ts", "if (found.length > limit) c.header", "if (found.length >= limit) c.header"],
		],
		tests: ["test/people/api/refusals.test.ts"],
	},
	{
		threat: "T23",
		without: "the row after a part is lost between two",
		edits: [["src/ground/http/list-part.ts", "offset: (page - 1) * size };", "offset: (page - 1) * (size + 1) };"]],
		tests: ["test/people/api/api.test.ts"],
		named: "parts of a list",
	},
	{
		threat: "T23",
		without: "a list that is read a page at a time ends with its first part",
		edits: [["src/ground/http/list-part.ts", "({ limit: limit + 1, offset })", "({ limit, offset })"]],
		tests: ["test/people/api/api.test.ts"],
		named: "parts of a list",
	},
	{
		threat: "T47",
		without: "a part may be of any size",
		edits: [["src/ground/http/list-part.ts", "size > MOST_IN_PART ? null", "size < MOST_IN_PART * 0 ? null"]],
		tests: ["test/people/api/api.test.ts"],
		named: "parts of a list",
	},
	{
		threat: "T18",
		without: "a colleague ends anybody's key",
		edits: [["src/people/api/end-token.ts", "if (!own) await allowIntegrations(writing);", "void allowIntegrations;"]],
		tests: ["test/people/api/api.test.ts"],
		named: "a colleague neither sees nor ends",
	},
	{
		threat: "T17",
		without: "anybody makes a key for an integration",
		edits: [
			[
				"src/people/api/add-token.ts",
				'if (integration !== "") await allowIntegrations(writing);',
				"void allowIntegrations;",
			],
			[
				"src/people/api/routes.tsx",
				'app.post(paths.apiTokens(), permit("integration.edit"), (c) =>',
				"app.post(paths.apiTokens(), own, (c) =>",
			],
		],
		tests: ["test/people/api/scope.test.ts"],
		named: "is refused to others",
	},
	{
		threat: "T56",
		without: "the database lets a key's scope be changed",
		edits: [
			[
				"db/migrations/001/people.ts",
				'await refuse(db, "api_tokens", "update", API_TOKEN_STANDS);',
				"void API_TOKEN_STANDS;",
			],
		],
		tests: ["test/people/api/scope.test.ts"],
		named: "stands: the database gives",
	},
];
