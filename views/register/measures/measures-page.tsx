import type { MeasureRow } from "../../../db/queries/register/measures.ts";
import { MEASURE_STATUSES } from "../../../db/schema/vocabulary.ts";
import { measureColumns } from "../../../src/register/measures/columns.ts";
import { MEASURE_FIELDS, REPORT_FIELDS } from "../../../src/register/measures/fields.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Checkbox, SelectField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Narrowed } from "../../ui/narrowed.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";
import { MeasureBadge } from "../../ui/measure-badge.tsx";

/** The files hold every column; the screen those that tell where the measure stands. */
const SHOWN = new Set(["title", "risk", "owner", "due_on", "status", "overdue"]);

export interface MeasuresPageProps {
	shell: Partial<LayoutProps>;
	measures: MeasureRow[];
	owners: { id: string; name: string }[];
	years: number[];
	chosen: Record<string, string | undefined>;
	/** what else the list is narrowed by, in words */
	narrowed: readonly string[];
	href: string;
	pager: Parameters<typeof Pager>[0];
}

function Filter({ owners, years, chosen }: MeasuresPageProps) {
	const select = (name: string, label: string, none: string, options: { value: string; label: string }[]) => (
		<SelectField
			name={name}
			label={label}
			optional="silent"
			placeholder={none}
			options={options}
			value={chosen[name]}
			width="medium"
		/>
	);
	const statuses = Object.entries(MEASURE_STATUSES).map(([value, label]) => ({ value, label }));
	const people = owners.map((owner) => ({ value: owner.id, label: owner.name }));
	return (
		<FilterBar action={paths.measures()} clear_href={paths.measures()}>
			{select("ar", "Planens år", "Innevarande år", [
				...years.map((year) => ({ value: String(year), label: String(year) })),
				{ value: "alla", label: "Alla år" },
			])}
			{select("status", REPORT_FIELDS.status.label, "Alla", statuses)}
			{select("ansvarig", MEASURE_FIELDS.owner_id.label, "Alla", [{ value: "jag", label: "Jag" }, ...people])}
			<Checkbox name="passerat" label="Bara passerat datum" optional="silent" checked={chosen.passerat === "1"} />
		</FilterBar>
	);
}

export function MeasuresPage(props: MeasuresPageProps) {
	return (
		<Layout {...props.shell} title="Åtgärder" lead="Åtgärder i beslutade planer.">
			<Filter {...props} />
			<Narrowed by={props.narrowed} clear_href={paths.measures()} />
			<ListTable
				caption="Åtgärder"
				columns={measureColumns.filter((column) => SHOWN.has(column.key))}
				rows={props.measures}
				href={(measure) => paths.measure(measure.id)}
				cells={{ status: (measure) => <MeasureBadge measure={{ ...measure, is_overdue: false }} /> }}
				empty="Inga åtgärder stämmer med urvalet."
			/>
			{props.pager.total > 0 ? <Pager {...props.pager} noun="åtgärder" /> : null}
			<ListExports base_href={props.href} />
		</Layout>
	);
}
