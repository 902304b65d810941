import type { Mutation } from "./mutation.ts";

/** T36–T51: closed periods, samples, log; availability. */
export const PROOF: Mutation[] = [
	{
		threat: "T36",
		without: "the database takes changes of runs in a closed period",
		edits: [["db/migrations/001/sealed.ts", '\t\t["control_runs", run],\n', ""]],
		tests: ["test/db/sealing.test.ts"],
		named: "sqlite T36",
	},
	{
		threat: "T36",
		without: "the database takes changes of a closed report's words",
		edits: [
			[
				"db/migrations/001/sealed.ts",
				'["follow_ups", "governance_statuses", "period_deliveries", "dialogues"]',
				'["governance_statuses", "period_deliveries", "dialogues"]',
			],
		],
		tests: ["test/db/sealing.test.ts"],
		named: "sqlite T36",
	},
	{
		threat: "T37",
		without: "verify does not see a row that was added",
		edits: [
			[
				"src/report/closing/verify-seals.ts",
				"[...there.values()].filter(({ joins }) => !joins)",
				"[...there.values()].filter(() => false)",
			],
		],
		tests: ["test/report/closing/closing.test.ts"],
	},
	{
		threat: "T37",
		without: "verify does not see a row that is gone",
		edits: [["src/report/closing/verify-seals.ts", "if (!found) {", "if (!found) continue;\n\t\t\tif (!found) {"]],
		tests: ["test/report/closing/closing.test.ts"],
	},
	{
		threat: "T37",
		without: "a closing that was removed from the database is not missed",
		edits: [
			[
				"src/report/closing/verify-seals.ts",
				"...[...noted]\n\t\t\t.filter((id) => !inDatabase.has(id))",
				"...[...noted]\n\t\t\t.filter((id) => id === '')",
			],
		],
		tests: ["test/report/closing/closing.test.ts"],
		named: "T37|T38",
	},
	{
		threat: "T38",
		without: "any signature holds",
		edits: [
			[
				"src/report/closing/verify-seals.ts",
				"!key.is_lost && !key.verify(statementOf(seal), seal.signature)",
				"!key.is_lost && statementOf(seal) === ''",
			],
		],
		tests: ["test/report/closing/closing.test.ts"],
	},
	{
		threat: "T38",
		without: "no signature is as good as one",
		edits: [
			[
				"src/report/closing/verify-seals.ts",
				'if (seal.signature === "") problems.push("underskriften saknas.");\n\telse if (',
				'if (seal.signature !== "" && ',
			],
		],
		tests: ["test/report/closing/closing.test.ts"],
	},
	{
		threat: "T38",
		without: "the conclusions are not sealed",
		edits: [
			[
				"src/report/closing/verify-seals.ts",
				"columns: (held) => held.assessment_parts,",
				"columns: (held) => held.assessment_parts.slice(0, 0),",
			],
		],
		tests: ["test/report/closing/closing.test.ts", "test/report/closing/seal-formats.test.ts"],
		named: "T38|column",
	},
	{
		threat: "T38",
		without: "an unsigned end of the trail is believed",
		edits: [
			[
				"src/proof/trail/trail-anchors.ts",
				'if (anchor.signature === "") return "saknar signatur";',
				'if (anchor.signature === "") return null;',
			],
		],
		tests: ["test/security/writes.test.ts"],
	},
	{
		threat: "T38",
		without: "another's signature on an end of the trail is believed",
		edits: [
			[
				"src/proof/trail/trail-anchors.ts",
				"return isSignedBy(key, signedText(anchor), anchor.signature) ? null :",
				"return isSignedBy ? null :",
			],
		],
		tests: ["test/security/writes.test.ts"],
	},
	{
		threat: "T39",
		without: "an event carries the unit of whoever acted",
		edits: [
			[
				"src/checks/samples/answer-item.ts",
				"unit_id: where.run.unit_id,",
				"unit_id: ctx.actor.roles[0]?.unit_id ?? null,",
			],
		],
		tests: ["test/security/writes.test.ts"],
	},
	{
		threat: "T40",
		without: "the log holds passwords",
		edits: [["src/ground/log.ts", "SECRETS.flatMap(", "SECRETS.slice(0, 0).flatMap("]],
		tests: ["test/security/secrets.test.ts", "test/resilience/database-away.test.ts"],
	},
	{
		threat: "T40",
		without: "the log holds tokens of addresses",
		edits: [["src/ground/log.ts", 'return path.replace(/[\\w%.~-]{40,}/g, "…");', "return path;"]],
		tests: ["test/security/secrets.test.ts"],
	},
	{
		threat: "T40",
		without: "the log holds the row that was refused",
		edits: [["src/ground/log.ts", '["err.detail", "err.where", "err.parameters"]', '["err.nothing"]']],
		tests: ["test/security/secrets.test.ts"],
	},
	{
		threat: "T41",
		without: "an event may be changed",
		edits: [["src/ground/write/trail.ts", "if (sha256(text) !== hash) return", "if (hash === '') return"]],
		tests: ["test/proof/trail/verify.test.ts"],
	},
	{
		threat: "T41",
		without: "two events may change places",
		edits: [["src/ground/write/trail.ts", "if (prev_hash !== head.hash) return", "if (prev_hash === '') return"]],
		tests: ["test/proof/trail/verify.test.ts"],
	},
	{
		threat: "T41",
		without: "the end may be cut off",
		edits: [
			["src/proof/trail/verify-trail.ts", "one.seq > (last?.seq ?? head.seq) ? one : last", "one.seq < 0 ? one : last"],
		],
		tests: ["test/proof/trail/verify.test.ts"],
	},
	{
		threat: "T41",
		without: "a change needs no event",
		edits: [["src/ground/write/write.ts", "if (trail.count === 0) throw", "if (trail.count < 0) throw"]],
		tests: ["test/ground/write/write.test.ts"],
		named: "records nothing",
	},
	{
		threat: "T41",
		without: "what the checks beside the chain have read may be another chain",
		edits: [
			[
				"src/proof/trail/verify-trail.ts",
				'...seen.map((head) => ({ ...head, at: "", by: "check" }))',
				'...seen.slice(seen.length).map((head) => ({ ...head, at: "", by: "check" }))',
			],
		],
		tests: ["test/proof/trail/verify.test.ts"],
	},
	{
		threat: "T42",
		without: "two may approve at once",
		edits: [
			["src/checks/runs/reviewing.ts", 'if (run.status !== "signed")', 'if (run.status === "open")'],
			[
				"src/checks/runs/approve-run.ts",
				'await requireFresh(trx, done, "control_run", run.id);',
				"void [done, requireFresh];",
			],
		],
		tests: ["test/checks/samples/decide-run.test.ts"],
	},
	{
		threat: "T43",
		without: "a substitute's act is not said to be for anybody",
		edits: [
			[
				"src/ground/write/write.ts",
				"trail.onBehalfOf = role.substitute_for?.name ?? null;",
				"trail.onBehalfOf = null;",
			],
		],
		tests: ["test/checks/samples/answer-item.test.ts", "test/sam/review.test.ts"],
	},
	{
		threat: "T43",
		without: "a directory's act looks like a person's",
		edits: [["src/people/scim/integration-actor.ts", 'via: "integration" }', 'via: "web" }']],
		tests: ["test/people/scim/scim.test.ts"],
	},
	{
		threat: "T44",
		without: "runs are made for months that have not begun",
		edits: [
			[
				"src/checks/runs/due-runs.ts",
				"if (occurrence.first_day > today || !holdsIn(unit, occurrence)) continue;",
				"if (!today || !holdsIn(unit, occurrence)) continue;",
			],
		],
		tests: ["test/checks/runs/create-runs.test.ts"],
	},
	{
		threat: "T44",
		without: "runs are made for the time before the control began",
		edits: [["src/checks/runs/due-runs.ts", "\t\t[unit.starts_on, unit.ended_on],\n", ""]],
		tests: ["test/checks/runs/create-runs.test.ts"],
	},
	{
		threat: "T45",
		without: "the same reminder stands twice",
		edits: [["db/migrations/001/report.ts", "unique (period_id, person_id, day)", "check (day <> '')"]],
		tests: ["test/security/writes.test.ts"],
	},
	{
		threat: "T46",
		without: "a unit may lie below itself",
		edits: [
			[
				"src/people/units/placement.ts",
				"(await unitPath(db, parentId)).includes(child.id)",
				"(await unitPath(db, parentId)).length === 0",
			],
		],
		tests: ["test/people/units/units.test.ts"],
	},
	{
		threat: "T46",
		without: "a circle of units is walked for ever",
		edits: [
			[
				"db/queries/people/units.ts",
				"union select u.id, u.parent_id from org_units u join path p on u.id = p.parent_id\n",
				"union all select u.id, u.parent_id from org_units u join path p on u.id = p.parent_id limit 1000\n",
			],
		],
		tests: ["test/db/dialects.test.ts"],
	},
	{
		threat: "T47",
		without: "a form may be of any size",
		edits: [["src/ground/http/body.ts", "const MAX_BYTES = 1_000_000;", "const MAX_BYTES = 1e12;"]],
		tests: ["test/security/bodies.test.ts"],
	},
	{
		threat: "T47",
		without: "a form may have any number of fields",
		edits: [["src/ground/http/form-fields.ts", "FORM_LIMITS = { fields: 1_000,", "FORM_LIMITS = { fields: 1e9,"]],
		tests: ["test/security/bodies.test.ts"],
	},
	{
		threat: "T48",
		without: "a page asks its own server",
		edits: [
			[
				"src/ground/http/base-url.ts",
				"export function baseUrl",
				"export const asked = (c: Http) => fetch(baseUrl(c));\n\nexport function baseUrl",
			],
		],
		tests: ["test/architecture.test.ts"],
	},
	{
		threat: "T49",
		without: "a page asks somebody outside while it is made",
		edits: [
			[
				"views/ui/safe-href.ts",
				"export function isExternal",
				'import "node:https";\nimport { get } from "node:https";\nexport const found = get;\n\nexport function isExternal',
			],
		],
		tests: ["test/architecture.test.ts"],
	},
	{
		threat: "T50",
		without: "a file that was sent stays open",
		edits: [
			[
				"src/ground/files/file-store.ts",
				"open: async (sha256) => createReadStream(pathOf(sha256)),",
				"open: async (sha256) => createReadStream(pathOf(sha256), { autoClose: false }),",
			],
		],
		tests: ["test/security/writes.test.ts"],
	},
	{
		threat: "T51",
		without: "the server fetches what somebody has written an address of",
		edits: [
			[
				"src/checks/evidence/content-type.ts",
				"const UNKNOWN =",
				"export const read = (address: string) => fetch(address);\nconst UNKNOWN =",
			],
		],
		tests: ["test/architecture.test.ts"],
	},
];
