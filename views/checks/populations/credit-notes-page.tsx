import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { CreditNote } from "../../../db/queries/checks/populations-credits.ts";
import type { Population } from "../../../db/queries/checks/populations.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { List } from "../../ui/list.tsx";

/** The credit notes of a purchases file: no sample holds them, so they are read here by whoever answers for the control. */
export function CreditNotesPage(props: {
	shell: Partial<LayoutProps>;
	population: Population;
	list: ListShown<CreditNote>;
}) {
	const { population, list } = props;
	const period = formatOccurrence(population.period_key);
	return (
		<Layout
			{...props.shell}
			title={`Kreditnotor för ${period}`}
			lead={`${population.control_title}. Kreditnotor under gränsen står här för sig: de dras aldrig, och ingen slutsats av stickprovet gäller dem.`}
			crumbs={[{ href: paths.population(population.id), label: `Populationen för ${period}` }]}
		>
			<List list={list} noun="kreditnotor" caption="Kreditnotor" empty="Filen har inga kreditnotor." />
		</Layout>
	);
}
