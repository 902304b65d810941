import type { Mutation } from "./mutation.ts";

/** T01–T15: what is typed and what is uploaded. */
export const CONTENT: Mutation[] = [
	{
		threat: "T01",
		without: "what was typed is markup where a thing is described",
		edits: [
			[
				"views/ui/description-list.tsx",
				"<dd>{item.value}</dd>",
				'<dd>{typeof item.value === "string" ? <b dangerouslySetInnerHTML={{ __html: item.value }} /> : item.value}</dd>',
			],
		],
		tests: ["test/ui/escaping.test.tsx"],
	},
	{
		threat: "T02",
		without: "a file keeps the name its sender gave it",
		edits: [
			[
				"src/ground/http/upload.ts",
				'const shown = last.replace(/[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\ud800-\\udfff]/gu, "").trim();',
				"const shown = last;",
			],
		],
		tests: ["test/ground/http/upload.test.ts"],
	},
	{
		threat: "T02",
		without: "a file's name stands in the header as it is",
		edits: [
			["src/ground/http/list.ts", 'fileName.normalize("NFKD").replace(/[^\\x20-\\x7e]|["\\\\%;]/g, "")', "fileName"],
		],
		tests: ["test/checks/evidence/evidence.test.ts"],
	},
	{
		threat: "T03",
		without: "an uploaded file is shown without a sandbox",
		edits: [
			[
				"src/checks/evidence/routes.tsx",
				"\"default-src 'none'; sandbox; frame-ancestors 'none'\"",
				"\"default-src 'self'\"",
			],
		],
		tests: ["test/checks/evidence/evidence.test.ts"],
	},
	{
		threat: "T03",
		without: "any scheme becomes a link",
		edits: [["views/ui/safe-href.ts", 'return first >= 0 && bare[first] === ":" ? null : href;', "return href;"]],
		tests: ["test/ui/safe-href.test.tsx"],
	},
	{
		threat: "T04",
		without: "CSV holds formulas",
		edits: [["src/ground/tables/csv.ts", "const safe = FORMULA.test(text)", "const safe = FORMULA.test('')"]],
		tests: ["test/ground/tables/csv.test.ts"],
	},
	{
		threat: "T04",
		without: "a workbook's cell becomes a formula when it is edited",
		edits: [["src/ground/tables/row-xml.ts", "const LIKE_FORMULA = /^\\s*[=+\\-@]/;", "const LIKE_FORMULA = /^$/;"]],
		tests: ["test/ground/tables/xlsx.test.ts"],
	},
	{
		threat: "T05",
		without: "any word filters",
		edits: [
			[
				"src/ground/tables/filters.ts",
				"Object.hasOwn(words, text) ? (text as keyof T & string) : undefined",
				"text as keyof T & string",
			],
		],
		tests: ["test/checks/deviations/deviation-pages.test.ts"],
	},
	{
		threat: "T06",
		without: "a copy's list may name any path",
		edits: [
			[
				"src/proof/backup/manifest.ts",
				'(/^(evidence|keys)(\\/[\\w-][\\w.-]*)+$/.test(path) && !path.includes(".."))',
				'path !== ""',
			],
		],
		tests: ["test/cli/backup.test.ts"],
	},
	{
		threat: "T06",
		without: "a shell draws PDF",
		edits: [
			[
				"src/report/documents/render-pdf.ts",
				'import { type ChildProcess, fork } from "node:child_process";',
				'import { type ChildProcess, exec, fork } from "node:child_process";\nexport const shell = exec;',
			],
		],
		tests: ["test/architecture.test.ts"],
	},
	{
		threat: "T07",
		without: "links begin with what the request's Host says",
		edits: [
			[
				"src/ground/http/base-url.ts",
				"c.var.config.baseUrl ?? new URL(c.req.url).origin",
				'"https://" + (c.req.header("Host") ?? new URL(c.req.url).host)',
			],
		],
		tests: ["test/security/writes.test.ts", "test/people/accounts/accounts.test.ts"],
	},
	{
		threat: "T08",
		without: "a form is used as it came",
		edits: [
			[
				"src/ground/http/form.ts",
				"if (parsed.success) return parsed.data;",
				"if (values) return values as z.output<S>;",
			],
		],
		tests: ["test/checks/samples/sample-pages.test.ts"],
	},
	{
		threat: "T08",
		without: "JSON of any depth is taken",
		edits: [["src/ground/http/body.ts", "if (depthOf(text) > MAX_DEPTH) return undefined;", "depthOf(text);"]],
		tests: ["test/security/bodies.test.ts"],
	},
	{
		threat: "T09",
		without: "sign-in leads back to anywhere",
		edits: [
			[
				"src/ground/http/return-path.ts",
				"\tif (\n\t\t!wanted ||",
				"\tif (wanted) return wanted;\n\tif (\n\t\t!wanted ||",
			],
		],
		tests: ["test/security/return-path.test.ts"],
	},
	{
		threat: "T10",
		without: "svg is shown in the page",
		edits: [
			["db/schema/shown-types.ts", '"application/pdf"]', '"application/pdf", "image/svg+xml", "application/xml"]'],
		],
		tests: ["test/checks/evidence/evidence.test.ts"],
	},
	{
		threat: "T10",
		without: "evidence may hold macros",
		edits: [
			[
				"src/checks/evidence/content-type.ts",
				"return marks.length > 0 && (await contains(path, marks));",
				"return marks.length < 0 && contains(path, marks);",
			],
		],
		tests: ["test/checks/evidence/evidence.test.ts"],
	},
	{
		threat: "T10",
		without: "an imported workbook may hold macros",
		edits: [["src/ground/reading/workbook/zip-parts.ts", "if (MACRO.test(entry.fileName))", "if (MACRO.test(''))"]],
		tests: ["test/cli/import-plan.test.ts"],
	},
	{
		threat: "T11",
		without: "evidence is opened by whoever knows its id",
		edits: [
			[
				"src/checks/evidence/require-evidence.ts",
				'await requireMay(ctx.db, ctx.actor, "evidence.view", owner.unit_id);',
				"void requireMay;",
			],
		],
		tests: ["test/checks/evidence/evidence.test.ts"],
	},
	{
		threat: "T12",
		without: "evidence rows may be changed",
		edits: [["db/migrations/001/evidence.ts", '"evidence", ', ""]],
		tests: ["test/checks/evidence/evidence.test.ts"],
	},
	{
		threat: "T13",
		without: "bytes leave without a trace",
		edits: [
			["src/checks/evidence/require-evidence.ts", "await recordReading(ctx, {", "void recordReading;\n\tvoid ({"],
		],
		tests: ["test/checks/evidence/evidence.test.ts", "test/report/handover/audit-package/audit-package.test.ts"],
	},
	{
		threat: "T14",
		without: "a workbook may be nested to any depth",
		edits: [["src/ground/reading/workbook/parse-xml.ts", "if (++depth > MAX_DEPTH)", "if (++depth < 0 && MAX_DEPTH)"]],
		tests: ["test/security/workbooks.test.ts"],
	},
	{
		threat: "T14",
		without: "a workbook may be of any number of elements",
		edits: [["src/ground/reading/workbook/zip-parts.ts", "if (this.#elements < 0)", "if (this.#elements < -1e12)"]],
		tests: ["test/security/workbooks.test.ts"],
	},
	{
		threat: "T14",
		without: "a workbook may inflate to any size",
		edits: [["src/ground/reading/workbook/zip-parts.ts", "if (this.#bytes < 0)", "if (this.#bytes < -1e15)"]],
		tests: ["test/security/workbooks.test.ts", "test/ground/reading/other-forms.test.ts"],
	},
	{
		threat: "T15",
		without: "a file may be of any size",
		edits: [
			[
				"src/ground/http/upload.ts",
				'\tconst contentType = c.req.header("content-type") ?? "";\n\tconst { body } = c.req.raw;',
				'\toptions = { maxBytes: Number.MAX_SAFE_INTEGER };\n\tconst contentType = c.req.header("content-type") ?? "";\n\tconst { body } = c.req.raw;',
			],
		],
		tests: ["test/ground/http/upload.test.ts"],
	},
	{
		threat: "T15",
		without: "every file is a picture",
		edits: [
			[
				"src/checks/evidence/content-type.ts",
				"return found?.mime ?? UNKNOWN;",
				'return found || UNKNOWN ? "image/png" : "";',
			],
		],
		tests: ["test/checks/evidence/evidence.test.ts"],
	},
];
