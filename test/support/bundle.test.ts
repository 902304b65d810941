import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { threadOf } from "./bundle.ts";
import { tempFolder } from "./database.ts";

test("a bundle is kept as long as nothing it was made of has changed, and made anew when something has", () => {
	const folder = tempFolder();
	const [entry, beside] = [join(folder, "thread.ts"), join(folder, "beside.ts")];
	writeFileSync(entry, 'import { said } from "./beside.ts"; console.log(said);');
	writeFileSync(beside, 'export const said = "före";');
	const made = threadOf(entry);
	expect(readFileSync(made, "utf8")).toContain("f\\xF6re");
	writeFileSync(made, "// kept");
	expect(readFileSync(threadOf(entry), "utf8")).toBe("// kept");
	writeFileSync(beside, 'export const said = "efteråt";');
	expect(readFileSync(threadOf(entry), "utf8")).toContain("efter\\xE5t");
});
