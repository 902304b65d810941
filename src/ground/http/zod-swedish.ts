import { z } from "zod";
import { MISSING } from "../../../db/schema/missing.ts";

type Issue = Parameters<NonNullable<Parameters<typeof z.config>[0]>["customError"] & {}>[0];

const isEmpty = (input: unknown) => input === undefined || input === null || input === "";

/**
 * Swedish sentences for refused input whose schema has no sentence of its own. A schema's own sentence says more and is
 * preferred.
 */
function swedish(issue: Issue): string {
	switch (issue.code) {
		case "invalid_type":
			return isEmpty(issue.input) ? MISSING : "Värdet har fel form.";
		case "too_small":
			if (issue.origin === "string")
				return Number(issue.minimum) <= 1 ? MISSING : `Skriv minst ${issue.minimum} tecken.`;
			if (issue.origin === "array")
				return Number(issue.minimum) <= 1 ? MISSING : `Välj minst ${issue.minimum} alternativ.`;
			return `Ange minst ${issue.minimum}.`;
		case "too_big":
			if (issue.origin === "string") return `Skriv högst ${issue.maximum} tecken.`;
			if (issue.origin === "array") return `Välj högst ${issue.maximum} alternativ.`;
			return `Ange högst ${issue.maximum}.`;
		case "invalid_value":
			return isEmpty(issue.input) ? MISSING : "Välj ett av alternativen.";
		case "invalid_format":
			return issue.format === "email" ? "Skriv en giltig e-postadress." : "Värdet har fel form.";
		case "unrecognized_keys":
			return "Formuläret innehåller fält som inte hör dit.";
		default:
			return "Värdet går inte att använda.";
	}
}

z.config({ customError: swedish });
