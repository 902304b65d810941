import { Hono } from "hono";
import type { Db } from "../../../db/open.ts";
import { type DecisionPaper, findPaperBefore, listDecisionPapers } from "../../../db/queries/report/planning.ts";
import type { PaperKind } from "../../../db/schema/report/words.ts";
import { DecisionPaperPage } from "../../../views/report/planning/decision-paper-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { NotFound } from "../../ground/errors.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { paperFiles } from "../../ground/http/paper-files.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { formValues } from "../../ground/tables/field.ts";
import { paths } from "../../paths/paths.ts";
import { printed } from "../documents/printed.ts";
import { ownWord } from "../paper-templates/print-paper.ts";
import { coverageTable } from "./coverage-table.ts";
import { decisionPaper, paperFillings } from "./decision-paper.ts";
import { PAPER_FIELDS } from "./fields.ts";
import { proposedTexts } from "./proposals.ts";
import { readCoverage } from "../coverage/read-coverage.ts";
import { readSubject, type Subject } from "./read-matter.ts";
import { WriteDecisionPaper } from "./schema.ts";
import { writeDecisionPaper } from "./write-decision-paper.ts";

/** The words of the address. */
const ADDRESSES: Record<string, PaperKind> = {
	plan: "plan",
	andringsbeslut: "amendment",
	rapport: "report",
	"isk-bedomning": "assessment",
};

const subjectOf = (c: Http, kind: PaperKind, action: "decision_paper.view" | "decision_paper.edit") =>
	readSubject(c.var.ctx, { kind, id: c.req.param("id")! }, action, c.var.today);

/** The paper that asks the nämnd to decide: written once, read beside last year's, handed over as Word and PDF. */
export function decisionPaperRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	for (const [word, kind] of Object.entries(ADDRESSES)) {
		const path = `/foredragningspm/${word}/:id`;
		const to = (c: Http) => paths.decisionPaper(word, c.req.param("id")!);
		const shown = async (c: Http, form: FormState) =>
			paperPage(c, await subjectOf(c, kind, "decision_paper.view"), form, word);
		app.get(path, permit("decision_paper.view"), (c) => shown(c, UNTOUCHED));
		app.post(path, permit("decision_paper.edit"), (c) =>
			submit(c, {
				schema: WriteDecisionPaper,
				command: async (input) => writeDecisionPaper(c.var.ctx, await subjectOf(c, kind, "decision_paper.edit"), input),
				done: () => answer(c, { to: to(c), said: "Underlaget är sparat som en ny utgåva." }),
				again: (form) => shown(c, form),
			}),
		);
		paperFiles(app, `${path}/dokument`, "decision_paper.view", async (c) => {
			const subject = await subjectOf(c, kind, "decision_paper.view");
			const [newest] = await listDecisionPapers(c.var.ctx.db, subject);
			if (!newest) throw new NotFound(`decision paper of ${subject.subject_id}`);
			const cells = await cellsOf(c.var.ctx.db, subject);
			const paper = printed(decisionPaper(subject, newest, cells));
			return { ...paper, word: () => wordOf(c.var.ctx.db, { subject, newest, cells }, paper.word) };
		});
	}
	return app;
}

/** In the board's own file where it has one. */
async function wordOf(
	db: Db,
	of: { subject: Subject; newest: DecisionPaper; cells: Awaited<ReturnType<typeof cellsOf>> },
	ours: () => Promise<Uint8Array>,
) {
	const { subject, newest, cells } = of;
	return (await ownWord(db, subject.board_id, paperFillings(subject, newest), coverageTable(cells))) ?? ours();
}

/** The coverage map goes with the plan, and with nothing else that is decided. */
async function cellsOf(db: Db, { kind, subject_id: id, board_id, year }: Subject) {
	return kind === "plan" ? (await readCoverage(db, { id, board_id, year })).cells : [];
}

async function paperPage(c: Http, subject: Subject, form: FormState, word: string) {
	const { db, actor } = c.var.ctx;
	const editions = await listDecisionPapers(db, subject);
	const newest = editions[0];
	const saved = formValues(PAPER_FIELDS, newest ?? proposedTexts(subject, actor.name));
	return page(
		c,
		<DecisionPaperPage
			shell={shell(c)}
			subject={subject}
			word={word}
			form={form}
			saved={saved}
			editions={editions}
			before={(await findPaperBefore(db, subject)) ?? null}
			may_edit={await mayAt(db, actor, "decision_paper.edit", subject.unit_id)}
		/>,
	);
}
