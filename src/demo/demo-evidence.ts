import { Readable } from "node:stream";
import { addEvidence } from "../checks/evidence/add-evidence.ts";
import type { Context } from "../ground/write/context.ts";

const MAX_BYTES = 100_000;

/** A one-page PDF beside a drawn item, as the performer would add the invoice or the delivery note. */
export async function addDemoEvidence(
	performer: Context,
	item: { id: string; voucher_no: string; supplier_name: string },
	what: string,
): Promise<void> {
	const lines = [`${what} ${item.voucher_no}`, item.supplier_name, "Exempel: inget riktigt underlag"];
	const file = await performer.files.putTemp(Readable.from([onePage(lines)]), MAX_BYTES);
	const input = { kind: "sample_item", parent_id: item.id, series_id: null, note: what, about_on: null };
	await addEvidence(performer, input, { ...file, name: `${what.toLowerCase()}-${item.voucher_no}.pdf` });
}

/** The smallest PDF that a viewer opens: Helvetica in WinAnsi, every object at the offset its table says. */
function onePage(lines: readonly string[]): Buffer {
	const shown = lines.map((line) => `(${line.replace(/[\\()]/g, "")}) Tj T*`).join(" ");
	const text = `BT /F1 14 Tf 20 TL 50 780 Td ${shown} ET`;
	const objects = [
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		`<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	];
	let file = "%PDF-1.4\n";
	const offsets = objects.map((object, n) => {
		const at = file.length;
		file += `${n + 1} 0 obj\n${object}\nendobj\n`;
		return `${String(at).padStart(10, "0")} 00000 n \n`;
	});
	const table = file.length;
	file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
	file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
	return Buffer.from(file, "latin1");
}
