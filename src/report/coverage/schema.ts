import { z } from "zod";
import { COVERAGE_STATEMENTS } from "../../../db/schema/report/words.ts";
import { integer, line, oneOf, requiredText, text } from "../../ground/write/fields.ts";

/** The version the form was opened with, 0 when nothing had been written. */
const version = integer(0, 1_000_000);

export const WriteStatement = z
	.object({
		state: oneOf(COVERAGE_STATEMENTS),
		routine: text(500),
		owner: text(200),
		reason: requiredText(2000),
		version,
	})
	.superRefine((input, issues) => {
		if (input.state !== "embedded") return;
		const missing = (field: string, message: string) => issues.addIssue({ code: "custom", path: [field], message });
		if (input.routine === "") missing("routine", "Skriv i vilken rutin kontrollen är inbyggd.");
		if (input.owner === "") missing("owner", "Skriv vem som ansvarar för rutinen.");
	});
export type WriteStatement = z.output<typeof WriteStatement>;

/** An empty reason: the area stands. */
export const WriteRiskArea = z.object({ name: line(120), retired_reason: text(500), version });
export type WriteRiskArea = z.output<typeof WriteRiskArea>;

/** Empty: the risk is about none of them. */
export const LinkRisk = z.object({ area: text(64), version });
export type LinkRisk = z.output<typeof LinkRisk>;
