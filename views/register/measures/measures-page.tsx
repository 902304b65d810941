import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import type { MeasureRow } from "../../../db/queries/register/measures.ts";
import { MEASURE_STATUSES } from "../../../db/schema/vocabulary.ts";
import { MEASURE_FIELDS, REPORT_FIELDS } from "../../../src/register/measures/fields.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { List } from "../../ui/list.tsx";
import { MeasureBadge } from "../../ui/measure-badge.tsx";
import { Narrowed } from "../../ui/narrowed.tsx";

export interface MeasuresPageProps {
	shell: Partial<LayoutProps>;
	list: ListShown<MeasureRow>;
	years: number[];
	chosen: Record<string, string | undefined>;
	/** what else the list is narrowed by, in words */
	narrowed: readonly string[];
}

function filtersOf({ years, chosen }: MeasuresPageProps): ListFilter[] {
	const statuses = Object.entries(MEASURE_STATUSES).map(([value, label]) => ({ value, label }));
	const every = [
		...years.map(String).map((year) => ({ value: year, label: year })),
		{ value: "alla", label: "Alla år" },
	];
	return [
		{ name: "ar", label: "Planens år", placeholder: "Innevarande år", value: chosen.ar, options: every },
		{ name: "status", label: REPORT_FIELDS.status.label, value: chosen.status, options: statuses },
		{
			name: "ansvarig",
			label: MEASURE_FIELDS.owner_id.label,
			kind: "text",
			value: chosen.ansvarig,
			help: "Namn, eller en del av det. Skriv jag för dina egna.",
		},
		{
			name: "passerat",
			label: "Datum",
			value: chosen.passerat,
			options: [{ value: "1", label: "Bara passerat datum" }],
		},
	];
}

export function MeasuresPage(props: MeasuresPageProps) {
	return (
		<Layout {...props.shell} title="Åtgärder" lead="Åtgärder i beslutade planer.">
			<Narrowed by={props.narrowed} clear_href={paths.measures()} />
			<List
				list={props.list}
				noun="åtgärder"
				filters={filtersOf(props)}
				presets={[{ label: "Mina", href: `${paths.measures()}?ansvarig=jag` }]}
				caption="Åtgärder"
				href={(measure) => paths.measure(measure.id)}
				cells={{ status: (measure) => <MeasureBadge measure={{ ...measure, is_overdue: false }} /> }}
				empty="Inga åtgärder stämmer med urvalet."
			/>
		</Layout>
	);
}
