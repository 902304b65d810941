import type { Mutation } from "./mutation.ts";

const KEYS = ["test/people/api/api.test.ts", "test/people/api/scope.test.ts", "test/people/api/refusals.test.ts"];

/** What a program may do: its key, the lists it reads, the imports it sends. */
export const PROGRAMS: Mutation[] = [
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
];
