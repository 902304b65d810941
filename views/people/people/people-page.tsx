import type { PersonRow } from "../../../db/queries/people/people.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { personColumns } from "../../../src/people/people/columns.ts";
import { PERSON_FIELDS } from "../../../src/people/people/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Checkbox, SelectField, TextField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { Flash } from "../../ui/flash.tsx";
import { countText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";

export interface PeoplePageProps {
	shell: Partial<LayoutProps>;
	people: PersonRow[];
	chosen: Record<string, string | undefined>;
	href: string;
	pager: Parameters<typeof Pager>[0];
	may_edit: boolean;
	/** Pairs of accounts that may be one human's, and nobody has said. */
	double_accounts: number;
}

export function PeoplePage(props: PeoplePageProps) {
	const { chosen } = props;
	return (
		<Layout
			{...props.shell}
			title="Personer"
			crumbs={[{ href: paths.administration(), label: "Administration" }]}
			main_action={props.may_edit ? <ButtonLink href={paths.personNew()}>Lägg till person</ButtonLink> : null}
		>
			{props.double_accounts > 0 ? (
				<Flash tone="warn" announce={false}>
					<p>
						<Link href={paths.accountPairs()}>
							{props.double_accounts === 1
								? "Två konton kan vara samma människas"
								: `${countText(props.double_accounts)} par konton kan vara samma människas`}
						</Link>
						{" och räknas som en tills någon har bedömt dem."}
					</p>
				</Flash>
			) : null}
			<FilterBar action={paths.people()} clear_href={paths.people()}>
				<TextField
					name="sok"
					label={PERSON_FIELDS.name.label}
					type="search"
					optional="silent"
					value={chosen.sok}
					width="medium"
				/>
				<SelectField
					name="roll"
					label="Roll"
					optional="silent"
					placeholder="Alla"
					width="medium"
					options={Object.entries(ROLES).map(([value, label]) => ({ value, label }))}
					value={chosen.roll}
				/>
				<Checkbox name="avslutade" label="Ta med avslutade" optional="silent" checked={chosen.avslutade === "1"} />
			</FilterBar>
			<ListTable
				caption="Personer"
				columns={personColumns}
				rows={props.people}
				href={(person) => paths.person(person.id)}
				empty="Inga personer stämmer med urvalet."
			/>
			{props.pager.total > 0 ? <Pager {...props.pager} noun="personer" /> : null}
			<ListExports base_href={props.href} />
		</Layout>
	);
}
