import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The longest, for a run that remembers none before it (a fresh clone, a build server): vitest then begins with the files of most
 * letters, and a short file of a long walk that comes late keeps one worker busy when the others have nothing left.
 */
const LONGEST = [
	"test/browser/every-page.test.ts",
	"test/running/page-thread/page-thread.test.ts",
	"test/db/as-of.test.ts",
	"test/checks/populations/long-import.test.ts",
	"test/proof/as-of/as-of.test.ts",
	"test/security/fuzz.test.ts",
	"test/resilience/backup.test.ts",
	"test/browser/spine.test.ts",
	"test/browser/offline.test.ts",
	"test/report/documents/documents.test.ts",
	"test/db/replay.test.ts",
	"test/report/workbook/workbook.test.ts",
	"test/ground/threads/kept-thread.test.ts",
	"test/people/session/sign-in.test.ts",
	"test/db/append-only.test.ts",
	"test/ground/tables/unchanged-forms.test.ts",
	"test/browser/drafts.test.ts",
];

/** Vitest's own order where it remembers how long each file took; else what is known to be long comes first. */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		const pathOf = ({ moduleId }: TestSpecification) => relative(this.ctx.config.root, moduleId);
		const isRemembered = (file: TestSpecification) =>
			this.ctx.cache.getFileTestResults(`${file.project.name}:${pathOf(file)}`) !== undefined;
		if (files.every(isRemembered)) return sorted;
		const placeOf = (file: TestSpecification) =>
			(LONGEST.indexOf(pathOf(file)) + LONGEST.length + 1) % (LONGEST.length + 1);
		return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
	}
}
