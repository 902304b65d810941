import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SOFFICE = "/usr/bin/soffice";

/** Whether LibreOffice is on the machine: what it opens is tried where it is. */
export const hasOffice = (() => {
	try {
		execFileSync(SOFFICE, ["--version"], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
})();

/** Every file opened by LibreOffice and saved in another form, all by one start of it, which costs the most. The folder is gone afterwards. */
export function withOffice<T>(files: Record<string, Buffer>, to: string, read: (folder: string) => T): T {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-office-"));
	try {
		const names = Object.keys(files).map((name) => join(folder, name));
		for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
		const profile = `-env:UserInstallation=file://${folder}/profil`;
		const convert = [profile, "--headless", "--convert-to", to, "--outdir", folder, ...names];
		execFileSync(SOFFICE, convert, { stdio: "ignore", timeout: 110_000 });
		return read(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** What a Word file says on its pages, by its name. */
export function officeTexts(files: Record<string, Buffer>): Record<string, string> {
	return withOffice(files, "pdf", (folder) =>
		Object.fromEntries(
			Object.keys(files).map((name) => {
				const pdf = join(folder, name.replace(/\.docx$/, ".pdf"));
				return [name, execFileSync("pdftotext", [pdf, "-"], { encoding: "utf8" })];
			}),
		),
	);
}
