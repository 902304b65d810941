import type { Overview } from "../../../src/report/overview/read-overview.ts";
import { paths } from "../../../src/paths/paths.ts";
import { RiskMatrix } from "../../ui/drawings/heat-map.tsx";
import { dateText } from "../../ui/format.ts";
import { Panel } from "../../ui/panel.tsx";

/** Where the plan's risks stand after what is done about them, and what has moved since the last report. */
export function RiskPanel({ risks }: { risks: NonNullable<Overview["risks"]> }) {
	const { plan, placed, without, since, moved } = risks;
	const unplaced = without > 0 ? ` ${without} är inte bedömda.` : "";
	const since_text = since
		? ` ${moved === 0 ? "Ingen" : moved} har flyttats sedan ${since.name} (${dateText(since.cut_off)}).`
		: "";
	const risks_text = placed === 1 ? "1 risk" : `${placed} risker`;
	return (
		<Panel
			id="karta"
			wide
			title={risks.finding}
			lead={`Kvarstående risk, ${risks_text} i internkontrollplan ${plan.year}.${unplaced}${since_text}`}
			more={{ href: paths.plan(plan.id), text: "Planen" }}
		>
			<RiskMatrix
				hide_caption
				caption={`Kvarstående risk, ${plan.year}`}
				likelihood={plan.scale.likelihood}
				impact={plan.scale.impact}
				cells={risks.cells}
			/>
		</Panel>
	);
}
