import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

test("an empty environment is a demo on this machine alone", () => {
	expect(readConfig({})).toMatchObject({ port: 3000, host: "127.0.0.1", production: false, demo: true });
});

test("an empty value counts as unset", () => {
	expect(readConfig({ PORT: "", DATABASE_URL: "", BASE_URL: "" })).toMatchObject({ port: 3000, baseUrl: undefined });
});

test.each([
	["PORT", "http"],
	["PORT", "70000"],
	["PORT", "-1"],
	["PORT", "80.5"],
	["DATABASE_URL", "mysql://x"],
	["BASE_URL", "isk.region.example"],
	["BASE_URL", "javascript:alert(1)"],
	["NODE_ENV", "prod"],
])("%s=%s stops the start with the variable's name", (name, value) => {
	expect(() => readConfig({ [name]: value })).toThrow(name);
});

test("every bad variable is named at once", () => {
	expect(() => readConfig({ PORT: "x", NODE_ENV: "y" })).toThrow(/PORT.*NODE_ENV/);
});

test("production: an address is required, the slash at its end is not, and there is no demo", () => {
	expect(() => readConfig({ NODE_ENV: "production" })).toThrow("BASE_URL saknas");
	const config = readConfig({ NODE_ENV: "production", BASE_URL: "https://isk.region.example/" });
	expect(config).toMatchObject({ baseUrl: "https://isk.region.example", production: true, demo: false });
});
