import type { Evidence } from "../../db/queries/checks/evidence.ts";
import { paths } from "../../src/paths/paths.ts";
import { Link } from "./link.tsx";

/** The newest edition of each document as a link, where the files themselves would take too much room. */
export function EvidenceLinks({ label, evidence }: { label: string; evidence: readonly Evidence[] }) {
	const newest = evidence.filter(
		(one) => !evidence.some((other) => other.series_id === one.series_id && other.edition > one.edition),
	);
	if (newest.length === 0) return null;
	return (
		<p>
			{`${label}: `}
			{newest.map((one, index) => (
				<>
					{index > 0 ? ", " : ""}
					<Link href={paths.evidence(one.id)}>{one.file_name}</Link>
				</>
			))}
		</p>
	);
}
