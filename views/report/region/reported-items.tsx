import { paths } from "../../../src/paths/paths.ts";
import type { SealedRegion } from "../../../src/report/closing/held-content.ts";
import { reportedColumns } from "../../../src/report/region/columns.ts";
import { ListTable } from "../../ui/list-table.tsx";
import { Section } from "../../ui/section.tsx";

const SHOWN = ["title", "kind", "state", "answer", "period"];

/** What the region has asked, and the board's answers, in one of its reports. Nothing where nothing was asked. */
export function ReportedItems({ region }: { region: readonly SealedRegion[] }) {
	if (region.length === 0) return null;
	return (
		<Section title="Regiongemensamt" lead="Vad regionen har skickat till alla nämnder, och vad nämnden har svarat.">
			<ListTable
				caption="Regiongemensamt"
				columns={reportedColumns.filter(({ key }) => SHOWN.includes(key))}
				rows={region}
				primary="title"
				href={({ item }) => paths.regionItem(item.id)}
				empty="Inget är skickat för året."
			/>
		</Section>
	);
}
