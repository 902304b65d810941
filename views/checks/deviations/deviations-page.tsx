import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import { DEVIATION_STATUSES, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { deviationColumns } from "../../../src/checks/deviations/columns.ts";
import { FACT_FIELDS } from "../../../src/checks/deviations/fields.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Narrowed } from "../../ui/narrowed.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";
import { DeviationStatusBadge, SeverityBadge } from "../../ui/deviation-badges.tsx";

const ON_SCREEN = new Set(["number", "title", "severity", "status", "unit", "owner", "due_on"]);

/** What the list can be narrowed to by status: the words of the register, and the two that are still to do together. */
export const STATUS_CHOICES = { unfinished: "Ej avslutade", counted: "Alla utom återtagna", ...DEVIATION_STATUSES };

interface ListProps {
	shell: Partial<LayoutProps>;
	deviations: readonly Deviation[];
	pager: Parameters<typeof Pager>[0];
	units: readonly { id: string; name: string }[];
	filter: { status?: string | undefined; severity?: string | undefined; unit?: string | undefined; own: boolean };
	/** what else the list is narrowed by, in words */
	narrowed: readonly string[];
	list_href: string;
	may_add: boolean;
}

/** Every avvikelse the person may see, the newest first. */
export function DeviationsPage(props: ListProps) {
	return (
		<Layout
			{...props.shell}
			title="Avvikelser"
			main_action={
				props.may_add ? (
					<ButtonLink href={paths.deviationNew()} variant="secondary">
						Registrera avvikelse
					</ButtonLink>
				) : null
			}
		>
			<Filters {...props} />
			<Narrowed by={props.narrowed} clear_href={paths.deviations()} />
			<ListTable
				caption="Avvikelser"
				columns={deviationColumns.filter((column) => ON_SCREEN.has(column.key))}
				rows={props.deviations}
				primary="title"
				href={(row) => paths.deviation(row.id)}
				cells={{
					severity: (row) => <SeverityBadge severity={row.severity} />,
					status: (row) => <DeviationStatusBadge status={row.status} />,
				}}
				empty="Inga avvikelser passar urvalet."
			/>
			<Pager {...props.pager} noun="avvikelser" />
			<ListExports base_href={props.list_href} />
		</Layout>
	);
}

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

function Filters({ filter, units }: ListProps) {
	const field = { optional: "silent", placeholder: "Alla" } as const;
	return (
		<FilterBar action={paths.deviations()} clear_href={paths.deviations()}>
			<SelectField name="status" label="Status" {...field} value={filter.status} options={options(STATUS_CHOICES)} />
			<SelectField
				name="grad"
				label={FACT_FIELDS.severity.short}
				{...field}
				value={filter.severity}
				options={options(SEVERITIES)}
			/>
			<SelectField
				name="enhet"
				label="Enhet, med enheter under"
				{...field}
				value={filter.unit}
				options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
			/>
			<SelectField
				name="egna"
				label="Vems"
				{...field}
				value={filter.own ? "1" : ""}
				options={[{ value: "1", label: "Som jag ansvarar för eller hittade" }]}
			/>
		</FilterBar>
	);
}
