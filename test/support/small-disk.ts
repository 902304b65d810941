import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const MEGABYTES = 12;

/** A disk of a few megabytes, or null where this user may not mount one. */
export function smallDisk(): string | null {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-full-"));
	try {
		execFileSync("mount", ["-t", "tmpfs", "-o", `size=${MEGABYTES}m`, "tmpfs", folder], { stdio: "ignore" });
	} catch {
		rmSync(folder, { recursive: true });
		return null;
	}
	onTestFinished(() => {
		execFileSync("umount", ["-l", folder]);
		rmSync(folder, { recursive: true, force: true });
	});
	return folder;
}

/** Takes every byte that is left. */
export function fill(file: string): void {
	const handle = openSync(file, "w");
	const block = Buffer.alloc(65_536);
	try {
		for (;;) writeSync(handle, block);
	} catch {
		closeSync(handle);
	}
}
