import type { KeyObject } from "node:crypto";
import { createReadStream } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import type { Db } from "../../../../db/open.ts";
import { lastEvent } from "../../../../db/queries/ground/write.ts";
import { listMessagesOf } from "../../../../db/queries/report/periods-messages.ts";
import type { Period } from "../../../../db/queries/report/periods.ts";
import {
	type EvidenceRow,
	listDecisionEvidence,
	listEvidenceRows,
} from "../../../../db/queries/report/workbook-findings.ts";
import { listSamStandings } from "../../../../db/queries/sam/standings.ts";
import { openTrailAnchors } from "../../../proof/trail/trail-anchors.ts";
import { openTrailSigner, readPublicKeys } from "../../../proof/trail/trail-signer.ts";
import { readMoment } from "../../../ground/threads/read-moment.ts";
import type { KeyPlace } from "../../../ground/keys.ts";
import { openSealKey } from "../../closing/seal-key.ts";
import { messageLines } from "../messages.ts";
import { takeOutEvidence } from "../../../checks/evidence/take-out-evidence.ts";
import { exportReport } from "../../workbook/export-report.ts";
import { scopeOf } from "../../periods/scope.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { write } from "../../../ground/write/write.ts";
import {
	discardParts,
	drawRecords,
	evidencePath,
	keptPart,
	type Part,
	partOf,
	sealedEditions,
	trailLines,
} from "./package-parts.ts";
import { READ_ME } from "./read-me.ts";

const FORMAT = "tillracklig-granskningspaket/1";

export interface AuditPackage {
	file_name: string;
	/** In the order of the zip; whoever sends them discards those that are temporary. */
	parts: Part[];
}

/**
 * Everything an outsider needs to examine a period without the product: workbook, evidence, draw records, the whole trail with its
 * signed ends, the sealed editions, the public keys, and the page that checks it all. That it was taken out, and every piece of
 * evidence in it, is a fact of the trail before a byte leaves.
 */
export async function exportPackage(
	ctx: Context,
	period: Period,
	{ place, verifier }: { place: KeyPlace; verifier: string },
): Promise<AuditPackage> {
	const parts: Part[] = [];
	try {
		const report = await exportReport(ctx, period);
		const workbook = `arbetsbok/${report.file_name}`;
		parts.push(await partOf(ctx.files, workbook, createReadStream(report.temp.path)));
		await ctx.files.discard(report.temp);
		const evidence = [
			...(await listEvidenceRows(ctx.db, scopeOf(period))),
			...(await listDecisionEvidence(ctx.db, period.id)),
		];
		// whoever has waited for that list does not wait for the first lot of events too
		await turn();
		const disposed = await takeOutEvidence(
			ctx,
			evidence.map(({ id }) => id),
		);
		parts.push(...(await evidenceParts(ctx, evidence, disposed)));
		const read = async (db: Db) => {
			parts.push(...(await registerParts(ctx, db, period)));
			return (await lastEvent(db))!;
		};
		// the whole log goes by, and nothing of it is needed twice
		const head = await readMoment(ctx.database.location, read, { sparing: true });
		parts.push(...(await proofParts(ctx, place, head)));
		parts.push(await partOf(ctx.files, "las-mig.txt", [READ_ME]));
		const manifest = await partOf(ctx.files, "manifest.json", [manifestOf(ctx, period, workbook, head, parts)]);
		parts.push(manifest, await signatureOf(ctx, place, manifest.sha256));
		const page = await partOf(ctx.files, "kontroll.html", [verifier]);
		parts.unshift(page);
		const file_name = `granskningspaket-${period.key}.zip`;
		const files = parts.length;
		const digests = { manifest_sha256: manifest.sha256, verifier_sha256: page.sha256 };
		await recordExport(ctx, period, { file_name, files, ...digests });
		return { file_name, parts };
	} catch (error) {
		await discardParts(ctx, parts);
		throw error;
	}
}

