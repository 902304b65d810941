import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import { DEVIATION_STATUSES, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { FACT_FIELDS } from "../../../src/checks/deviations/fields.ts";
import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Narrowed } from "../../ui/narrowed.tsx";
import { DeviationStatusBadge, SeverityBadge } from "../../ui/deviation-badges.tsx";
import { Day, DueDay } from "../../ui/due-day.tsx";
import { unitChoices } from "../../ui/choices.tsx";
import { List } from "../../ui/list.tsx";

/** What the list can be narrowed to by status: the words of the register, and the two that are still to do together. */
export const STATUS_CHOICES = { unfinished: "Ej avslutade", counted: "Alla utom återtagna", ...DEVIATION_STATUSES };

interface ListProps {
	shell: Partial<LayoutProps>;
	list: ListShown<Deviation>;
	units: readonly { id: string; name: string }[];
	filter: { status?: string | undefined; severity?: string | undefined; unit?: string | undefined; own: boolean };
	/** what else the list is narrowed by, in words */
	narrowed: readonly string[];
	may_add: boolean;
	may_act: boolean;
	/** Those whose day has passed, by id. */
	late: ReadonlySet<string>;
}

const PRESETS = [
	{ label: "Ej avslutade", href: `${paths.deviations()}?status=unfinished` },
	{ label: "Effekten att kontrollera", href: `${paths.deviations()}?status=handled` },
	{ label: "Större", href: `${paths.deviations()}?grad=major` },
];

const ACTS = {
	action: paths.deviationsPicked(),
	acts: [
		{ key: "ansvarig", label: "Tilldela" },
		{ key: "datum", label: "Sätt datum" },
	],
	value: (row: Deviation) => `${row.id}~${row.version}`,
	name: (row: Deviation) => `avvikelse ${row.number}`,
};

/** Every avvikelse the person may see, the newest first. */
export function DeviationsPage(props: ListProps) {
	const { list, late } = props;
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
			<Narrowed by={props.narrowed} clear_href={paths.deviations()} />
			<List
				list={list}
				caption="Avvikelser"
				noun="avvikelser"
				primary="title"
				href={(row) => paths.deviation(row.id)}
				filters={filtersOf(props)}
				presets={PRESETS}
				acts={props.may_act ? ACTS : undefined}
				cells={{
					severity: (row) => <SeverityBadge severity={row.severity} />,
					status: (row) => <DeviationStatusBadge status={row.status} short />,
					due_on: (row) => <DueDay day={row.due_on} late={late.has(row.id)} />,
					found_at: (row) => <Day day={row.found_at} />,
				}}
			/>
		</Layout>
	);
}

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

function filtersOf({ filter, units }: ListProps): ListFilter[] {
	return [
		{ name: "status", label: "Status", value: filter.status, options: options(STATUS_CHOICES) },
		{ name: "grad", label: FACT_FIELDS.severity.short, value: filter.severity, options: options(SEVERITIES) },
		{
			name: "enhet",
			label: "Enhet, med enheter under",
			value: filter.unit,
			options: unitChoices(units),
		},
		{
			name: "egna",
			label: "Vems",
			value: filter.own ? "1" : undefined,
			options: [{ value: "1", label: "Som jag ansvarar för eller hittade" }],
		},
	];
}
