import type { Evidence } from "../../db/queries/checks/evidence.ts";
import { isShown } from "../../db/schema/shown-types.ts";
import { paths } from "../../src/paths/paths.ts";
import { FilePreview } from "./file-preview.tsx";
import { dateTimeText } from "./format.ts";
import { Link } from "./link.tsx";

/** One file in a list: small picture, name, who and when, fingerprint; opens in the page only what may be shown there. */
export function EvidenceFigure({ evidence }: { evidence: Evidence }) {
	if (evidence.disposal_id !== null) {
		return (
			<p>
				<Link href={paths.evidence(evidence.id)}>{evidence.file_name}</Link>
				{" (gallrad)"}
			</p>
		);
	}
	const href = isShown(evidence.content_type) ? paths.evidencePreview(evidence.id) : paths.evidenceFile(evidence.id);
	return (
		<FilePreview
			name={evidence.file_name}
			href={href}
			media_type={evidence.content_type}
			size={evidence.bytes}
			sha256={evidence.sha256}
			version={evidence.edition}
			about_on={evidence.about_on}
			note={`${evidence.uploaded_by_name}, ${dateTimeText(evidence.uploaded_at)}${evidence.note ? `. ${evidence.note}` : ""}`}
		>
			<p>
				<Link href={paths.evidence(evidence.id)}>Uppgifter och utgåvor</Link>
			</p>
		</FilePreview>
	);
}
