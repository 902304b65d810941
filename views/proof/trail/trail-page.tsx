import type { TrailEvent } from "../../../db/queries/proof/trail.ts";
import { trailColumns } from "../../../src/proof/trail/columns.ts";
import type { TrailQuery } from "../../../src/proof/trail/trail-filter.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { DateField, SelectField, TextField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Link } from "../../ui/link.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";

interface TrailPageProps {
	shell: Partial<LayoutProps>;
	events: readonly TrailEvent[];
	query: TrailQuery;
	/** What events may be about: identifier → word. */
	nouns: Record<string, string>;
	export_href: string;
	newest_href: string | null;
	older_href: string | null;
}

/** Who did what, when: every change there has been, newest first. */
export function TrailPage(props: TrailPageProps) {
	return (
		<Layout
			{...props.shell}
			title="Logg"
			lead="Varje ändring är en händelse i en kedja, så att det går att upptäcka om något har ändrats eller tagits bort i efterhand."
		>
			<TrailFilterBar query={props.query} nouns={props.nouns} />
			{props.query.objekt === "" ? null : (
				<Flash tone="info" announce={false}>
					<p>
						Du ser händelserna om ett enda objekt. <Link href={paths.trail()}>Visa hela loggen</Link>
					</p>
				</Flash>
			)}
			<ListTable
				caption="Händelser, nyast först"
				columns={trailColumns}
				rows={props.events}
				primary="sentence"
				empty="Inga händelser svarar mot urvalet."
				cells={{
					noun: (event) => <Link href={paths.trailOf(event.object_kind, event.object_id)}>{nounCell(event)}</Link>,
				}}
			/>
			<Pager
				from={1}
				to={props.events.length}
				total={props.events.length}
				uncounted
				noun="händelser"
				prev_href={props.newest_href}
				prev_label="Nyaste"
				next_href={props.older_href}
				next_label="Äldre"
			/>
			<ListExports base_href={props.export_href} />
		</Layout>
	);
}

function nounCell(event: TrailEvent): string {
	return String(trailColumns.find((column) => column.key === "noun")!.value(event));
}

function TrailFilterBar({ query, nouns }: { query: TrailQuery; nouns: Record<string, string> }) {
	const options = Object.entries(nouns).map(([value, label]) => ({ value, label }));
	return (
		<FilterBar action={paths.trail()} label="Filtrera loggen" clear_href={paths.trail()}>
			<SelectField name="avser" label="Avser" options={options} value={query.avser} placeholder="Alla" optional />
			<TextField name="person" label="Person" value={query.person} optional />
			<DateField name="fran" label="Från och med" value={query.fran} optional />
			<DateField name="till" label="Till och med" value={query.till} optional />
		</FilterBar>
	);
}
