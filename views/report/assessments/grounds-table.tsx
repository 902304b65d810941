import { ASSESSED } from "../../../db/schema/report/words.ts";
import type { Suggestion } from "../../../src/report/assessments/suggest.ts";
import { Link } from "../../ui/link.tsx";
import { DataTable } from "../../ui/table.tsx";
import { GradeBadge } from "../../ui/grade-badge.tsx";

/** The rows behind a suggestion, each with the way to what it counts. */
export function GroundsTable({ suggestion }: { suggestion: Suggestion }) {
	return (
		<DataTable
			caption={`Grunderna för förslaget, ${ASSESSED[suggestion.requirement].toLowerCase()}`}
			hide_caption
			empty="Inget i planen, kontrollerna eller styrningen gäller det här kravet. Bedöm utan förslag."
			columns={[
				{ key: "label", label: "Grund", primary: true },
				{ key: "value", label: "Utfall" },
				{ key: "effect", label: "Talar för" },
			]}
			rows={suggestion.grounds.map((ground) => ({
				cells: {
					label: ground.href ? <Link href={ground.href}>{ground.label}</Link> : ground.label,
					value: ground.value,
					effect: ground.effect ? <GradeBadge grade={ground.effect} /> : "Ingen påverkan",
				},
			}))}
		/>
	);
}
