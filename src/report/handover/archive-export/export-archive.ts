import { listMessagesOf } from "../../../../db/queries/report/periods-messages.ts";
import type { Period } from "../../../../db/queries/report/periods.ts";
import { discardParts, type Part, partOf } from "../audit-package/package-parts.ts";
import { sealedJson } from "../../closing/sealed-json.ts";
import { scopeOf } from "../../periods/scope.ts";
import { messageLines } from "../messages.ts";
import { stockholmDate } from "../../../ground/calendar/stockholm.ts";
import type { PdfPress } from "../../documents/render-pdf.ts";
import { wholePapersOf } from "../../documents/papers-thread.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { Invalid } from "../../../ground/errors.ts";
import { write } from "../../../ground/write/write.ts";
import { archiveTables } from "./archive-parts.ts";

const FORMAT = "tillracklig-arkiv/1";
const READ_ME = `ARKIVEXPORT AV EN STÄNGD RAPPORT

rapport.pdf, bedomning.pdf, internkontrollplan.pdf   handlingarna, PDF/A-2a (ISO 19005-2)
tabeller/*.csv       rapportens tabeller: UTF-8 med BOM, semikolon, decimalkomma, rader som slutar med CR LF
stangd-rapport.json  rapporten som den stängdes: innehåll, kontrollsumma, underskrift (Ed25519) och nyckelns fingeravtryck
manifest.json        varje fil med storlek och SHA-256

Frågor och svar om kontrolltillfällen, risker och åtgärder (tabellen fragor-och-svar.csv) hör inte till det som stängdes: de är som
de var när exporten gjordes. SHA-256 av varje text står också i loggen.

Underlagens filer ingår inte: de har egna gallringstider. Tabellen underlag.csv säger vilka de var, med SHA-256.
`;

export interface ArchiveExport {
	file_name: string;
	parts: Part[];
}

/** A closed report for the archive: papers as PDF/A, tables as CSV, the sealed content as JSON, and a manifest of them all. */
export async function exportArchive(ctx: Context, period: Period, press: PdfPress): Promise<ArchiveExport> {
	const parts: Part[] = [];
	try {
		const papers = await wholePapersOf(ctx.database.location, period, stockholmDate(nowOf(ctx)));
		const { content, report: rapport, assessment: bedomning, plan: internkontrollplan } = papers;
		const { seal } = content;
		if (seal === null) throw new Invalid({ "": "Bara en stängd rapport kan lämnas till arkivet." });
		await ctx.database.snapshot(async (db) => {
			for (const [name, paper] of Object.entries({ rapport, bedomning, internkontrollplan }))
				if (paper) parts.push(await partOf(ctx.files, `${name}.pdf`, [await press.render(paper, "a-2a")]));
			for (const { name, lines } of await archiveTables(db, content))
				parts.push(await partOf(ctx.files, `tabeller/${name}.csv`, lines));
			const messages = messageLines(await listMessagesOf(db, scopeOf(period)));
			parts.push(await partOf(ctx.files, "tabeller/fragor-och-svar.csv", messages));
			parts.push(await partOf(ctx.files, "stangd-rapport.json", sealedJson(db, seal)));
		});
		parts.push(await partOf(ctx.files, "las-mig.txt", [READ_ME]));
		const manifest = await partOf(ctx.files, "manifest.json", [manifestOf(ctx, period, parts)]);
		parts.push(manifest);
		const file_name = `arkiv-${period.key}.zip`;
		await recordExport(ctx, period, file_name, parts.length, manifest.sha256);
		return { file_name, parts };
	} catch (error) {
		await discardParts(ctx, parts);
		throw error;
	}
}

function manifestOf(ctx: Context, period: Period, parts: readonly Part[]): string {
	const { key, name, board, year, first_day, cut_off } = period;
	const files = parts.map(({ name: path, bytes, sha256 }) => ({ path, bytes, sha256 }));
	const about = { key, name, board, year, first_day, cut_off };
	const made = { made_at: nowOf(ctx), made_by: ctx.actor.name };
	return JSON.stringify({ format: FORMAT, period: about, ...made, files }, null, "\t");
}

function recordExport(ctx: Context, period: Period, file_name: string, files: number, sha256: string): Promise<void> {
	return write(ctx, async ({ allow, record }) => {
		await allow("report.export", period.unit_id);
		await record({
			type: "archive.exported",
			unit_id: period.unit_id,
			object: { kind: "reporting_period", id: period.id },
			data: { period: period.name, file_name, files, manifest_sha256: sha256 },
		});
	});
}