/** The evidence that is there, and the list of all of it: what is missing is told of, never left out in silence. */
async function evidenceParts(
	ctx: Context,
	evidence: readonly EvidenceRow[],
	disposed: ReadonlySet<string>,
): Promise<Part[]> {
	const parts: Part[] = [];
	const rows: (EvidenceRow & { path: string; disposed: boolean })[] = [];
	for (const [index, row] of evidence.entries()) {
		const path = evidencePath(row, index);
		const part = disposed.has(row.id) ? null : await keptPart(ctx.files, path, row.sha256);
		if (part) parts.push(part);
		rows.push({ ...row, path, disposed: disposed.has(row.id) });
	}
	return [await partOf(ctx.files, "underlag.json", [JSON.stringify(rows, null, "\t")]), ...parts];
}

/** Makes the parts that come from the database, all in one view of it so that they agree. */
async function registerParts(ctx: Context, db: Db, period: Period): Promise<Part[]> {
	const parts: Part[] = [];
	for await (const { name, json } of drawRecords(db, period)) parts.push(await partOf(ctx.files, name, [json]));
	for (const { name, json } of await sealedEditions(db, period.id)) parts.push(await partOf(ctx.files, name, json));
	const standings = await listSamStandings(db, { unit_id: period.unit_id, year: period.year });
	parts.push(await partOf(ctx.files, "sam.json", [JSON.stringify(standings, null, "\t")]));
	const messages = await listMessagesOf(db, scopeOf(period));
	parts.push(await partOf(ctx.files, "fragor-och-svar.json", [JSON.stringify(messages, null, "\t")]));
	parts.push(await partOf(ctx.files, "fragor-och-svar.csv", messageLines(messages)));
	parts.push(await partOf(ctx.files, "logg.jsonl", trailLines(db)));
	return parts;
}

/** The trail's signed ends up to the one in the package, and every public key. */
async function proofParts(ctx: Context, place: KeyPlace, head: { seq: number; hash: string }): Promise<Part[]> {
	const anchors = openTrailAnchors(place);
	anchors.add({ at: nowOf(ctx), ...head, by: "package" });
	const known = anchors.list().anchors.filter((anchor) => anchor.seq <= head.seq);
	const seal = openSealKey(place);
	const der = (key: KeyObject) => key.export({ type: "spki", format: "der" }).toString("base64");
	const keys = [
		...[...readPublicKeys(place)].map(([fingerprint, key]) => ({ use: "Loggen", fingerprint, public_key: der(key) })),
		{ use: "Stängda rapporter", fingerprint: seal.fingerprint, public_key: seal.public_key },
	];
	return [
		await partOf(ctx.files, "loggens-slut.jsonl", [known.map((anchor) => `${JSON.stringify(anchor)}\n`).join("")]),
		await partOf(ctx.files, "nycklar.json", [JSON.stringify(keys, null, "\t")]),
	];
}

function manifestOf(
	ctx: Context,
	{ id, key, name, board, first_day, cut_off }: Period,
	workbook: string,
	trail_head: { seq: number; hash: string },
	parts: readonly Part[],
): string {
	const files = parts.map(({ name: path, bytes, sha256 }) => ({ path, bytes, sha256 }));
	const period = { id, key, name, board, first_day, cut_off };
	const manifest = {
		format: FORMAT,
		period,
		made_at: nowOf(ctx),
		made_by: ctx.actor.name,
		workbook,
		trail_head,
		files,
	};
	return JSON.stringify(manifest, null, "\t");
}

function signatureOf(ctx: Context, place: KeyPlace, sha256: string): Promise<Part> {
	const signer = openTrailSigner(place);
	const signature = { key: signer.fingerprint, signature: signer.sign(`${FORMAT}\n${sha256}`) };
	return partOf(ctx.files, "manifest.sig", [JSON.stringify(signature)]);
}

function recordExport(
	ctx: Context,
	period: Period,
	what: { file_name: string; files: number; manifest_sha256: string; verifier_sha256: string },
): Promise<void> {
	return write(ctx, async ({ allow, record }) => {
		await allow("package.export", period.unit_id);
		await record({
			type: "package.exported",
			unit_id: period.unit_id,
			object: { kind: "reporting_period", id: period.id },
			data: { period: period.name, ...what },
		});
	});
}
