import { z } from "zod";

type Issue = Parameters<NonNullable<Parameters<typeof z.config>[0]>["customError"] & {}>[0];

/**
 * Swedish sentences for refused input whose schema has no sentence of its own. A schema's own sentence says more and is
 * preferred.
 */
function swedish(issue: Issue): string {
	switch (issue.code) {
		case "invalid_type":
			return issue.input === undefined || issue.input === null || issue.input === ""
				? "Fyll i fältet."
				: "Värdet har fel form.";
		case "too_small":
			if (issue.origin === "string")
				return Number(issue.minimum) <= 1 ? "Fyll i fältet." : `Skriv minst ${issue.minimum} tecken.`;
			if (issue.origin === "array") return "Välj minst ett alternativ.";
			return `Ange minst ${issue.minimum}.`;
		case "too_big":
			if (issue.origin === "string") return `Skriv högst ${issue.maximum} tecken.`;
			if (issue.origin === "array") return `Välj högst ${issue.maximum} alternativ.`;
			return `Ange högst ${issue.maximum}.`;
		case "invalid_value":
			return "Välj ett av alternativen.";
		case "invalid_format":
			return issue.format === "email" ? "Skriv en giltig e-postadress." : "Värdet har fel form.";
		case "unrecognized_keys":
			return "Formuläret innehåller fält som inte hör dit.";
		default:
			return "Värdet går inte att använda.";
	}
}

z.config({ customError: swedish });
