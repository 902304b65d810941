import { expect, test } from "vitest";
import { safeReturnPath } from "../../src/ground/http/return-path.ts";

test.each([
	"//ond.example",
	"/\\ond.example",
	"/../\\ond.example",
	"/%5cond.example",
	"/%2f%2fond.example",
	"https://ond.example",
	"javascript:alert(1)",
	"/\t/ond.example",
	"/\n/ond.example",
	"http:/ond.example",
	"@ond.example",
	"",
	undefined,
	"/..//ond.example",
])("T09: after sign-in %j leads to the start page", (wanted) => {
	expect(safeReturnPath(wanted)).toBe("/");
});

test.each(["/", "/stickprov/0199", "/kontroller/arsoversikt?ar=2026&enhet=x", "/stickprov?q=%C3%A5"])(
	"T09: %j is kept",
	(wanted) => {
		expect(safeReturnPath(wanted)).toBe(wanted);
	},
);
