import type { CreditNote } from "../../../db/queries/checks/populations-credits.ts";
import type { Population } from "../../../db/queries/checks/populations.ts";
import { creditNoteColumns } from "../../../src/checks/populations/columns.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";

/** The credit notes of a purchases file: no sample holds them, so they are read here by whoever answers for the control. */
export function CreditNotesPage(props: {
	shell: Partial<LayoutProps>;
	population: Population;
	notes: CreditNote[];
	pager: Parameters<typeof Pager>[0];
}) {
	const { population, notes, pager } = props;
	const period = formatOccurrence(population.period_key);
	return (
		<Layout
			{...props.shell}
			title={`Kreditnotor för ${period}`}
			lead={`${population.control_title}. Kreditnotor under gränsen står här för sig: de dras aldrig, och ingen slutsats av stickprovet gäller dem.`}
			crumbs={[{ href: paths.population(population.id), label: `Populationen för ${period}` }]}
		>
			<ListTable caption="Kreditnotor" columns={creditNoteColumns} rows={notes} empty="Filen har inga kreditnotor." />
			{pager.total > 0 ? <Pager {...pager} noun="kreditnotor" /> : null}
			<ListExports base_href={paths.creditNotes(population.id)} />
		</Layout>
	);
}
