import { Readable } from "node:stream";
import { Hono } from "hono";
import { listEditions, listEvidenceOf } from "../../../db/queries/checks/evidence.ts";
import { findDisposalOf } from "../../../db/queries/proof/retention.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { isShown } from "../../../db/schema/shown-types.ts";
import type { EvidenceParent } from "../../../db/schema/vocabulary.ts";
import { AddEvidencePage } from "../../../views/checks/evidence/add-evidence-page.tsx";
import { EvidenceBlock } from "../../../views/ui/evidence-block.tsx";
import { EvidencePage } from "../../../views/checks/evidence/evidence-page.tsx";
import { grantFor } from "../../ground/access/actor.ts";
import { isFragment } from "../../ground/http/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { attach } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { tapped } from "../../ground/http/tapped.ts";
import { receivePart } from "../../ground/http/upload-parts.ts";
import { submitUpload } from "../../ground/http/upload.ts";
import { NotFound } from "../../ground/errors.ts";
import { aboutDay } from "./about-day.ts";
import { addEvidence, addingTo, requireMayAdd } from "./add-evidence.ts";
import { ownerPath } from "./owner-path.ts";
import { requestsAbout } from "./require-request.ts";
import { openEvidence, requireEvidence } from "./require-evidence.ts";
import { AddEvidence } from "./schema.ts";

/** The content security policy of uploaded files: nothing in one may run or fetch anything, wherever it is opened. */
const SEALED = "default-src 'none'; sandbox; frame-ancestors 'none'";
/** The policy for PDF: browsers refuse to start their PDF viewer in a sandbox, so only this site's own page may frame it. */
const PDF_VIEWER = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'";

export function evidenceRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/underlag/till/:kind/:id", permit("evidence.add", "minutes.add"), (c) => addPage(c, UNTOUCHED));

	app.post("/underlag/till/:kind/:id", permit("evidence.add", "minutes.add"), async (c) => {
		const [kind, parent_id] = [c.req.param("kind"), c.req.param("id")];
		const owner = await requireMayAdd(c.var.ctx, kind, parent_id);
		return submitUpload(c, {
			maxBytes: c.var.config.evidenceMaxBytes,
			schema: AddEvidence,
			field: "fil",
			command: (input, file) => {
				const ctx = tapped(c, { ...input, name: file.name, sha256: file.sha256 });
				return addEvidence(ctx, { ...input, kind, parent_id }, file);
			},
			done: () => added(c, owner.kind, parent_id, ownerPath(owner, parent_id)),
			again: (form) => (isFragment(c) ? block(c, owner.kind, parent_id, form) : addPage(c, form)),
		});
	});

	app.post("/underlag/delar", permit("evidence.add", "minutes.add"), async (c) => {
		return c.json({ part: await receivePart(c) });
	});

	app.get("/underlag/:id", permit("evidence.view"), async (c) => {
		const { evidence, owner } = await requireEvidence(c.var.ctx, c.req.param("id"));
		const path = await unitPath(c.var.ctx.db, owner.unit_id);
		return page(
			c,
			<EvidencePage
				shell={shell(c)}
				evidence={evidence}
				owner={{ label: owner.label, href: ownerPath(owner, evidence.parent_id) }}
				editions={await listEditions(c.var.ctx.db, evidence.series_id)}
				disposal={(await findDisposalOf(c.var.ctx.db, evidence.id)) ?? null}
				may_add={grantFor(c.var.ctx.actor, addingTo(owner.kind), path) !== undefined}
			/>,
		);
	});

	app.get("/underlag/:id/fil", permit("evidence.view"), async (c) => {
		const { evidence, bytes } = await openEvidence(c.var.ctx, c.req.param("id"));
		return send(c, evidence, bytes, "attachment");
	});

	app.get("/underlag/:id/visning", permit("evidence.view"), async (c) => {
		const { evidence, bytes } = await openEvidence(c.var.ctx, c.req.param("id"));
		return send(c, evidence, bytes, isShown(evidence.content_type) ? "inline" : "attachment");
	});

	return app;
}

/** Sends the bytes under headers that make them harmless. The content type comes from the content, never from the name. */
function send(
	c: Http,
	evidence: { file_name: string; content_type: string; bytes: number },
	bytes: Readable,
	disposition: "attachment" | "inline",
): Response {
	const pdf = disposition === "inline" && evidence.content_type === "application/pdf";
	const type = isShown(evidence.content_type) ? evidence.content_type : "application/octet-stream";
	attach(c, evidence.file_name, type, disposition);
	c.header("Content-Length", String(evidence.bytes));
	c.header("Content-Security-Policy", pdf ? PDF_VIEWER : SEALED);
	if (pdf) c.header("X-Shell-Options", "SAMEORIGIN");
	return c.body(Readable.toWeb(bytes) as ReadableStream);
}

async function added(c: Http, kind: EvidenceParent, parentId: string, to: string) {
	if (isFragment(c)) return block(c, kind, parentId, UNTOUCHED);
	return answer(c, { to, said: "Underlaget är sparat." });
}

/** The block of the page that sent the file, with what it now holds. */
async function block(c: Http, kind: EvidenceParent, parentId: string, form: FormState) {
	const evidence = await listEvidenceOf(c.var.ctx.db, kind, parentId);
	return page(
		c,
		<EvidenceBlock
			kind={kind}
			parent_id={parentId}
			evidence={evidence}
			requests={await requestsAbout(c.var.ctx.db, kind, parentId)}
			may_add
			error={Object.values(form.errors)[0]}
		/>,
	);
}

async function addPage(c: Http, form: FormState) {
	const [kind, parent_id] = [c.req.param("kind") ?? "", c.req.param("id") ?? ""];
	const owner = await requireMayAdd(c.var.ctx, kind, parent_id);
	const series = String(form.values.serie ?? c.req.query("serie") ?? "");
	const [newest] = series ? await listEditions(c.var.ctx.db, series) : [];
	if (series && newest?.parent_id !== parent_id) throw new NotFound(`series ${series} of ${kind} ${parent_id}`);
	return page(
		c,
		<AddEvidencePage
			shell={shell(c)}
			kind={kind}
			parent_id={parent_id}
			owner={{ label: owner.label, href: ownerPath(owner, parent_id) }}
			edition_of={newest ? { series_id: newest.series_id, file_name: newest.file_name } : null}
			about_on={aboutDay(owner, newest?.about_on, c.var.today)}
			today={c.var.today}
			max_megabytes={Math.floor(c.var.config.evidenceMaxBytes / 1_000_000)}
			form={form}
		/>,
	);
}
