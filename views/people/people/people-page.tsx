import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { PersonRow } from "../../../db/queries/people/people.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PERSON_FIELDS } from "../../../src/people/people/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Flash } from "../../ui/flash.tsx";
import { countText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";

export interface PeoplePageProps {
	shell: Partial<LayoutProps>;
	list: ListShown<PersonRow>;
	chosen: Record<string, string | undefined>;
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
			<List
				list={props.list}
				noun="personer"
				filters={[
					{ name: "sok", label: PERSON_FIELDS.name.label, kind: "text", value: chosen.sok },
					{
						name: "roll",
						label: "Roll",
						options: Object.entries(ROLES).map(([value, label]) => ({ value, label })),
						value: chosen.roll,
					},
					{
						name: "avslutade",
						label: "Avslutade",
						placeholder: "Visas inte",
						options: [{ value: "1", label: "Ta med avslutade" }],
						value: chosen.avslutade,
					},
				]}
				caption="Personer"
				href={(person) => paths.person(person.id)}
				empty="Inga personer stämmer med urvalet."
			/>
		</Layout>
	);
}
