import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import type { TrailEvent } from "../../../db/queries/proof/trail.ts";
import { trailColumns } from "../../../src/proof/trail/columns.ts";
import type { TrailQuery } from "../../../src/proof/trail/trail-filter.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";

interface TrailPageProps {
	shell: Partial<LayoutProps>;
	list: ListShown<TrailEvent>;
	query: TrailQuery;
	/** What events may be about: identifier → word. */
	nouns: Record<string, string>;
}

/** Who did what, when: every change there has been, newest first. */
export function TrailPage(props: TrailPageProps) {
	return (
		<Layout
			{...props.shell}
			title="Logg"
			lead="Varje ändring är en händelse i en kedja, så att det går att upptäcka om något har ändrats eller tagits bort i efterhand."
		>
			{props.query.objekt === "" ? null : (
				<Flash tone="info" announce={false}>
					<p>
						Du ser händelserna om ett enda objekt. <Link href={paths.trail()}>Visa hela loggen</Link>
					</p>
				</Flash>
			)}
			<List
				list={props.list}
				noun="händelser"
				filters={filtersOf(props)}
				caption="Händelser, nyast först"
				primary="sentence"
				empty="Inga händelser svarar mot urvalet."
				cells={{
					noun: (event) => <Link href={paths.trailOf(event.object_kind, event.object_id)}>{nounCell(event)}</Link>,
				}}
			/>
		</Layout>
	);
}

function nounCell(event: TrailEvent): string {
	return String(trailColumns.find((column) => column.key === "noun")!.value(event));
}

function filtersOf({ query, nouns }: TrailPageProps): ListFilter[] {
	const options = Object.entries(nouns).map(([value, label]) => ({ value, label }));
	return [
		{ name: "avser", label: "Avser", options, value: query.avser },
		{ name: "person", label: "Person", kind: "text", value: query.person },
		{ name: "fran", label: "Från och med", kind: "date", value: query.fran },
		{ name: "till", label: "Till och med", kind: "date", value: query.till },
	];
}
